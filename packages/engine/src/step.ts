import { invariant } from '@periplo/model'
import type { Enrollment, Instant, PersonState, RememberedEvent, Step, StepInput } from '@periplo/model'
import type { CompiledJourney } from './compile-journey.ts'
import { convertAfterEnd } from './convert-after-end.ts'
import { toRemembered, toStep } from './finish-step.ts'
import { tellMove } from './telling/tell-move.ts'
import { toTelling } from './telling/telling.ts'
import type { Moments } from './telling/telling.ts'
import { move } from './xstate-adapter.ts'

/** What may move an enrollment, and the moment at which it does. */
export interface StepQuestion {
  readonly journey: CompiledJourney
  readonly enrollment: Enrollment
  readonly person: PersonState
  readonly input: StepInput
  /** The processing instant: timers count from it. */
  readonly at: Instant
}

/** What an input means to an enrollment at rest. */
interface Cause {
  /** The machine's name for it. */
  readonly type: string
  readonly event: RememberedEvent
  readonly moments: Moments
}

/**
 * Moves an enrollment by one input. Undefined: the input does not concern it (nobody listens, the filter
 * says no, the timer is not armed or not yet due), and nothing changes. After the end of the run only a goal
 * event that still counts is of concern. Pure; the same question has the same answer.
 */
export function step(question: StepQuestion): Step | undefined {
  const { journey, enrollment, person, at } = question
  invariant(enrollment.versionId === journey.versionId, 'an enrollment moves on its own version only')
  if (enrollment.status === 'ended') return convertAfterEnd(question)
  const cause = findCause(question)
  if (!cause) return undefined
  const { type, event, moments } = cause
  const run = {
    journeyId: journey.journeyId,
    person,
    entry: enrollment.envelope.entry,
    event,
    at: moments.factAt,
    now: at,
    enteringBy: '',
    assignments: [],
  }
  const moved = move(journey.machine, { state: getState(enrollment), type, run })
  if (!moved) return undefined
  const telling = toTelling(journey, enrollment, moments)
  tellMove(telling, moved)
  return toStep({ enrollment, telling, moved, last: event })
}

function findCause({ journey, enrollment, input, at }: StepQuestion): Cause | undefined {
  const { envelope } = enrollment
  if (input.kind === 'timer') {
    const timer = envelope.timers.find((armed) => armed.timerId === input.timerId)
    if (!timer || timer.dueAt > at) return undefined
    const factAt = Math.max(findLastFactAt(enrollment), timer.dueAt)
    const moments = { factAt, causedAt: timer.dueAt, firedTimerId: timer.timerId }
    return { type: timer.timerId, event: envelope.last, moments }
  }
  const type = journey.listens.get(getState(enrollment))?.get(input.event.name)
  if (type === undefined) return undefined
  const causedAt = input.event.occurredAt
  const factAt = Math.max(findLastFactAt(enrollment), causedAt)
  return { type, event: toRemembered(input.event), moments: { factAt, causedAt } }
}

function getState({ envelope }: Enrollment): string {
  invariant(typeof envelope.value === 'string', 'the state of a run is one node')
  return envelope.value
}

/** The instant of the last fact of an active run: every move of it enters a node. */
function findLastFactAt({ nodeEnteredAt }: Enrollment): Instant {
  return nodeEnteredAt
}
