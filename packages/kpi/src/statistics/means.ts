import type { Interval } from '@periplo/model'
import { normalTwoSidedP, studentOfLevel, studentTwoSidedP, zOfLevel } from './distributions.ts'
import type { Arms, TestResult } from './proportions.ts'
import { covarianceOf, toSample } from './sample.ts'
import type { Pair, Sample } from './sample.ts'

/** An estimate with its standard error. */
export interface Estimate {
  readonly value: number
  readonly standardError: number
}

/** A test of means, with the degrees of freedom it was made with. */
export interface WelchResult extends TestResult {
  readonly df: number
  readonly interval: Interval
}

/** Student's interval of a mean; null for fewer than two. */
export function toMeanInterval({ n, mean, variance }: Sample, level = 0.95): Interval | null {
  if (n < 2) return null
  const reach = studentOfLevel(level, n - 1) * Math.sqrt(variance / n)
  return { lo: mean - reach, hi: mean + reach, level, method: 'welch' }
}

/**
 * Welch's test of equal means, treatment − control, with Satterthwaite's degrees of freedom; null where an arm
 * has fewer than two or nothing varies. For one look, fixed beforehand.
 *
 * Source: B. L. Welch, Biometrika 34 (1947) 28–35.
 */
export function welch({ control, treatment }: Arms<Sample>, level = 0.95): WelchResult | null {
  if (control.n < 2 || treatment.n < 2) return null
  const [a, b] = [treatment.variance / treatment.n, control.variance / control.n]
  if (a + b <= 0) return null
  const df = (a + b) ** 2 / (a ** 2 / (treatment.n - 1) + b ** 2 / (control.n - 1))
  const difference = treatment.mean - control.mean
  const se = Math.sqrt(a + b)
  const reach = studentOfLevel(level, df) * se
  const interval = { lo: difference - reach, hi: difference + reach, level, method: 'welch' } as const
  return { statistic: difference / se, p: studentTwoSidedP(difference / se, df), df, interval }
}

/** The difference of two means and its standard error; null where an arm is empty. */
export function toDifference({ control, treatment }: Arms<Sample>): Estimate | null {
  if (control.n === 0 || treatment.n === 0) return null
  return {
    value: treatment.mean - control.mean,
    standardError: Math.sqrt(treatment.variance / treatment.n + control.variance / control.n),
  }
}

/**
 * The relative difference of two means, treatment ÷ control − 1, by the delta method; null where an arm is
 * empty or the control's mean is 0.
 *
 * var = s²_t ÷ (n_t m²_c) + m²_t s²_c ÷ (n_c m⁴_c)
 *
 * Source: A. Deng, U. Knoblich, J. Lu, "Applying the delta method in metric analytics", KDD 2018, eq. 5.
 */
export function toRelativeDifference({ control, treatment }: Arms<Sample>): Estimate | null {
  if (control.n === 0 || treatment.n === 0 || control.mean === 0) return null
  const ratio = treatment.mean / control.mean
  const own = treatment.variance / treatment.n
  const other = ratio ** 2 * (control.variance / control.n)
  return { value: ratio - 1, standardError: Math.sqrt(own + other) / Math.abs(control.mean) }
}

/**
 * The ratio of two means over the same units (revenue y over orders x, units being persons), by the delta
 * method; null where there is nothing or the denominator's mean is 0. The units, not the orders, are what is
 * drawn at random, so the orders of one person may depend on each other.
 *
 * var = (s²_y − 2R s_xy + R² s²_x) ÷ (n m²_x)
 *
 * Source: Deng, Knoblich, Lu, KDD 2018, eq. 3.
 */
export function toRatioOfMeans(pairs: readonly Pair[]): Estimate | null {
  const x = toSample(pairs.map((pair) => pair.x))
  const y = toSample(pairs.map((pair) => pair.y))
  if (x.n === 0 || x.mean === 0) return null
  const ratio = y.mean / x.mean
  const spread = y.variance - 2 * ratio * covarianceOf(pairs) + ratio ** 2 * x.variance
  return { value: ratio, standardError: Math.sqrt(Math.max(0, spread) / x.n) / Math.abs(x.mean) }
}

/** The normal interval of an estimate; `delta` unless another method made the error. */
export function toNormalInterval(
  { value, standardError }: Estimate,
  { level = 0.95, method = 'delta' }: { readonly level?: number; readonly method?: Interval['method'] } = {},
): Interval {
  const reach = zOfLevel(level) * standardError
  return { lo: value - reach, hi: value + reach, level, method }
}

/** The z test of an estimate against 0; null where it has no error. */
export function zTest({ value, standardError }: Estimate): TestResult | null {
  if (standardError <= 0) return null
  return { statistic: value / standardError, p: normalTwoSidedP(value / standardError) }
}
