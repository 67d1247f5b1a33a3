import type { Measure } from '@periplo/model'
import type { Frame } from '../measure.ts'
import { toShareMeasure } from '../measure.ts'
import { toQuantileMeasure } from '../voice/summary-measures.ts'
import type { Call } from './calls.ts'
import type { Case } from './case.ts'
import { toSurvivalMeasure } from './survival-measure.ts'

/** The edition of the formulas below. */
export const K30 = 'K30.1'

/**
 * Median time from the first contact to the first answer of a person or a bot, in milliseconds. Cases nobody
 * has answered yet count as waiting since their first contact (Kaplan–Meier), so that a queue that is ignored
 * does not look fast; a case that was closed without an answer was answered by its closing. `numerator`
 * counts answered cases.
 */
export function toFirstResponse(cases: readonly Case[], frame: Frame): Measure {
  const watched = cases.map(({ openedAt, firstResponseAt, closures }) => {
    const answeredAt = firstResponseAt ?? closures[0]?.at ?? null
    return { durationMs: Math.max(0, (answeredAt ?? frame.asOf) - openedAt), happened: answeredAt !== null }
  })
  return toSurvivalMeasure(watched, { definitionVersion: K30, share: 0.5 }, frame)
}

/**
 * Median wait in the queue of calls that were answered, in milliseconds; those given up are told by {@link
 * toAbandonment}.
 */
export function toQueueWait(calls: readonly Call[], frame: Frame): Measure {
  const waits = calls.flatMap(({ outcome, waitMs }) =>
    outcome === 'answered' && waitMs !== null ? [waitMs] : [],
  )
  return toQuantileMeasure(waits, { share: 0.5, definitionVersion: K30, unit: 'duration' }, frame)
}

/** Calls whose end is not known after this long are taken for open no more, and left out. */
const LONGEST_CALL_MS = 4 * 3_600_000

/**
 * Calls given up while waiting ÷ calls offered. Calls that may still be waiting (offered less than four hours
 * before `asOf`) are open; older ones without an end are left out, for nobody knows theirs.
 */
export function toAbandonment(calls: readonly Call[], frame: Frame): Measure {
  const ended = calls.filter(({ outcome }) => outcome !== 'unknown')
  const part = ended.filter(({ outcome }) => outcome === 'abandoned').length
  const open = calls.filter(
    ({ outcome, offeredAt }) => outcome === 'unknown' && frame.asOf - offeredAt < LONGEST_CALL_MS,
  ).length
  return toShareMeasure({ definitionVersion: K30, part, whole: ended.length, open }, frame)
}
