import type { Measure } from '@periplo/model'
import type { Frame } from '../measure.ts'
import type { Answer } from './answers.ts'
import { toNps } from './k21-nps.ts'
import { toEffort } from './k23-ces.ts'
import { toMeanMeasure } from './summary-measures.ts'

/** The edition of the formulas below. */
export const K27 = 'K27.1'

/**
 * Employee NPS: the formula of K21 over answers of those who work here to `would you recommend it as a place
 * to work` (0–10). Their groups are personal: fewer than `leastGroup` answers are suppressed, the whole
 * included, for a small team is easily guessed.
 */
export function toEmployeeNps(
  answers: readonly Answer[],
  frame: Frame,
  { leastGroup = 0 }: { readonly leastGroup?: number } = {},
): Measure {
  const scores = answers.map(({ score }) => score)
  return { ...toNps(scores, frame, { leastGroup }).measure, definitionVersion: K27 }
}

/**
 * Agent effort: the mean effort, 0 (none) to 100 (most), of those who help customers (`my tools made it
 * easy`), by the scale and polarity each answer was given on; suppressed as {@link toEmployeeNps}.
 */
export function toAgentEffort(
  answers: readonly Answer[],
  frame: Frame,
  { leastGroup = 0 }: { readonly leastGroup?: number } = {},
): Measure {
  const suppressed = answers.length > 0 && answers.length < leastGroup
  return toMeanMeasure(
    answers.map(toEffort),
    { definitionVersion: K27, unit: 'score', within: { lo: 0, hi: 100 }, suppressed },
    frame,
  )
}
