import type { EndReason, Step } from '@periplo/model'
import { NO_AUDIENCES } from './change-audiences.ts'
import { passes } from './conditions/evaluate.ts'
import type { StepQuestion } from './cause.ts'

/** Runs that stopped being this person's: what they do later is not this run's success. */
const CLOSED: ReadonlySet<EndReason | null> = new Set(['merged', 'erased'] as const)

/**
 * Counts a goal event that came after the end of the run: at most one, and none when the run itself reached
 * the goal. It counts by its own time, until `convertibleUntil` (inclusive).
 */
export function convertAfterEnd(question: StepQuestion): Step | undefined {
  const { journey, enrollment, person, input, at: now } = question
  const { goal } = journey.definition.settings
  const { convertedAt, convertibleUntil, endReason, endedAt, enteredAt, entryNumber } = enrollment
  if (input.kind !== 'event' || input.event.name !== goal?.event) return undefined
  if (convertedAt !== null || convertibleUntil === null || CLOSED.has(endReason)) return undefined
  const { event } = input
  if (event.occurredAt > convertibleUntil) return undefined
  const at = Math.max(endedAt ?? enteredAt, event.occurredAt)
  if (!passes(goal.filter, { person, event, entry: enrollment.envelope.entry, run: enrollment, at, now }))
    return undefined
  return {
    enrollment: { ...enrollment, seq: enrollment.seq + 1, convertedAt: at },
    effects: [],
    facts: [{ kind: 'goal-reached', at, enteredAt, entryNumber }],
    traits: person.traits,
    audiences: person.audiences ?? NO_AUDIENCES,
    points: person.points ?? 0,
  }
}
