import type { Interval, Measure, MeasureUnit } from '@periplo/model'
import { toMeasure } from '../measure.ts'
import type { Frame } from '../measure.ts'
import { toMeanInterval } from '../statistics/means.ts'
import { quantileOf, sortNumbers, toQuantileInterval } from '../statistics/order-statistics.ts'
import { sum, toSample } from '../statistics/sample.ts'

/** What is summed up, and how it is told. */
export interface SummaryTerms {
  readonly definitionVersion: string
  readonly unit: MeasureUnit
  /** ISO 4217, with the unit `money`. */
  readonly currency?: string
  /** The range of the scale: intervals are cut to it. */
  readonly within?: { readonly lo: number; readonly hi: number }
  /** Things left out because their window is still open. */
  readonly open?: number
  readonly estimated?: boolean
  readonly suppressed?: boolean
}

/**
 * The mean of some values with Student's interval at 95 % (none for fewer than two values), cut to the scale.
 * No value at all is `no_data`. The numerator is their sum.
 */
export function toMeanMeasure(values: readonly number[], terms: SummaryTerms, frame: Frame): Measure {
  const sample = toSample(values)
  if (sample.n === 0) return toSummary({ value: null, numerator: null, n: 0, interval: null }, terms, frame)
  const interval = toMeanInterval(sample)
  const { n, mean: value } = sample
  return toSummary(
    { value, numerator: sum(values), n, interval: interval && cut(interval, terms.within) },
    terms,
    frame,
  )
}

/**
 * The `share` quantile of some values (0.5 is the median), with the 95 % interval their order gives; none
 * where they are too few for one. No value at all is `no_data`.
 */
export function toQuantileMeasure(
  values: readonly number[],
  { share, ...terms }: SummaryTerms & { readonly share: number },
  frame: Frame,
): Measure {
  const sorted = sortNumbers(values)
  const found = { value: quantileOf(sorted, share), interval: toQuantileInterval(sorted, share) }
  return toSummary({ ...found, numerator: null, n: sorted.length }, terms, frame)
}

interface Summary {
  readonly value: number | null
  readonly numerator: number | null
  readonly n: number
  readonly interval: Interval | null
}

function toSummary({ n, ...found }: Summary, terms: SummaryTerms, frame: Frame): Measure {
  const { within: _, open = 0, ...told } = terms
  return toMeasure({ ...told, ...found, n, denominator: n, immature: open > 0 }, frame)
}

function cut(interval: Interval, within: SummaryTerms['within']): Interval {
  if (!within) return interval
  return { ...interval, lo: Math.max(within.lo, interval.lo), hi: Math.min(within.hi, interval.hi) }
}
