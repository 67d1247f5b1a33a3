import type {
  ConsentEntry,
  Enrollment,
  Instant,
  JsonObject,
  MessageChannel,
  PersonId,
  PersonState,
  RecentEvent,
  SegmentRules,
  SendIntent,
  SendSlot,
  TrackedEvent,
} from '@periplo/model'
import type { CompiledJourney } from '../compile-journey.ts'
import type { EntryRecord } from '../decide-entry.ts'
import { NO_STANDINGS } from '../segments/keep-standings.ts'
import type { Standings } from '../segments/keep-standings.ts'

/** Past the end of a window, so long an event that comes late still counts. */
const LATENESS_MS = 30 * 86_400_000

/** The most deeds of one person that are looked at; as when journeys run. */
const MOST_RECENT = 1_000

/** Receipts after which an address is not written to again. */
const SUPPRESSING: ReadonlySet<string> = new Set(['Email Marked as Spam'])

/** A message that waits for the end of what holds it. */
export interface HeldSend {
  readonly intent: SendIntent
  readonly until: Instant
}

/** One person of a backtest, as far as the journey asks. Owned by the backtest alone. */
export interface Traveller {
  readonly personId: PersonId
  traits: JsonObject
  audiences: readonly string[]
  points: number
  zone: string | null
  suppressed: boolean
  /** Known by an e-mail address, as an identifier. */
  hasEmail: boolean
  consent: readonly ConsentEntry[]
  /** Oldest first, by event time; only what the journey counts. */
  recent: RecentEvent[]
  /** Runs that can still move or convert, oldest first. */
  runs: Enrollment[]
  /** What re-entry must know of runs that are over. */
  past: EntryRecord[]
  /** Who they are to the segments that let people in; only where the backtest knows their rules. */
  standings: Standings
  isJudged: boolean
  /** In the order in which they were made. */
  held: HeldSend[]
  /** What the journey under trial sent them, by channel, as far as caps look back. */
  readonly slots: Map<MessageChannel, readonly SendSlot[]>
}

/** Somebody nothing is known of. */
export function toTraveller(personId: PersonId): Traveller {
  return {
    personId,
    traits: {},
    audiences: [],
    points: 0,
    zone: null,
    suppressed: false,
    hasEmail: false,
    consent: [],
    recent: [],
    runs: [],
    past: [],
    standings: NO_STANDINGS,
    isJudged: false,
    held: [],
    slots: new Map(),
  }
}

/** Takes in what an event tells of the person. */
export function learn(traveller: Traveller, event: TrackedEvent, receivedAt: Instant): void {
  if (event.traits) traveller.traits = { ...traveller.traits, ...event.traits }
  if (event.zone !== undefined) traveller.zone = event.zone
  if (isSuppressing(event)) traveller.suppressed = true
  if (event.identifiers.some(({ kind }) => kind === 'email')) traveller.hasEmail = true
  const at = Math.min(event.occurredAt, receivedAt)
  for (const change of event.consent ?? [])
    traveller.consent = withChoice(traveller.consent, { ...change, at, origin: `event:${event.eventId}` })
}

/** The latest choice per channel and purpose holds, by its own time. */
function withChoice(consent: readonly ConsentEntry[], choice: ConsentEntry): readonly ConsentEntry[] {
  const isSame = ({ channel, purpose }: ConsentEntry): boolean =>
    channel === choice.channel && purpose === choice.purpose
  if (consent.some((entry) => isSame(entry) && entry.at > choice.at)) return consent
  return [...consent.filter((entry) => !isSame(entry)), choice]
}

function isSuppressing({ name, properties }: TrackedEvent): boolean {
  return SUPPRESSING.has(name) || (name === 'Email Bounced' && properties['bounce_type'] === 'hard')
}

/** Keeps an event that conditions may look back at, and lets go of what no window reaches any more. */
export function remember(
  traveller: Traveller,
  { name, occurredAt, properties }: TrackedEvent,
  { withinMs, receivedAt }: { readonly withinMs: number; readonly receivedAt: Instant },
): void {
  const { recent } = traveller
  let place = recent.length
  while (place > 0 && (recent[place - 1]?.occurredAt ?? 0) > occurredAt) place -= 1
  recent.splice(place, 0, { name, occurredAt, properties })
  const oldest = receivedAt - withinMs - LATENESS_MS
  const stale = recent.findIndex((one) => one.occurredAt >= oldest)
  const surplus = Math.max(stale < 0 ? recent.length - 1 : stale, recent.length - MOST_RECENT)
  if (surplus > 0) recent.splice(0, surplus)
}

/** The person as the engine sees them. */
export function toPersonState(
  traveller: Traveller,
  { zone, segments }: { readonly zone: string; readonly segments?: SegmentRules | undefined },
): PersonState {
  const { personId, traits, audiences, points, recent, consent, suppressed } = traveller
  const state = {
    personId,
    traits,
    audiences,
    points,
    zone: traveller.zone ?? zone,
    recent,
    consent,
    suppressed,
  }
  return segments ? { ...state, segments } : state
}

/** Whether a message on the channel has somewhere to go. */
export function hasAddress({ traits, hasEmail }: Traveller): boolean {
  const email = traits['email']
  return hasEmail || (typeof email === 'string' && email.includes('@'))
}

/** All runs of the person, as re-entry looks at them. */
export function listRecords({ past, runs }: Traveller): readonly EntryRecord[] {
  return past.length === 0 ? runs : [...past, ...runs]
}

/** Puts a run in the place of the one with its id, or at the end. */
export function keepRun(traveller: Traveller, enrollment: Enrollment): void {
  const place = traveller.runs.findIndex(({ enrollmentId }) => enrollmentId === enrollment.enrollmentId)
  if (place < 0) traveller.runs.push(enrollment)
  else traveller.runs[place] = enrollment
}

/**
 * Lets go of runs that can neither move nor convert, but for what re-entry must know. An event may come
 * {@link LATENESS_MS 30 days} late and still convert.
 */
export function retireRuns(traveller: Traveller, { definition }: CompiledJourney, at: Instant): void {
  const { goal } = definition.settings
  const isOver = (run: Enrollment): boolean =>
    run.status === 'ended' &&
    (!goal ||
      run.convertedAt !== null ||
      run.convertibleUntil === null ||
      run.convertibleUntil + LATENESS_MS < at)
  if (!traveller.runs.some(isOver)) return
  for (const run of traveller.runs.filter(isOver)) addPast(traveller, run)
  traveller.runs = traveller.runs.filter((run) => !isOver(run))
}

/** One line per value of the correlation key is enough: the latest end and the highest number. */
function addPast({ past }: Traveller, run: Enrollment): void {
  const { enrollmentId, correlation, entryNumber, status, endedAt } = run
  const place = past.findIndex((record) => record.correlation === correlation)
  const before = past[place]
  const record: EntryRecord = {
    enrollmentId,
    correlation,
    entryNumber: Math.max(entryNumber, before?.entryNumber ?? 0),
    status,
    endedAt: Math.max(endedAt ?? 0, before?.endedAt ?? 0),
  }
  if (place < 0) past.push(record)
  else past[place] = record
}
