import { invariant } from '@periplo/model'
import type {
  EnrollmentId,
  Fact,
  Instant,
  JsonObject,
  JsonValue,
  NodeId,
  Operand,
  PersonState,
  VersionId,
} from '@periplo/model'
import type { StepQuestion } from '../cause.ts'
import { explainAwaited } from './because.ts'
import type { Because } from './because.ts'
import { explainStep } from './explain-step.ts'
import type { Reason, TakenStep } from './explain-step.ts'
import { replayLife, takeAgain } from './replay-life.ts'
import type { LifeMoment, StoredLife } from './replay-life.ts'

/** One step of a run with what decided it. */
export interface ExplainedStep {
  readonly seq: number
  readonly at: Instant
  /** The event that caused it; null for a timer and for a move. */
  readonly event: {
    readonly name: string
    readonly occurredAt: Instant
    readonly properties: JsonObject
  } | null
  readonly facts: readonly Fact[]
  readonly reasons: readonly Reason[]
  /** False where the engine of today would not take the step as it is stored: the reasons are then its own. */
  readonly isFaithful: boolean
}

/** An event somebody waited for that did not end the wait. */
export interface MissedEvent {
  readonly at: Instant
  readonly node: NodeId
  readonly because: Because
}

/** A run told from its beginning. */
export interface ExplainedRun {
  readonly enrollmentId: EnrollmentId
  readonly versionId: VersionId
  readonly steps: readonly ExplainedStep[]
  readonly missed: readonly MissedEvent[]
}

/** Tells one run of a stored life, step by step. Undefined if the life has no such run. */
export function explainRun(life: StoredLife, enrollmentId: EnrollmentId): ExplainedRun | undefined {
  const run = life.runs.find((one) => one.enrollmentId === enrollmentId)
  if (!run) return undefined
  const steps: ExplainedStep[] = []
  const missed: MissedEvent[] = []
  for (const moment of replayLife(life)) {
    if (moment.kind === 'step' && moment.run === run) steps.push(toExplained(moment))
    if (moment.kind === 'event') missed.push(...findMissed(moment, run))
  }
  return { enrollmentId, versionId: run.journey.versionId, steps, missed }
}

function toExplained({ entry, taken, isFaithful }: Extract<LifeMoment, { kind: 'step' }>): ExplainedStep {
  const { seq, at, facts } = entry
  const event = findEvent(taken)
  return {
    seq,
    at,
    event: event && { name: event.name, occurredAt: event.occurredAt, properties: event.properties },
    facts,
    reasons: explainStep(taken, facts),
    isFaithful,
  }
}

function findEvent(taken: TakenStep) {
  if (taken.kind === 'start') return taken.input.event
  if (taken.kind === 'move') return null
  return taken.question.input.kind === 'event' ? taken.question.input.event : null
}

function findMissed(
  { input, inside, traveller }: Extract<LifeMoment, { kind: 'event' }>,
  { enrollmentId, journey, earlier = [], history }: StoredLife['runs'][number],
): readonly MissedEvent[] {
  const enrollment = inside.get(enrollmentId)
  const version = [journey, ...earlier].find(({ versionId }) => versionId === enrollment?.versionId)
  const node = version?.definition.nodes.find(({ id }) => id === enrollment?.nodeId)
  if (enrollment?.status !== 'active' || node?.kind !== 'wait-for-event') return []
  const { event, receivedAt: at, offset } = input
  const hasMoved = history.some(
    (entry) => (entry.input === `offset:${offset}` && entry.at === at) || entry.input === `held:${offset}`,
  )
  if (node.event !== event.name || hasMoved) return []
  const person = { ...traveller, zone: traveller.zone ?? 'UTC' }
  const { entry } = enrollment.envelope
  const scope = {
    person,
    event,
    entry,
    run: enrollment,
    at: Math.max(enrollment.nodeEnteredAt, event.occurredAt),
    now: at,
  }
  return [{ at, node: node.id, because: explainAwaited(node, scope) }]
}

/** One value as it was not. */
export interface Supposition {
  readonly seq: number
  readonly operand: Operand
  readonly value: JsonValue
}

/** What a step would have come to. */
export interface Supposed {
  readonly facts: readonly Fact[]
  readonly reasons: readonly Reason[]
}

/**
 * Takes one stored step again with one value changed. Undefined if the life has no such step; no facts where
 * nothing would have happened. Nothing after the step is told: it would have been another life.
 */
export function supposeStep(
  life: StoredLife,
  { enrollmentId, seq, operand, value }: Supposition & { readonly enrollmentId: EnrollmentId },
): Supposed | undefined {
  for (const moment of replayLife(life)) {
    if (moment.kind !== 'step' || moment.entry.seq !== seq) continue
    if (moment.run.enrollmentId !== enrollmentId) continue
    const taken = change(moment.taken, operand, value)
    const again = takeAgain(taken)
    return again
      ? { facts: again.facts, reasons: explainStep(taken, again.facts) }
      : { facts: [], reasons: [] }
  }
  return undefined
}

function change(taken: TakenStep, { from, path }: Operand, value: JsonValue): TakenStep {
  const into = (root: JsonObject): JsonObject => withValue(root, path.split('.'), value)
  if (taken.kind === 'start') {
    const { person, event } = taken.input
    const input =
      from === 'trait' || from === 'loyalty'
        ? {
            ...taken.input,
            person: from === 'trait' ? { ...person, traits: into(person.traits) } : withPoints(person, value),
          }
        : { ...taken.input, event: { ...event, properties: into(event.properties) } }
    return { kind: 'start', input }
  }
  const { person, enrollment } = taken.question
  const { envelope } = enrollment
  const remember = (which: 'entry' | 'last'): TakenStep => {
    const event = { ...envelope[which], properties: into(envelope[which].properties) }
    return withState(taken, { enrollment: { ...enrollment, envelope: { ...envelope, [which]: event } } })
  }
  switch (from) {
    case 'trait':
      return withState(taken, { person: { ...person, traits: into(person.traits) } })
    case 'entry':
      return remember('entry')
    case 'answer': {
      const answers = into(envelope.answers ?? {})
      return withState(taken, { enrollment: { ...enrollment, envelope: { ...envelope, answers } } })
    }
    case 'event': {
      if (taken.kind === 'move' || taken.question.input.kind === 'timer') return remember('last')
      const heard = taken.question.input.event
      const event = { ...heard, properties: into(heard.properties) }
      return { kind: 'step', question: { ...taken.question, input: { kind: 'event', event } } }
    }
    case 'loyalty':
      return withState(taken, { person: withPoints(person, value) })
    case 'run':
      return taken
  }
}

/** The step with somebody else in it, or in another run. */
function withState(
  taken: Exclude<TakenStep, { kind: 'start' }>,
  changed: Partial<Pick<StepQuestion, 'person' | 'enrollment'>>,
): TakenStep {
  return taken.kind === 'move'
    ? { kind: 'move', question: { ...taken.question, ...changed } }
    : { kind: 'step', question: { ...taken.question, ...changed } }
}

/** A balance is a number; anything else leaves it. */
function withPoints(person: PersonState, value: JsonValue): PersonState {
  return typeof value === 'number' ? { ...person, points: value } : person
}

function withValue(root: JsonObject, [first, ...rest]: readonly string[], value: JsonValue): JsonObject {
  invariant(first !== undefined, 'a path has a first part')
  const inner = Object.hasOwn(root, first) ? root[first] : undefined
  const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner)
  const next = rest.length === 0 ? value : withValue(isObject ? (inner as JsonObject) : {}, rest, value) // oxlint-disable-line typescript/no-unsafe-type-assertion -- judged one line above
  return { ...root, [first]: next }
}
