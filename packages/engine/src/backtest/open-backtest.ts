import { NO_SEND_RULES, invariant } from '@periplo/model'
import type {
  Enrollment,
  Instant,
  PersonId,
  SegmentRules,
  SendIntent,
  SendRules,
  Step,
  StepInput,
} from '@periplo/model'
import type { CompiledJourney } from '../compile-journey.ts'
import { decideEntry } from '../decide-entry.ts'
import { listSegmentCounts } from '../segments/compile-segments.ts'
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
  const counts = [...interests.counts, ...listSegmentCounts(terms.segments ?? new Map(), interests.segments)]
  const counted = new Set(counts.map(({ event }) => event))
  const withinMs = Math.max(0, ...counts.map((count) => count.withinMs))
  const trial: Trial = { ...terms, rules: terms.rules ?? NO_SEND_RULES, counted, withinMs }
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
}

function getTraveller(people: Map<PersonId, Traveller>, personId: PersonId): Traveller {
  const found = people.get(personId)
  if (found) return found
  const traveller = toTraveller(personId)
  people.set(personId, traveller)
  return traveller
}

function take(trial: Trial, traveller: Traveller, input: BacktestInput): void {
  const { event, receivedAt, mode } = input
  const { journey, counted, withinMs } = trial
  fireTimers(trial, traveller, receivedAt)
  learn(traveller, event, receivedAt)
  if (counted.has(event.name)) remember(traveller, event, { withinMs, receivedAt })
  if (mode !== 'live') return
  if (journey.interests.moves.has(event.name)) moveRuns(trial, traveller, input)
  if (journey.interests.entries.has(event.name)) enter(trial, traveller, input)
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
    const held = findHeld(traveller, Math.min(until, run?.dueAt ?? until))
    if (held) letGo(trial, traveller, held)
    if (!run && !held) break
    invariant(fired < MAX_TIMERS, 'the timers of one person never end')
    if (!run || held) continue
    const timer = run.envelope.timers.reduce((first, other) => (other.dueAt < first.dueAt ? other : first))
    const input = { kind: 'timer', timerId: timer.timerId } as const
    const hasMoved = moveRun(trial, traveller, { enrollment: run, at: timer.dueAt, input })
    invariant(hasMoved, 'an armed timer that is due moves its run')
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
