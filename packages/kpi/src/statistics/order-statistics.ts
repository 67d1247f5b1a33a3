import type { Interval } from '@periplo/model'
import { binomialCdf } from './distributions.ts'

/** The numbers in order, smallest first. */
export function sortNumbers(values: readonly number[]): readonly number[] {
  return values.toSorted((a, b) => a - b)
}

/**
 * The quantile `q` (0 to 1) of sorted numbers, between neighbours by how far it lies between them; null for none.
 * Source: R. J. Hyndman, Y. Fan, Am. Stat. 50 (1996) 361–365, type 7.
 */
export function quantileOf(sorted: readonly number[], q: number): number | null {
  const place = q * (sorted.length - 1)
  const below = sorted[Math.floor(place)]
  const above = sorted[Math.ceil(place)]
  if (below === undefined || above === undefined) return null
  return below + (above - below) * (place - Math.floor(place))
}

/**
 * An interval of a quantile from the order alone, whatever the distribution: from the l-th to the u-th smallest,
 * each side missing with chance at most (1 − level) ÷ 2. Null where there are too few for that (a median at 95 %
 * needs six).
 *
 * Source: H. A. David, H. N. Nagaraja, Order Statistics (3rd ed., 2003), §7.1.
 */
export function toQuantileInterval(sorted: readonly number[], q: number, level = 0.95): Interval | null {
  const n = sorted.length
  const miss = (1 - level) / 2
  const below = (rank: number): number => binomialCdf(rank, n, q)
  const lower = findLast(n, (rank) => below(rank - 1) <= miss)
  const upper = findLast(n, (fromTop) => 1 - below(n - fromTop) <= miss)
  const lo = sorted[lower - 1]
  const hi = sorted[n - upper]
  return lo === undefined || hi === undefined ? null : { lo, hi, level, method: 'order-statistics' }
}

/** The last of 1 … n that holds, where those that hold come first; 0 if none does. */
function findLast(n: number, holds: (rank: number) => boolean): number {
  let [good, bad] = [0, n + 1]
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (holds(middle)) good = middle
    else bad = middle
  }
  return good
}
