import type { TouchRule } from './touch-rule.ts'

/** The edition of the formula below. */
export const K12 = 'K12.1'

/**
 * K12 linear: with n touches each touch gets 1 ÷ n. Per touch, not per channel: a channel touched twice gets
 * twice; collapse repeats beforehand where that is not meant.
 *
 * Input: paths with their conversions. Unit: conversions, minor units. Source: kpi specification K12.
 */
export const creditEach: TouchRule = ({ path }) => path.map(() => 1 / path.length)
