import type { TouchRule } from './touch-rule.ts'
import { exp } from '../statistics/elementary.ts'

/** The edition of the formula below. */
export const K14 = 'K14.1'

const DAY_MS = 86_400_000

/** How long until a touch counts half: 7 days of 24 hours. */
export const HALF_LIFE_MS = 7 * DAY_MS

/** How far apart the touches of a path without times are taken to be, the last one at the conversion. */
export const STEP_MS = DAY_MS

/**
 * K14 time decay: a touch Δt before the conversion weighs 2^(−Δt ÷ h), h the half-life; the weights of a path
 * are scaled to sum 1.
 *
 * Input: paths with `agesMs`, the Δt of each touch. A path without them is read as if its touches were one
 * day apart and the last at the moment of the conversion: with the half-life of 7 days, a touch then weighs
 * half as much as the one seven places after it. Unit: conversions, minor units. Edge cases: one touch gets
 * all; touches so old that every weight would vanish are weighed from the youngest on, so a path never
 * loses its credit; a touch after the conversion (clocks) counts as at it. Source: kpi specification K14.
 */
export function toTimeDecay(halfLifeMs: number): TouchRule {
  return ({ path, agesMs }) => {
    const ages = agesMs ?? path.map((_, at) => (path.length - 1 - at) * STEP_MS)
    const youngest = Math.max(0, Math.min(...ages))
    const weights = ages.map((age) => exp((-(Math.max(0, age) - youngest) / halfLifeMs) * Math.LN2))
    const sum = weights.reduce((a, b) => a + b, 0)
    return weights.map((weight) => weight / sum)
  }
}
