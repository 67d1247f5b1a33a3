import { MAX_CHAIN, NO_SEND_RULES, invariant, toDepth } from '@periplo/model'
import type {
  Enrollment,
  Instant,
  PersonId,
  SegmentRules,
  SendIntent,
  SendRules,
  Step,
  StepInput,
  TrackedEvent,
} from '@periplo/model'
import type { CompiledJourney } from '../compile-journey.ts'
import { decideEntry } from '../decide-entry.ts'
import { listNamedSegments } from '../interests.ts'
import { listChangedTraits, listSegmentCounts } from '../segments/compile-segments.ts'
import type { CompiledSegments } from '../segments/compile-segments.ts'
import type { StandingChange } from '../segments/keep-standings.ts'
import { compileEntrySegments, findStandingDue, judgeTraveller, toChangeEvent } from './segment-changes.ts'
import { start } from '../start.ts'
import { step } from '../step.ts'
import type { BacktestInput, BacktestWatcher, NameRun } from './backtest-input.ts'
import { settleSend } from './settle-send.ts'
import { keepRun, learn, listRecords, remember, retireRuns, toPersonState, toTraveller } from './traveller.ts'
import type { HeldSend, Traveller } from './traveller.ts'

/** The most timers one person fires between two events; a journey that can be published never comes near. */
const MAX_TIMERS = 100_000

/** A journey under trial: a virtual clock for every person, which goes as far as their events. */
export interface Backtest {
  /** Takes the next event of a person, after the timers that were due before it. */
  take(input: BacktestInput): void
  /** Fires every timer, and sends every held message, due up to `until`. Nothing may be taken afterwards. */
  finish(until: Instant): void
  /** People seen so far. */
  readonly people: number
}

/**
 * Opens a backtest of one version. It goes by the rules of a running journey: the same `decideEntry`, `start`,
 * `step` and `decideSend`, the same order. Nothing is sent; reactions to messages are not invented: they
 * happen only where the stream holds them. Memory grows with people, not with events. Messages keep to `rules`;
 * to none unless given.
 */
export function openBacktest(terms: {
  readonly journey: CompiledJourney
  /** IANA zone of people whose own is not known. */
  readonly zone: string
  readonly watcher: BacktestWatcher
  readonly nameRun: NameRun
  readonly rules?: SendRules
  /** By what rule anybody belongs to the segments that the journey's conditions name. */
  readonly segments?: SegmentRules
}): Backtest {
  const people = new Map<PersonId, Traveller>()
  const { interests } = terms.journey
  const counts = [
    ...interests.counts,
    ...listSegmentCounts(terms.segments ?? new Map(), listNamedSegments(terms.journey.definition)),
  ]
  const counted = new Set(counts.map(({ event }) => event))
  const withinMs = Math.max(0, ...counts.map((count) => count.withinMs))
  const kept = compileEntrySegments(terms.journey.definition, terms.segments)
  const trial: Trial = { ...terms, rules: terms.rules ?? NO_SEND_RULES, counted, withinMs, kept }
  return {
    take: (input) => take(trial, getTraveller(people, input.personId), input),
    finish: (until) => {
      for (const traveller of people.values()) fireTimers(trial, traveller, until)
    },
    get people() {
      return people.size
    },
  }
}

interface Trial {
  readonly journey: CompiledJourney
  readonly zone: string
  readonly watcher: BacktestWatcher
  readonly nameRun: NameRun
  readonly rules: SendRules
  readonly segments?: SegmentRules
  /** Names of events that conditions look back at, and how far. */
  readonly counted: ReadonlySet<string>
  readonly withinMs: number
  /** Segments whose members are kept here; undefined where the stream tells of changes, or nobody asks. */
  readonly kept: CompiledSegments | undefined
}

function getTraveller(people: Map<PersonId, Traveller>, personId: PersonId): Traveller {
  const found = people.get(personId)
  if (found) return found
  const traveller = toTraveller(personId)
  people.set(personId, traveller)
  return traveller
}

function take(trial: Trial, traveller: Traveller, input: BacktestInput): void {
  const { event, receivedAt } = input
  const { counted, withinMs, kept } = trial
  // whoever keeps members tells of them too
  if (kept && event.membership) return
  fireTimers(trial, traveller, receivedAt)
  const before = { traits: traveller.traits, zone: traveller.zone }
  learn(traveller, event, receivedAt)
  if (counted.has(event.name)) remember(traveller, event, { withinMs, receivedAt })
  happen(trial, traveller, { input, before })
}

type Before = Pick<Traveller, 'traits' | 'zone'>

/** Lets an event move whom it concerns, and then those who join or leave a segment by what came of it. */
function happen(
  trial: Trial,
  traveller: Traveller,
  { input, before }: { readonly input: BacktestInput; readonly before: Before },
): void {
  const { event, receivedAt: at, mode } = input
  const { interests } = trial.journey
  if (mode === 'live' && interests.moves.has(event.name)) moveRuns(trial, traveller, input)
  if (mode === 'live' && interests.entries.has(event.name)) enter(trial, traveller, input)
  if (!trial.kept) return
  const change = {
    event: event.name,
    traits: listChangedTraits(before.traits, traveller.traits),
    consent: event.consent !== undefined,
    zone: before.zone !== traveller.zone,
  }
  const changes = judgeTraveller(traveller, { segments: trial.kept, zone: trial.zone, at, change })
  if (mode === 'live') tellChanges(trial, traveller, { changes, at, cause: event })
}

function tellChanges(
  trial: Trial,
  traveller: Traveller,
  told: { readonly changes: readonly StandingChange[]; readonly at: Instant; readonly cause?: TrackedEvent },
): void {
  for (const change of told.changes) {
    const event = toChangeEvent(change, told.at, told.cause)
    if (toDepth(event) > MAX_CHAIN) continue
    const { personId, traits, zone } = traveller
    const input = { personId, receivedAt: told.at, event, mode: 'live' } as const
    happen(trial, traveller, { input, before: { traits, zone } })
  }
}

function moveRuns(trial: Trial, traveller: Traveller, { event, receivedAt: at }: BacktestInput): void {
  for (const enrollment of traveller.runs)
    moveRun(trial, traveller, { enrollment, at, input: { kind: 'event', event } })
  retireRuns(traveller, trial.journey, at)
}

interface Moving {
  readonly enrollment: Enrollment
  readonly at: Instant
  readonly input: StepInput
}

function moveRun(trial: Trial, traveller: Traveller, { enrollment, at, input }: Moving): boolean {
  const { journey } = trial
  const taken = step({ journey, enrollment, person: toPersonState(traveller, trial), input, at })
  if (taken) record(trial, traveller, { taken, at })
  return taken !== undefined
}

function enter(trial: Trial, traveller: Traveller, input: BacktestInput): void {
  const { journey, nameRun } = trial
  const { event, receivedAt: at } = input
  const person = toPersonState(traveller, trial)
  const entry = decideEntry({ journey, person, event, at, history: listRecords(traveller) })
  if (entry.kind !== 'enter') return
  const enrollmentId = nameRun(input, entry.nodeId)
  record(trial, traveller, { taken: start({ journey, person, event, at, entry, enrollmentId }), at })
  retireRuns(traveller, journey, at)
}

/** Fires the person's timers, and lets go of their held messages, up to `until`: each when it was due, in order. */
function fireTimers(trial: Trial, traveller: Traveller, until: Instant): void {
  let hasFired = false
  for (let fired = 0; ; fired += 1) {
    const run = findDue(traveller, until)
    const standing = trial.kept ? findStandingDue(traveller) : Infinity
    if (trial.kept && standing <= Math.min(until, run?.dueAt ?? until)) {
      invariant(fired < MAX_TIMERS, 'the timers of one person never end')
      const judged = { segments: trial.kept, zone: trial.zone, at: standing }
      tellChanges(trial, traveller, { changes: judgeTraveller(traveller, judged), at: standing })
      continue
    }
    const held = findHeld(traveller, Math.min(until, run?.dueAt ?? until))
    if (held) letGo(trial, traveller, held)
    if (!run && !held) break
    invariant(fired < MAX_TIMERS, 'the timers of one person never end')
    if (!run || held) continue
    const timer = run.envelope.timers.reduce((first, other) => (other.dueAt < first.dueAt ? other : first))
    const input = { kind: 'timer', timerId: timer.timerId } as const
    const { traits } = traveller
    const hasMoved = moveRun(trial, traveller, { enrollment: run, at: timer.dueAt, input })
    invariant(hasMoved, 'an armed timer that is due moves its run')
    if (trial.kept && traits !== traveller.traits) {
      const change = { traits: listChangedTraits(traits, traveller.traits) }
      const judged = { segments: trial.kept, zone: trial.zone, at: timer.dueAt, change }
      tellChanges(trial, traveller, { changes: judgeTraveller(traveller, judged), at: timer.dueAt })
    }
    hasFired = true
  }
  if (hasFired) retireRuns(traveller, trial.journey, until)
}

function findHeld({ held }: Traveller, until: Instant): HeldSend | undefined {
  let first: HeldSend | undefined
  for (const one of held) if (one.until <= until && (!first || one.until < first.until)) first = one
  return first
}

/** A held message asks again, with what is true by then. */
function letGo(trial: Trial, traveller: Traveller, { intent, until }: HeldSend): void {
  traveller.held = traveller.held.filter((one) => one.intent !== intent)
  settle(trial, traveller, { intent, at: until })
}

function findDue({ runs }: Traveller, until: Instant): Enrollment | undefined {
  let first: Enrollment | undefined
  for (const run of runs) {
    if (run.dueAt === null || run.dueAt > until) continue
    if (!first || run.dueAt < (first.dueAt ?? Infinity)) first = run
  }
  return first
}

function record(
  trial: Trial,
  traveller: Traveller,
  { taken, at }: { readonly taken: Step; readonly at: Instant },
): void {
  const { enrollment, effects, facts, traits, audiences, points } = taken
  keepRun(traveller, enrollment)
  traveller.traits = traits
  traveller.audiences = audiences
  traveller.points = points
  trial.watcher.tell(traveller.personId, facts)
  for (const effect of effects)
    if (effect.kind === 'send') settle(trial, traveller, { intent: effect.intent, at })
}

function settle(
  { watcher, rules, zone, journey, segments }: Trial,
  traveller: Traveller,
  { intent, at }: { readonly intent: SendIntent; readonly at: Instant },
): void {
  const fact = settleSend(traveller, intent, { at, rules, zone, journey, segments })
  if (fact) watcher.tell(traveller.personId, [fact])
}
