import { invariant } from '@periplo/model'
import type { Step } from '@periplo/model'
import { convertAfterEnd } from './convert-after-end.ts'
import { finishStep } from './finish-step.ts'
import { findCause } from './cause.ts'
import type { StepQuestion } from './cause.ts'
import { move } from './xstate-adapter.ts'

/**
 * Moves an enrollment by one input. Undefined: the input does not concern it (nobody listens, the filter
 * says no, the timer is not armed or not yet due), and nothing changes. After the end of the run only a goal
 * event that still counts is of concern. A timer that fires is used up without a `timer-cancel`. Pure; the
 * same question has the same answer.
 */
export function step(question: StepQuestion): Step | undefined {
  const { journey, enrollment } = question
  invariant(enrollment.versionId === journey.versionId, 'an enrollment moves on its own version only')
  if (enrollment.status === 'ended') return convertAfterEnd(question)
  const cause = findCause(question)
  const moved = cause && move(journey.machine, cause.push)
  return moved && finishStep({ journey, enrollment, cause, moved })
}
