import type { Interval } from '@periplo/model'
import { quantileOf, sortNumbers } from './order-statistics.ts'
import { toSeededLuck } from './seeded-luck.ts'

/** How often, how surely and with which luck. */
export interface BootstrapPlan {
  /** Equal seeds give equal intervals. */
  readonly seed: number
  /** 2,000 unless said. */
  readonly replicates?: number
  /** 0.95 unless said. */
  readonly level?: number
}

const REPLICATES = 2_000

/**
 * The percentile interval of any statistic: the same number of items is drawn with replacement again and again,
 * and the middle of what comes out is the interval. Replicates without a value (null) are passed over. Null for
 * fewer than two items, or where most replicates have none. For skewed statistics of small samples it is a
 * little narrow.
 *
 * Source: B. Efron, R. J. Tibshirani, An Introduction to the Bootstrap (1993), ch. 13.
 */
export function bootstrap<Item>(
  items: readonly Item[],
  statistic: (drawn: readonly Item[]) => number | null,
  { seed, replicates = REPLICATES, level = 0.95 }: BootstrapPlan,
): Interval | null {
  if (items.length < 2) return null
  const luck = toSeededLuck(seed)
  const found: number[] = []
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    const value = statistic(drawAgain(items, luck.below))
    if (value !== null) found.push(value)
  }
  if (found.length * 2 <= replicates) return null
  const sorted = sortNumbers(found)
  const [lo, hi] = [quantileOf(sorted, (1 - level) / 2), quantileOf(sorted, (1 + level) / 2)]
  return lo === null || hi === null ? null : { lo, hi, level, method: 'bootstrap' }
}

function drawAgain<Item>(items: readonly Item[], below: (below: number) => number): readonly Item[] {
  const drawn: Item[] = []
  while (drawn.length < items.length) {
    const item = items[below(items.length)]
    if (item !== undefined) drawn.push(item)
  }
  return drawn
}
