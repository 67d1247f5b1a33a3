import type { Enrollment, Instant, RememberedEvent, Step, Timer, TrackedEvent } from '@periplo/model'
import type { Telling } from './telling/telling.ts'
import type { Move } from './xstate-adapter.ts'

/** The step a told move comes to: the enrollment's columns worked out once, at its end. */
export function toStep(parts: {
  readonly enrollment: Enrollment
  readonly telling: Telling
  readonly moved: Move
  readonly last: RememberedEvent
}): Step {
  const { enrollment, telling, moved, last } = parts
  const { nodeId, nodeEnteredAt, stageId, stageEnteredAt, timers, visits, stages, endReason } = telling
  return {
    enrollment: {
      ...enrollment,
      status: endReason === null ? 'active' : 'ended',
      endReason,
      seq: enrollment.seq + 1,
      nodeId,
      nodeEnteredAt,
      stageId,
      stageEnteredAt,
      dueAt: findEarliest(timers),
      endedAt: endReason === null ? null : telling.moments.factAt,
      convertedAt: telling.convertedAt,
      envelope: {
        schema: 1,
        value: moved.state,
        entry: enrollment.envelope.entry,
        last,
        timers,
        visits,
        stages,
      },
    },
    effects: telling.effects,
    facts: telling.facts,
    traits: moved.run.person.traits,
  }
}

/** What an enrollment keeps of an event. */
export function toRemembered({ name, occurredAt, properties }: TrackedEvent): RememberedEvent {
  return { name, occurredAt, properties }
}

function findEarliest(timers: readonly Timer[]): Instant | null {
  return timers.reduce<Instant | null>(
    (earliest, { dueAt }) => (earliest === null || dueAt < earliest ? dueAt : earliest),
    null,
  )
}
