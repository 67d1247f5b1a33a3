import { addDays } from '../civil-day.ts'
import type { CivilDay } from '../civil-day.ts'
import { quantileOf, sortNumbers } from '../statistics/order-statistics.ts'
import { toRobustZ } from '../statistics/robust.ts'
import { toSample } from '../statistics/sample.ts'

/** The edition of the formula below. */
export const K48 = 'K48.1'

/** Beyond this many robust deviations a day is flagged. */
export const ANOMALY_Z = 3.5

/** Makes the mean absolute deviation of a normal distribution its standard deviation: √(π ÷ 2). */
const MEAN_TO_DEVIATION = Math.sqrt(Math.PI / 2)

/** So many earlier days of the same weekday are looked at, at most and at least. */
const HISTORY = { most: 28, least: 4 } as const

/** A day held against earlier days of its weekday. */
export type DayVerdict =
  | { readonly kind: 'too-little-history'; readonly days: number }
  | (Comparison & { readonly kind: 'usual' })
  | (Comparison & { readonly kind: 'anomaly'; readonly direction: 'above' | 'below' })

/** How far a day is from what is usual. */
export interface Comparison {
  readonly value: number
  /** The median of the earlier days. */
  readonly expected: number
  /** Robust deviations from it; null where the earlier days were all alike, and any other value is odd. */
  readonly z: number | null
}

/**
 * Whether the value of a day is an anomaly: its robust z = (x − median) / (1.4826 · MAD) against up to 28
 * earlier days of the same weekday is beyond ±3.5. Where the MAD is 0, the mean absolute deviation stands in:
 * z = (x − median) / (1.2533 · MeanAD). Under four such days there is no verdict. Days without an entry are
 * days nothing is known of, so put zeros where nothing happened. The day itself must be in the series.
 *
 * Source: B. Iglewicz, D. C. Hoaglin, How to Detect and Handle Outliers (ASQC 1993), pp. 11–13; the weekday
 * as the season and 28 of them are ours.
 */
export function judgeDay(series: ReadonlyMap<CivilDay, number>, day: CivilDay): DayVerdict {
  const history: number[] = []
  for (let back = 1; back <= HISTORY.most; back++) {
    const value = series.get(addDays(day, -7 * back))
    if (value !== undefined) history.push(value)
  }
  const value = series.get(day)
  if (value === undefined || history.length < HISTORY.least)
    return { kind: 'too-little-history', days: history.length }
  const expected = quantileOf(sortNumbers(history), 0.5) ?? 0
  const z = toStandard(value, history, expected)
  const isOdd = z === null ? value !== expected : Math.abs(z) > ANOMALY_Z
  if (!isOdd) return { kind: 'usual', value, expected, z }
  return { kind: 'anomaly', direction: value > expected ? 'above' : 'below', value, expected, z }
}

/**
 * The robust z of the statistics, with the mean absolute deviation standing in where over half of the history
 * is alike; null where all of it is.
 */
function toStandard(value: number, history: readonly number[], median: number): number | null {
  const z = toRobustZ(value, history)
  if (z !== null) return z
  const distance = toSample(history.map((other) => Math.abs(other - median))).mean
  return distance > 0 ? (value - median) / (MEAN_TO_DEVIATION * distance) : null
}
