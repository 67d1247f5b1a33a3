import type { Interval, Measure } from '@periplo/model'
import { toMeasure } from '../measure.ts'
import type { Frame } from '../measure.ts'
import { toMeanInterval } from '../statistics/means.ts'
import { quantileOf, sortNumbers, toQuantileInterval } from '../statistics/order-statistics.ts'
import { toSample } from '../statistics/sample.ts'

/** How durations spread: the middle and the long end, with the mean beside the median. */
export interface Spread {
  readonly mean: Measure
  readonly median: Measure
  readonly p75: Measure
  readonly p90: Measure
  readonly p95: Measure
}

/** What the durations are of. */
export interface SpreadTerms {
  readonly definitionVersion: string
  /** How many have not ended yet, and so are not among them. */
  readonly open?: number
}

/**
 * The spread of durations in milliseconds: exact quantiles ({@link quantileOf}), each with the interval that
 * order statistics give it, and the mean with Student's. No duration at all is `no_data`.
 */
export function toSpread(
  durationsMs: readonly number[],
  { definitionVersion, open = 0 }: SpreadTerms,
  frame: Frame,
): Spread {
  const sorted = sortNumbers(durationsMs)
  const sample = toSample(sorted)
  const { n } = sample
  const told = {
    definitionVersion,
    unit: 'duration',
    n,
    numerator: null,
    denominator: n,
    immature: open > 0,
  } as const
  const measure = (value: number | null, interval: Interval | null): Measure =>
    toMeasure({ ...told, value, interval }, frame)
  const quantile = (q: number): Measure => measure(quantileOf(sorted, q), toQuantileInterval(sorted, q))
  const around = toMeanInterval(sample)
  return {
    mean: measure(n === 0 ? null : sample.mean, around && { ...around, lo: Math.max(0, around.lo) }),
    median: quantile(0.5),
    p75: quantile(0.75),
    p90: quantile(0.9),
    p95: quantile(0.95),
  }
}
