import type { Measure } from '@periplo/model'
import { toShareMeasure } from '../measure.ts'
import type { Frame } from '../measure.ts'
import { toFavour } from './answers.ts'
import type { Answer } from './answers.ts'
import { toMeanMeasure } from './summary-measures.ts'

/** The edition of the formulas below. */
export const K22 = 'K22.1'

/** Satisfaction: the share first, the mean second. */
export interface Csat {
  /** Share of answers in the top boxes, 0 to 1. */
  readonly satisfied: Measure
  /** Mean on 1 to 5, whatever scale was asked. */
  readonly mean: Measure
}

/** Scales with fewer steps than this have one top box instead of two. */
const STEPS_FOR_TWO_BOXES = 3

/**
 * Customer satisfaction: answers in the two best boxes of their own scale (4 and 5 of 5, 9 and 10 of 10) ÷
 * answers, with Wilson's interval; on scales of three points or fewer only the best box. Beside it the mean,
 * each answer brought to 1–5 first. Where low is good the scale is turned round. With `leastGroup`, fewer
 * answers than that are suppressed. Source: kpi specification K22; N. T. Bendle et al., Marketing Metrics
 * (2016), § 2.5, for the boxes.
 */
export function toCsat(
  answers: readonly Answer[],
  frame: Frame,
  { leastGroup = 0 }: { readonly leastGroup?: number } = {},
): Csat {
  const whole = answers.length
  const suppressed = whole > 0 && whole < leastGroup
  const told = { definitionVersion: K22, suppressed }
  return {
    satisfied: toShareMeasure({ ...told, part: answers.filter(isSatisfied).length, whole }, frame),
    mean: toMeanMeasure(
      answers.map((answer) => 1 + 4 * toFavour(answer)),
      { ...told, unit: 'score', within: { lo: 1, hi: 5 } },
      frame,
    ),
  }
}

function isSatisfied(answer: Answer): boolean {
  const steps = answer.scaleMax - answer.scaleMin
  const fromTop = (1 - toFavour(answer)) * steps
  return steps < STEPS_FOR_TWO_BOXES ? fromTop < 0.5 : fromTop < 1.5
}
