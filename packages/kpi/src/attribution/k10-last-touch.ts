import { toSoleCredit } from './touch-rule.ts'
import type { TouchRule } from './touch-rule.ts'

/** The edition of the formula below. */
export const K10 = 'K10.1'

/** The channel of those who came without a trace of where from. */
export const DIRECT = 'direct'

/**
 * K10 last touch: the last touch gets the whole conversion.
 *
 * Input: paths with their conversions. Unit: conversions, minor units. Edge cases: one touch gets all;
 * `direct` counts like every other channel ({@link creditLastNonDirect} passes it over). A rule of the trade,
 * not an estimate: it says who was there last, not who caused the sale. Source: kpi specification K10.
 */
export const creditLast: TouchRule = ({ path }) => toSoleCredit(path.length, path.length - 1)

/**
 * K10 last touch that is not `direct`: the last touch through any other channel gets the whole conversion.
 * A path of nothing but `direct` is `direct`'s. Source: kpi specification K10.
 */
export const creditLastNonDirect: TouchRule = ({ path }) => {
  const found = path.findLastIndex((channel) => channel !== DIRECT)
  return toSoleCredit(path.length, found < 0 ? path.length - 1 : found)
}
