import type { TouchRule } from './touch-rule.ts'

/** The edition of the formula below. */
export const K13 = 'K13.1'

/** What the first and the last touch get each; the touches between share the rest. */
export const END_SHARE = 0.4

/**
 * K13 position based ("U"): 40 % to the first touch, 40 % to the last, 20 % shared evenly by those between.
 * Where there is nobody between, the two ends share by their own weights: 50 % each with two touches, and
 * all to the only one.
 *
 * Input: paths with their conversions. Unit: conversions, minor units. Source: kpi specification K13.
 */
export const creditEnds: TouchRule = ({ path }) => {
  const last = path.length - 1
  if (last < 2) return path.map(() => 1 / path.length)
  const between = (1 - 2 * END_SHARE) / (path.length - 2)
  return path.map((_, at) => (at === 0 || at === last ? END_SHARE : between))
}
