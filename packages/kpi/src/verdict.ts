import type { Measure } from '@periplo/model'
import type { StageMeasures } from './overlay-shape.ts'

/**
 * Judges a rate against the target somebody set. `missed`: the whole interval lies under it. `met`: the
 * whole interval lies at or over it. `unclear`: the interval holds the target inside, or there is no data.
 */
export function toVerdict(target: number | null, rate: Measure | null): StageMeasures['verdict'] {
  if (target === null) return 'no-target'
  const interval = rate?.interval
  if (!interval) return 'unclear'
  if (interval.hi < target) return 'missed'
  return interval.lo >= target ? 'met' : 'unclear'
}
