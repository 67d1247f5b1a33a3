import { toSoleCredit } from './touch-rule.ts'
import type { TouchRule } from './touch-rule.ts'

/** The edition of the formula below. */
export const K11 = 'K11.1'

/**
 * K11 first touch: the first touch of the look-back window gets the whole conversion.
 *
 * Input: paths with their conversions. Unit: conversions, minor units. Edge cases: one touch gets all; a
 * shorter look-back makes another touch the first. Source: kpi specification K11.
 */
export const creditFirst: TouchRule = ({ path }) => toSoleCredit(path.length, 0)
