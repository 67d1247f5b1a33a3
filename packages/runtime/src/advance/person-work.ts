import type { EntryRecord, Standings } from '@periplo/engine'
import type { ConsentEntry, Enrollment, Instant, OrderFact, PersonProfile } from '@periplo/model'
import type { EntryTally, LoggedInput, PersonKey } from '@periplo/store'

/** A run as the batch sees it, and whether the batch changed it. */
export interface RunInWork {
  enrollment: Enrollment
  changed: boolean
}

/** What is kept of a person and the segments of their workspace, as a batch changes it. */
export interface SegmentsInWork {
  /** They have been judged by every rule up to this one. */
  edition: number
  standings: Standings
  /** The memberships the database has. */
  readonly stored: Standings['members']
  /** Nobody has heard of them before: whatever they belong to they join now. */
  isNew: boolean
  changed: boolean
}

/**
 * One person as a batch works on them: read once, changed in memory, written once. Lives as long as the
 * batch and is owned by it alone.
 */
export interface PersonWork {
  readonly key: PersonKey
  profile: PersonProfile | null
  /** The profile as the database has it. */
  stored: PersonProfile | null
  profileChanged: boolean
  /** Live runs, oldest first; runs begun in this batch are added at the end. */
  readonly runs: Map<string, RunInWork>
  /** Runs so far, those of this batch left out; undefined until somebody asks. */
  tallies: readonly EntryTally[] | undefined
  /** Ended runs whose goal no longer counted at this instant are not in `runs`. */
  since: Instant
  /** `runs` holds every run there ever was. */
  isWhole: boolean
  /** What they did, as far as somebody asks, oldest first, with its place in the log. */
  recent: readonly LoggedInput[]
  consent: readonly ConsentEntry[]
  /** `recent` holds whatever the segments of the workspace look back at. */
  knowsPast: boolean
  /** Offset up to which their inputs have been taken; undefined before the first of the batch. */
  reached: number | undefined
  /** Who they are to the segments of their workspace; undefined where it has none. */
  segments: SegmentsInWork | undefined
  readonly orders: Map<string, { order: OrderFact; changed: boolean }>
  /** When they entered journeys lately; read only where an order came in. */
  entries: readonly { readonly journeyId: string; readonly enteredAt: Instant }[]
}

/** A person nobody has worked on yet. */
export function toPersonWork(key: PersonKey): PersonWork {
  return {
    key,
    profile: null,
    stored: null,
    profileChanged: false,
    runs: new Map(),
    tallies: undefined,
    since: 0,
    isWhole: false,
    recent: [],
    consent: [],
    knowsPast: false,
    reached: undefined,
    segments: undefined,
    orders: new Map(),
    entries: [],
  }
}

/** Everything re-entry needs to know of a person's runs through a journey: the stored ones and the batch's own. */
export function listEntryRecords(work: PersonWork, journeyId: string): readonly EntryRecord[] {
  const past = (work.tallies ?? [])
    .filter((tally) => tally.journeyId === journeyId)
    .map((tally) => ({
      enrollmentId: '',
      correlation: tally.correlation,
      entryNumber: tally.lastEntryNumber,
      status: 'ended' as const,
      endedAt: tally.lastEndedAt,
    }))
  const present = [...work.runs.values()]
    .map((run) => run.enrollment)
    .filter((enrollment) => enrollment.journeyId === journeyId)
  return [...past, ...present]
}
