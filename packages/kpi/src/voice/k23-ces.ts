import type { Measure } from '@periplo/model'
import { toShareMeasure } from '../measure.ts'
import type { Frame } from '../measure.ts'
import { toFavour } from './answers.ts'
import type { Answer } from './answers.ts'
import { toMeanMeasure } from './summary-measures.ts'

/** The edition of the formulas below. */
export const K23 = 'K23.1'

/** Effort: one number for any way of asking. */
export interface Ces {
  /** Mean effort, 0 (none) to 100 (most). */
  readonly effort: Measure
  /** Share of answers that found it easy, 0 to 1. */
  readonly easy: Measure
}

/** 5 of 7 where 7 is easiest; what counts as easy on other scales lies at the same place. */
const EASY_EFFORT = 100 / 3

/**
 * The effort an answer tells of, 0 to 100, 100 being most: the scale as it was shown, turned round where high
 * is easy. `The company made it easy` 1–7 gives 0 for 7; `how much effort` 1–5 gives 100 for 5.
 */
export function toEffort(answer: Answer): number {
  return 100 * (1 - toFavour(answer))
}

/**
 * Customer effort: the mean of {@link toEffort}, and the share of answers of effort 33⅓ or less (5 to 7 of 7
 * in CES 2.0). Answers of different scales and polarity are brought to effort first, never mixed as they are.
 * With `leastGroup`, fewer answers than that are suppressed.
 *
 * Source: M. Dixon, K. Freeman, N. Toman, Harv. Bus. Rev. 88/7 (2010) 116–122 (effort, low is good); CES 2.0
 * with its turned scale: CEB 2013.
 */
export function toCes(
  answers: readonly Answer[],
  frame: Frame,
  { leastGroup = 0 }: { readonly leastGroup?: number } = {},
): Ces {
  const efforts = answers.map(toEffort)
  const whole = efforts.length
  const told = { definitionVersion: K23, suppressed: whole > 0 && whole < leastGroup }
  const easy = efforts.filter((effort) => effort <= EASY_EFFORT + 1e-9).length
  return {
    effort: toMeanMeasure(efforts, { ...told, unit: 'score', within: { lo: 0, hi: 100 } }, frame),
    easy: toShareMeasure({ ...told, part: easy, whole }, frame),
  }
}
