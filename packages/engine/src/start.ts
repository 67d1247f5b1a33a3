import { invariant } from '@periplo/model'
import type { Enrollment, RememberedEvent, Step } from '@periplo/model'
import { toDueAt } from './civil-time.ts'
import { finishStep } from './finish-step.ts'
import { OUTSIDE } from './machine/machine-config.ts'
import { toEntryCause } from './cause.ts'
import type { StartInput } from './cause.ts'
import { move } from './xstate-adapter.ts'

/**
 * Begins a run: the person enters by the entry node and goes on to the first wait or to an end. Pure; the
 * same input gives the same step. Trusts the entry decision and does not judge it again.
 */
export function start(input: StartInput): Step {
  const { journey, entry } = input
  const cause = toEntryCause(input)
  const moved = move(journey.machine, cause.push)
  invariant(moved, `nobody enters by ${entry.nodeId}`)
  return finishStep({ journey, enrollment: toEnrolled(input, cause.push.run.entry), cause, moved })
}

/** The enrollment before its first step; `seq` 0 is never stored. */
function toEnrolled(
  { journey, person, entry, enrollmentId }: StartInput,
  event: RememberedEvent,
): Enrollment {
  const { journeyId, versionId, definition } = journey
  const { goal, conversionWindow } = definition.settings
  const enteredAt = event.occurredAt
  return {
    enrollmentId,
    personId: person.personId,
    journeyId,
    versionId,
    entryNumber: entry.entryNumber,
    correlation: entry.correlation,
    status: 'active',
    endReason: null,
    seq: 0,
    nodeId: entry.nodeId,
    nodeEnteredAt: enteredAt,
    stageId: journey.stageOf.get(entry.nodeId) ?? '',
    stageEnteredAt: enteredAt,
    dueAt: null,
    enteredAt,
    endedAt: null,
    convertedAt: null,
    convertibleUntil: goal ? toDueAt(enteredAt, conversionWindow, person.zone) : null,
    envelope: { schema: 1, value: OUTSIDE, entry: event, last: event, timers: [], visits: {}, stages: {} },
  }
}
