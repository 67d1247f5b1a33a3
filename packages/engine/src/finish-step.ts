import type { Enrollment, Instant, Step, Timer } from '@periplo/model'
import { NO_AUDIENCES } from './change-audiences.ts'
import type { CompiledJourney } from './compile-journey.ts'
import type { Cause } from './cause.ts'
import { keepAnswers, keepRemembered } from './remembers.ts'
import { tellMove } from './telling/tell-move.ts'
import { toTelling } from './telling/telling.ts'
import type { Move } from './xstate-adapter.ts'

/** The step a move comes to: facts and effects told, the enrollment's columns worked out once, at its end. */
export function finishStep(parts: {
  readonly journey: CompiledJourney
  readonly enrollment: Enrollment
  readonly cause: Cause
  readonly moved: Move
}): Step {
  const { journey, enrollment, cause, moved } = parts
  const telling = toTelling(journey, enrollment, cause.moments)
  tellMove(telling, moved)
  const { nodeId, nodeEnteredAt, stageId, stageEnteredAt, timers, visits, stages, endReason } = telling
  const { memory } = journey
  const entry = keepRemembered(cause.push.run.entry, memory.entry)
  const last = keepRemembered(cause.push.run.event, memory.event)
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
      endedAt: endReason === null ? null : cause.moments.factAt,
      convertedAt: telling.convertedAt,
      envelope: {
        schema: 1,
        value: moved.state,
        entry,
        last,
        timers,
        visits,
        stages,
        ...toAnswers(journey, moved),
        ...toMoved(enrollment),
      },
    },
    effects: telling.effects,
    facts: telling.facts,
    traits: moved.run.person.traits,
    audiences: moved.run.person.audiences ?? NO_AUDIENCES,
    points: moved.run.person.points ?? 0,
  }
}

/** Absent in a run that has heard none, as in every run before there were answers. */
function toAnswers({ memory }: CompiledJourney, { run }: Move): Pick<Enrollment['envelope'], 'answers'> {
  const { answers } = run.run.envelope
  return answers ? { answers: keepAnswers(answers, memory.answers) } : {}
}

/** Whoever goes on cannot be brought back any more. */
function toMoved({ envelope: { moved } }: Enrollment): Pick<Enrollment['envelope'], 'moved'> {
  return moved ? { moved: { no: moved.no } } : {}
}

function findEarliest(timers: readonly Timer[]): Instant | null {
  let earliest: Instant | null = null
  for (const { dueAt } of timers) if (earliest === null || dueAt < earliest) earliest = dueAt
  return earliest
}
