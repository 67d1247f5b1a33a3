import type { Enrollment, Instant, PersonProfile } from '@periplo/model'
import type { EntryTally, Lease } from '@periplo/store'
import type { PersonWork } from './person-work.ts'

/** The people one process remembers at most, some kilobytes each. */
const MAX_PEOPLE = 32_768

/** A person as their partition's last commit left them. */
interface Remembered {
  readonly partitionId: number
  readonly epoch: number
  /** Ended runs whose goal no longer counted at this instant are not in `runs`. */
  readonly since: Instant
  readonly profile: PersonProfile | null
  readonly stored: PersonProfile | null
  readonly runs: readonly Enrollment[]
  readonly tallies: readonly EntryTally[] | undefined
  readonly segments: PersonWork['segments']
}

/**
 * People the process worked on lately, so that whoever comes again need not be read again. Only the holder of
 * a partition's lease writes its people, and every new holder has a new epoch: what was remembered under the
 * epoch of the lease is what the database has. A commit that is not known to have happened must
 * {@link PeopleMemory.forget} its partitions.
 */
export interface PeopleMemory {
  /** Fills the work from memory; false if the person is unknown, or was read for a later `since` only. */
  recall(work: PersonWork, lease: Lease | undefined, since: Instant): boolean
  /** Remembers people as a commit under these leases has left them. */
  keep(works: Iterable<PersonWork>, leases: ReadonlyMap<number, Lease>): void
  forget(partitions: readonly number[]): void
}

/** An empty memory of up to `limit` people; whoever was not worked on for longest is forgotten first. */
export function createPeopleMemory(limit = MAX_PEOPLE): PeopleMemory {
  const people = new Map<string, Remembered>()
  return {
    recall(work, lease, since) {
      const found = people.get(work.key.personId)
      if (!found || found.epoch !== lease?.epoch || found.since > since) return false
      work.since = found.since
      work.profile = found.profile
      work.stored = found.stored
      work.tallies = found.tallies
      work.segments = found.segments && { ...found.segments }
      for (const enrollment of found.runs)
        work.runs.set(enrollment.enrollmentId, { enrollment, changed: false })
      return true
    },
    keep(works, leases) {
      for (const work of works) {
        const { personId, partitionId } = work.key
        people.delete(personId)
        const lease = leases.get(partitionId)
        if (lease && !work.isWhole) people.set(personId, { partitionId, epoch: lease.epoch, ...toKept(work) })
      }
      for (const personId of people.keys()) {
        if (people.size <= limit) break
        people.delete(personId)
      }
    },
    forget(partitions) {
      const gone = new Set(partitions)
      for (const [personId, { partitionId }] of people) if (gone.has(partitionId)) people.delete(personId)
    },
  }
}

function toKept(work: PersonWork): Omit<Remembered, 'partitionId' | 'epoch'> {
  const { since, profile } = work
  const runs = [...work.runs.values()]
  const changed = runs.filter((run) => run.changed).map((run) => run.enrollment)
  return {
    since,
    profile,
    stored: work.profileChanged ? profile : work.stored,
    runs: runs.map((run) => run.enrollment).filter((run) => isLive(run, since)),
    tallies: work.tallies && foldTallies(work.tallies, changed),
    segments: work.segments && { ...work.segments, stored: work.segments.standings.members, changed: false },
  }
}

/** Whether an input from `since` on may still move or convert the run. */
function isLive({ status, convertibleUntil, convertedAt }: Enrollment, since: Instant): boolean {
  return (
    status === 'active' || (convertibleUntil !== null && convertibleUntil >= since && convertedAt === null)
  )
}

type CountedRun = Pick<Enrollment, 'personId' | 'journeyId' | 'correlation' | 'entryNumber' | 'endedAt'>

/** The tallies with these runs counted in; a run counted before changes nothing but its end. */
export function foldTallies(
  tallies: readonly EntryTally[],
  runs: readonly CountedRun[],
): readonly EntryTally[] {
  if (runs.length === 0) return tallies
  const folded = new Map(tallies.map((tally) => [`${tally.journeyId}/${tally.correlation}`, tally]))
  for (const { personId, journeyId, correlation, entryNumber, endedAt } of runs) {
    const place = `${journeyId}/${correlation}`
    const before = folded.get(place)
    folded.set(place, {
      personId,
      journeyId,
      correlation,
      lastEntryNumber: Math.max(before?.lastEntryNumber ?? 0, entryNumber),
      lastEndedAt:
        endedAt === null ? (before?.lastEndedAt ?? null) : Math.max(before?.lastEndedAt ?? endedAt, endedAt),
    })
  }
  return [...folded.values()]
}
