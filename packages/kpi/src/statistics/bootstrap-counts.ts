import type { Interval } from '@periplo/model'
import type { BootstrapPlan } from './bootstrap.ts'
import { normalQuantile } from './distributions.ts'
import { quantileOf, sortNumbers } from './order-statistics.ts'
import { toSeededLuck } from './seeded-luck.ts'
import type { SeededLuck } from './seeded-luck.ts'
import { sum } from './sample.ts'
import { exp } from './elementary.ts'

/** Up to so many, a count is drawn by its exact chances; above, as a rounded normal number. */
const EXACT_COUNT = 64

/** A normal number is the middle of one of so many equal slices. */
const SLICES = 2 ** 30

const REPLICATES = 1_000

/**
 * The percentile intervals of several statistics of counts, where `counts[i]` says how many equal items stand at
 * place i. Each count is drawn again from a Poisson distribution around it, which is what drawing the items one by
 * one comes to where they are many, and takes as long for a million items as for ten. One draw serves all
 * statistics. Replicates without a value (null) are passed over, statistic by statistic. An interval is null for
 * fewer than two items, or where most replicates have no value. 1,000 replicates unless said.
 *
 * Source: J. A. Hanley, B. MacGibbon, Comput. Methods Programs Biomed. 83 (2006) 57–62; percentiles as `bootstrap`.
 */
export function bootstrapCounts(
  counts: readonly number[],
  statistics: (drawn: readonly number[]) => readonly (number | null)[],
  { seed, replicates = REPLICATES, level = 0.95 }: BootstrapPlan,
): readonly (Interval | null)[] {
  const found = statistics(counts).map((): number[] => [])
  if (sum(counts) < 2) return found.map(() => null)
  const luck = toSeededLuck(seed)
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    const values = statistics(counts.map((count) => drawCount(count, luck)))
    for (const [at, value] of values.entries()) if (value !== null) found[at]?.push(value)
  }
  return found.map((values) => {
    if (values.length * 2 <= replicates) return null
    const sorted = sortNumbers(values)
    const [lo, hi] = [quantileOf(sorted, (1 - level) / 2), quantileOf(sorted, (1 + level) / 2)]
    return lo === null || hi === null ? null : { lo, hi, level, method: 'bootstrap' }
  })
}

/** A count as it might have been, from a Poisson distribution with this mean. */
function drawCount(mean: number, luck: SeededLuck): number {
  if (mean > EXACT_COUNT) {
    const z = normalQuantile((luck.below(SLICES) + 0.5) / SLICES)
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * z))
  }
  let rest = luck.float()
  let count = 0
  for (let chance = exp(-mean); rest >= chance && chance > 0; chance *= mean / count) {
    rest -= chance
    count += 1
  }
  return count
}
