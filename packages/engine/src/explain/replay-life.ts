import type {
  Enrollment,
  EnrollmentId,
  HistoryEntry,
  Instant,
  MovePlan,
  PersonId,
  SegmentRules,
  Step,
  TrackedEvent,
  VersionId,
} from '@periplo/model'
import { invariant, listStints } from '@periplo/model'
import { learn, remember, toPersonState, toTraveller } from '../backtest/traveller.ts'
import type { Traveller } from '../backtest/traveller.ts'
import type { CompiledJourney } from '../compile-journey.ts'
import { resumeWait } from '../hold.ts'
import { followMove } from '../move/follow-move.ts'
import { start } from '../start.ts'
import { step } from '../step.ts'
import type { TakenStep } from './explain-step.ts'

/** What was stored of one person: everything they did, and the history of every run. */
export interface StoredLife {
  readonly personId: PersonId
  /** IANA zone where the person's is not known. */
  readonly zone: string
  /** By what rule anybody belongs to a segment today. */
  readonly segments?: SegmentRules
  /** In the order in which they were worked on. */
  readonly inputs: readonly StoredInput[]
  readonly runs: readonly StoredRun[]
}

/** An event as the log holds it. */
export interface StoredInput {
  readonly offset: number
  readonly receivedAt: Instant
  readonly event: TrackedEvent
}

/** One run as the history holds it, in the order of its steps. */
export interface StoredRun {
  readonly enrollmentId: EnrollmentId
  /** The version it is on. */
  readonly journey: CompiledJourney
  /** The versions it was on before, where it was moved. */
  readonly earlier?: readonly CompiledJourney[]
  readonly correlation: string
  readonly history: readonly HistoryEntry[]
}

/** A moment of a person's life, as a replay comes by it. */
export type LifeMoment =
  /** An event, after the person learned of it and before it moves anybody. `inside` are the runs then. */
  | {
      readonly kind: 'event'
      readonly input: StoredInput
      readonly traveller: Traveller
      readonly inside: ReadonlyMap<EnrollmentId, Enrollment>
    }
  /** A step of a run; `isFaithful` if the engine takes it again as it is stored. */
  | {
      readonly kind: 'step'
      readonly run: StoredRun
      readonly entry: HistoryEntry
      readonly taken: TakenStep
      readonly isFaithful: boolean
    }

/** The longest window of any condition. */
const WITHIN_MS = 400 * 86_400_000

/**
 * Lives a person's life once more, from what was stored: each event in the order of the log, each stored step
 * in its place, so that traits, consent and deeds are at every moment what they were then.
 */
export function* replayLife({
  personId,
  zone,
  segments,
  inputs,
  runs,
}: StoredLife): Generator<LifeMoment, void, undefined> {
  const traveller = toTraveller(personId)
  const inside = new Map<EnrollmentId, Enrollment>()
  const owners = new Map(runs.map((run) => [run.enrollmentId, run]))
  const left = runs.flatMap(({ history }) => history).toSorted((a, b) => a.at - b.at || a.seq - b.seq)
  const retake = (entry: HistoryEntry, input = findHeld(entry, inputs)): LifeMoment | undefined => {
    const run = owners.get(entry.enrollmentId)
    invariant(run, `no run has the history of ${entry.enrollmentId}`)
    const person = toPersonState(traveller, { zone, segments })
    const taken = toTaken({ run, entry, person, input, before: inside.get(entry.enrollmentId) })
    if (!taken) return undefined
    const again = takeAgain(taken)
    if (!again) return undefined
    inside.set(entry.enrollmentId, again.enrollment)
    traveller.traits = again.traits
    traveller.audiences = again.audiences
    traveller.points = again.points
    const isFaithful = JSON.stringify(again.facts) === JSON.stringify(entry.facts)
    return { kind: 'step', run, entry, taken, isFaithful }
  }
  for (const input of inputs) {
    yield* takeAll(left, isTimerUpTo(input.receivedAt), retake)
    learn(traveller, input.event, input.receivedAt)
    remember(traveller, input.event, { withinMs: WITHIN_MS, receivedAt: input.receivedAt })
    yield { kind: 'event', input, traveller, inside }
    const isCausedByIt = ({ at, input: cause }: HistoryEntry): boolean =>
      cause === `offset:${input.offset}` && at === input.receivedAt
    yield* takeAll(left, isCausedByIt, (entry) => retake(entry, input))
  }
  yield* takeAll(left, isTimerUpTo(Infinity), retake)
}

function isTimerUpTo(until: Instant): (entry: HistoryEntry) => boolean {
  const causes = ['timer:', HELD, MOVE]
  return ({ at, input }) => causes.some((cause) => input.startsWith(cause)) && at <= until
}

const HELD = 'held:'
const MOVE = 'move:'

/** Takes a step, as the engine of today would. */
export function takeAgain(taken: TakenStep): Step | undefined {
  switch (taken.kind) {
    case 'start':
      return start(taken.input)
    case 'step':
      return step(taken.question)
    case 'move': {
      const outcome = followMove(taken.question)
      return outcome.kind === 'moved' ? outcome.step : undefined
    }
  }
}

/** The version a run was on when it made a step. */
function getJourney({ journey, earlier = [] }: StoredRun, versionId: VersionId): CompiledJourney {
  const found = [journey, ...earlier].find((one) => one.versionId === versionId)
  invariant(found, `the run was on version ${versionId}, which is not there`)
  return found
}

/** The event that a pause had kept waiting for this step. */
function findHeld({ input, at }: HistoryEntry, inputs: readonly StoredInput[]): StoredInput | undefined {
  if (!input.startsWith(HELD)) return undefined
  return inputs.find(({ offset, receivedAt }) => `${HELD}${offset}` === input && receivedAt <= at)
}

function* takeAll(
  left: HistoryEntry[],
  isNow: (entry: HistoryEntry) => boolean,
  retake: (entry: HistoryEntry) => LifeMoment | undefined,
): Generator<LifeMoment, void, undefined> {
  for (const entry of left.filter(isNow)) {
    left.splice(left.indexOf(entry), 1)
    const moment = retake(entry)
    if (moment) yield moment
  }
}

interface Retaking {
  readonly run: StoredRun
  readonly entry: HistoryEntry
  readonly person: ReturnType<typeof toPersonState>
  readonly input: StoredInput | undefined
  readonly before: Enrollment | undefined
}

function toTaken({ run, entry, person, input, before }: Retaking): TakenStep | undefined {
  const { enrollmentId, correlation } = run
  const { at } = entry
  if (before && entry.input.startsWith(MOVE)) return toMoved({ run, entry, person, before })
  const [stint] = listStints(
    run.history.flatMap(({ facts }) => facts),
    run.journey.versionId,
  )
  const journey = getJourney(run, before?.versionId ?? stint?.versionId ?? run.journey.versionId)
  if (before && entry.seq > 1) {
    const timerId = entry.input.slice('timer:'.length)
    const cause = input
      ? ({ kind: 'event', event: input.event } as const)
      : ({ kind: 'timer', timerId } as const)
    const silent = entry.facts.some((fact) => fact.kind === 'message' && fact.reason === 'overdue')
    const enrollment = input ? before : resumeWait(before, at)
    return { kind: 'step', question: { journey, enrollment, person, input: cause, at, silent } }
  }
  const entered = entry.facts.find((fact) => fact.kind === 'enrollment-entered')
  const door = entry.facts.find((fact) => fact.kind === 'node-entered')
  if (!input || !entered || !door) return undefined
  const place = { nodeId: door.node, correlation, entryNumber: entered.entryNumber }
  return { kind: 'start', input: { journey, person, event: input.event, at, entry: place, enrollmentId } }
}

/** A move as its facts tell it: to an earlier version it was taken back. Those who left were ended, not moved. */
function toMoved({
  run,
  entry,
  person,
  before,
}: Omit<Retaking, 'input'> & { readonly before: Enrollment }): TakenStep | undefined {
  const movedIn = entry.facts.find((fact) => fact.kind === 'moved-in')
  if (!movedIn) return undefined
  const { version: toVersionId, node } = movedIn
  const { versionId, nodeId, envelope } = before
  const no = Number(entry.input.slice(MOVE.length))
  const line = { versionId, node: nodeId, target: { kind: 'to', node } } as const
  const asked = { from: [versionId], spreadMs: 0 }
  const plan: MovePlan =
    envelope.moved?.origin?.versionId === toVersionId
      ? { ...asked, kind: 'back', undoes: envelope.moved.no }
      : { ...asked, kind: 'migrate', toVersionId, nodes: [line] }
  const { at } = entry
  const journeyOf = (id: VersionId): CompiledJourney => getJourney(run, id)
  return { kind: 'move', question: { move: { no, at, plan }, enrollment: before, person, at, journeyOf } }
}
