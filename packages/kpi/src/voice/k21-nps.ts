import type { Interval, Measure } from '@periplo/model'
import { toMeasure } from '../measure.ts'
import type { Frame } from '../measure.ts'
import { zOfLevel } from '../statistics/distributions.ts'

/** The edition of the formula below. */
export const K21 = 'K21.1'

/** NPS with what it is made of. */
export interface Nps {
  readonly measure: Measure
  /** 9 and 10. */
  readonly promoters: number
  /** 7 and 8. */
  readonly passives: number
  /** 0 to 6. */
  readonly detractors: number
}

/**
 * Net Promoter Score: 100 · (p − d), from −100 to 100, p being the share of scores 9 and 10, d that of 0 to
 * 6. A score, never a percentage; shown with one decimal. Interval: p − d ± z·√(((p + d) − (p − d)²) / n),
 * cut to [−1, 1], times 100; where all answer alike it has no width, which `small_n` (n < 30) warns of.
 * Scores that are not from 0 to 10 are left out. With `leastGroup`, fewer scores than that are suppressed:
 * for breakdowns by a personal attribute.
 *
 * Source: F. F. Reichheld, Harv. Bus. Rev. 81/12 (2003) 46–54; variance of a difference of multinomial shares
 * and better intervals for small n: B. Rocks, Int. J. Market Res. 58 (2016) 799–814.
 */
export function toNps(
  scores: readonly number[],
  frame: Frame,
  { leastGroup = 0 }: { readonly leastGroup?: number } = {},
): Nps {
  const valid = scores.filter((score) => score >= 0 && score <= 10)
  const n = valid.length
  const promoters = valid.filter((score) => score >= 9).length
  const detractors = valid.filter((score) => score < 7).length
  const suppressed = n > 0 && n < leastGroup
  const measure = toMeasure(
    {
      definitionVersion: K21,
      unit: 'score',
      value: n === 0 ? null : (100 * (promoters - detractors)) / n,
      numerator: promoters - detractors,
      denominator: n,
      n,
      interval: n === 0 ? null : toInterval(promoters / n, detractors / n, n),
      suppressed,
    },
    frame,
  )
  if (suppressed) return { measure, promoters: 0, passives: 0, detractors: 0 }
  return { measure, promoters, passives: n - promoters - detractors, detractors }
}

function toInterval(p: number, d: number, n: number): Interval {
  const reach = zOfLevel(0.95) * Math.sqrt(Math.max(0, p + d - (p - d) ** 2) / n)
  return {
    lo: 100 * Math.max(-1, p - d - reach),
    hi: 100 * Math.min(1, p - d + reach),
    level: 0.95,
    method: 'normal',
  }
}
