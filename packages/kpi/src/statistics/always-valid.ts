import type { Interval } from '@periplo/model'
import type { Estimate } from './means.ts'
import { exp, ln } from './elementary.ts'

/**
 * Tests that may be looked at after every person: a normal mixture over possible effects is a martingale where
 * there is none, so with chance 1 − α it never crosses 1 ÷ α (Ville). Valid at every look at once, and weaker at
 * any one than a test made for that look.
 *
 * Sources: H. Robbins, Ann. Math. Stat. 41 (1970) 1397–1409; R. Johari, P. Koomen, L. Pekelis, D. Walsh, Oper.
 * Res. 70 (2022) 1806–1821 (mSPRT); M. Lindon, D. W. Ham, M. Tingley, I. Bojinov, "Anytime-valid linear models
 * and regression adjusted causal inference" (2022), which is where the estimate may be regression-adjusted.
 */

/** One look at an experiment: what was estimated from how many. */
export interface Look extends Estimate {
  readonly n: number
}

/** How wide the mixture is: it is as sharp as can be where `n` is about 8 g (at 95 %). */
export interface Mixture {
  /** In persons: the mixture's variance is the variance of one person's outcome ÷ g. */
  readonly g: number
}

/**
 * The mixture that makes the interval as narrow as can be when `plannedN` have come: g = n ÷ (−W₋₁(−α² ÷ e) − 1).
 * Choose it before looking. Source: S. R. Howard et al., Ann. Stat. 49 (2021) 1055–1080, eq. 3.7 there.
 */
export function tuneMixture(plannedN: number, level = 0.95): Mixture {
  const target = 1 - 2 * ln(1 - level)
  let w = target + ln(target)
  for (let round = 0; round < 50; round += 1) w = target + ln(w)
  return { g: plannedN / (w - 1) }
}

/** The interval that holds the truth at every look with chance `level`: ± se·√((g+n)/n · ln((g+n)/(gα²))). */
export function toAlwaysValidInterval(
  { value, standardError, n }: Look,
  { g }: Mixture,
  level = 0.95,
): Interval {
  const alpha = 1 - level
  const reach = standardError * Math.sqrt(((g + n) / n) * ln((g + n) / (g * alpha ** 2)))
  return { lo: value - reach, hi: value + reach, level, method: 'always-valid' }
}

/** Evidence against no effect: the mixture's likelihood ratio, √(g/(g+n)) · exp(½z²·n/(g+n)). 1 says nothing. */
export function toLikelihoodRatio({ value, standardError, n }: Look, { g }: Mixture): number {
  if (standardError <= 0 || n === 0) return 1
  const z = value / standardError
  return Math.sqrt(g / (g + n)) * exp((z ** 2 * n) / (2 * (g + n)))
}

/**
 * The always-valid p after each look: the least 1 ÷ likelihood ratio so far, at most 1. It never rises, and
 * stopping when it falls to α is wrong with chance at most α.
 */
export function listRunningP(looks: readonly Look[], mixture: Mixture): readonly number[] {
  let least = 1
  return looks.map((look) => {
    least = Math.min(least, 1 / toLikelihoodRatio(look, mixture))
    return least
  })
}
