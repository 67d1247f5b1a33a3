import { invariant, toDepth } from '@periplo/model'
import type { Enrollment, EnrollmentId, Instant, NodeId, PersonState } from '@periplo/model'
import type { RememberedEvent, StepInput, TrackedEvent, WebhookAnswer } from '@periplo/model'
import type { CompiledJourney } from './compile-journey.ts'
import { OUTSIDE } from './machine/machine-config.ts'
import type { Run } from './machine/run.ts'
import type { Moments } from './telling/telling.ts'
import type { Push } from './xstate-adapter.ts'

/** What begins a run. */
export interface StartInput {
  readonly journey: CompiledJourney
  readonly person: PersonState
  readonly event: TrackedEvent
  /** The processing instant: timers count from it. */
  readonly at: Instant
  /** As `decideEntry` decided it. */
  readonly entry: { readonly nodeId: NodeId; readonly correlation: string; readonly entryNumber: number }
  readonly enrollmentId: EnrollmentId
}

/** What may move an enrollment, and the moment at which it does. */
export interface StepQuestion {
  readonly journey: CompiledJourney
  readonly enrollment: Enrollment
  readonly person: PersonState
  readonly input: StepInput
  /** The processing instant: timers count from it. */
  readonly at: Instant
  /** Whatever the step would send is refused as overdue. */
  readonly silent?: boolean
}

/** An input as the machine understands it. */
export interface Cause {
  readonly push: Push
  readonly moments: Moments
}

/** How the machine hears of an entry. */
export function toEntryCause(input: StartInput): Cause {
  const { journey, event, entry } = input
  const type = journey.listens.get(OUTSIDE)?.get(event.name)
  invariant(type !== undefined, `no entry listens to the event that enters ${entry.nodeId}`)
  const depth = toDepth(event)
  const moments = { factAt: event.occurredAt, causedAt: event.occurredAt, depth }
  const remembered = toRemembered(event)
  const { entryNumber, correlation } = entry
  const { enrollmentId } = input
  const enteredAt = event.occurredAt
  const run = { enrollmentId, entryNumber, correlation, enteredAt, envelope: { visits: {} } }
  const seen = { entry: remembered, event: remembered, run, at: moments.factAt, enteringBy: entry.nodeId }
  return { push: { state: OUTSIDE, type, run: toRun(input, seen) }, moments }
}

/** How the machine hears of an input, or undefined where nobody listens: a timer must be armed and due. */
export function findCause(question: StepQuestion): Cause | undefined {
  const heard = findHeard(question)
  if (!heard) return undefined
  const { type, event, answer, moments } = heard
  const { enrollment, silent } = question
  const { entry } = enrollment.envelope
  const seen = { entry, event, run: enrollment, answer, at: moments.factAt, enteringBy: '' }
  const push = { state: getState(enrollment), type, run: toRun(question, seen) }
  return { push, moments: silent === true ? { ...moments, silent } : moments }
}

function toRun(
  { journey, person, at: now }: Pick<StepQuestion, 'journey' | 'person' | 'at'>,
  seen: Pick<Run, 'entry' | 'event' | 'run' | 'answer' | 'at' | 'enteringBy'>,
): Run {
  return { journeyId: journey.journeyId, person, now, assignments: [], ...seen }
}

interface Heard {
  /** The machine's name for it. */
  readonly type: string
  /** The event at hand: an answer to a call is none, and leaves the last one there. */
  readonly event: RememberedEvent
  readonly answer?: WebhookAnswer | undefined
  readonly moments: Moments
}

function findHeard({ journey, enrollment, input, at }: StepQuestion): Heard | undefined {
  const { envelope, nodeEnteredAt: lastFactAt } = enrollment
  if (input.kind === 'timer') {
    const timer = envelope.timers.find((armed) => armed.timerId === input.timerId)
    if (!timer || timer.dueAt > at) return undefined
    const factAt = Math.max(lastFactAt, timer.dueAt)
    const moments = { factAt, causedAt: timer.dueAt, depth: 0, firedTimerId: timer.timerId }
    return { type: timer.timerId, event: envelope.last, moments }
  }
  const type = journey.listens.get(getState(enrollment))?.get(input.event.name)
  if (type === undefined) return undefined
  const causedAt = input.event.occurredAt
  const depth = toDepth(input.event)
  const moments = { factAt: Math.max(lastFactAt, causedAt), causedAt, depth }
  const { answer } = input.event
  return { type, event: answer ? envelope.last : toRemembered(input.event), answer, moments }
}

function getState({ envelope }: Enrollment): string {
  invariant(typeof envelope.value === 'string', 'the state of a run is one node')
  return envelope.value
}

/** What an enrollment keeps of an event. */
function toRemembered({ name, occurredAt, properties }: TrackedEvent): RememberedEvent {
  return { name, occurredAt, properties }
}
