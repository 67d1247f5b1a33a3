import { lnBeta } from '../statistics/special-functions.ts'
import { fitPositive } from './fit-positive.ts'
import type { Fit } from './fit-positive.ts'
import { hypergeometric } from './hypergeometric.ts'
import { exp } from '../statistics/elementary.ts'

/** Shifted beta-geometric: at each renewal a subscriber leaves with a probability that differs by Beta(α, β). */
export interface SbgParameters {
  readonly alpha: number
  readonly beta: number
}

/** Why survivors cannot be fitted. */
export type UnfitSurvivors = 'too-few-periods' | 'not-falling' | 'nobody-left'

/**
 * K42 sBG retention by maximum likelihood. `survivors[t]` is how many were still there after t renewals,
 * `survivors[0]` all who began; counts, or shares of one cohort (then the likelihood is in shares, too).
 *
 *   P(leaves at renewal t) = B(α+1, β+t−1) ÷ B(α, β),   S(t) = B(α, β+t) ÷ B(α, β),
 *   ln L = Σ lost(t)·ln P(t) + left·ln S(last).
 *
 * `too-few-periods`: two parameters need two renewals. `not-falling`: someone came back, or it begins with
 * nobody. `nobody-left` (to lose): no one was lost. Where everybody's chance is alike the parameters run off
 * and `converged` is false; the curve is still right.
 *
 * Survivors come as a table, never out of an event log: the model is about leaving that is seen, at a renewal
 * everybody faces, and no event tells of a subscription renewed or ended. Cohorts of purchases are no stand-in. Who did
 * not buy in a month has not left, so the share that buys may rise again, which the model excludes; the log has
 * retention by cohort and BG/NBD, made for customers who leave unseen, instead.
 *
 * Source: P. S. Fader, B. G. S. Hardie, "How to Project Customer Retention", J. Interact. Mark. 21 (2007)
 * 76–90, appendices A and B.
 */
export function fitSbg(survivors: readonly number[]): Fit<SbgParameters, UnfitSurvivors> {
  const reason = findFault(survivors)
  if (reason !== null) return { kind: 'not-fitted', reason }
  const starts = [
    [1, 1],
    [0.3, 2],
    [3, 20],
  ]
  const found = fitPositive((at) => -logLikelihoodSbg(survivors, toParameters(at)), starts)
  return {
    kind: 'fitted',
    parameters: toParameters(found.at),
    logLikelihood: -found.value,
    n: survivors[0] ?? 0,
    converged: found.converged,
  }
}

/** The log-likelihood of survivors under given parameters. */
export function logLikelihoodSbg(survivors: readonly number[], { alpha, beta }: SbgParameters): number {
  const whole = lnBeta(alpha, beta)
  const last = survivors.length - 1
  let sum = (survivors[last] ?? 0) * (lnBeta(alpha, beta + last) - whole)
  for (let t = 1; t <= last; t++) {
    const lost = (survivors[t - 1] ?? 0) - (survivors[t] ?? 0)
    if (lost > 0) sum += lost * (lnBeta(alpha + 1, beta + t - 1) - whole)
  }
  return sum
}

/** S(t): the share still there after t renewals; 1 at 0. `t` a whole number. */
export function toSurvivorShare(parameters: SbgParameters, t: number): number {
  let survival = 1
  for (let renewal = 1; renewal <= t; renewal++) survival *= toRetentionRate(parameters, renewal)
  return survival
}

/**
 * Of those there before renewal t (1, 2 …), the share that renews: (β+t−1) ÷ (α+β+t−1). It rises with t,
 * not since anybody grows loyal, but since those who leave early are gone. Source: as {@link fitSbg}.
 */
export function toRetentionRate({ alpha, beta }: SbgParameters, t: number): number {
  return (beta + t - 1) / (alpha + beta + t - 1)
}

/**
 * Discounted expected residual lifetime of somebody who has renewed t times, seen just before the next
 * renewal, in periods; what they pay per period times this is their residual value.
 *
 *   (β+t) ÷ (α+β+t) · ₂F₁(1, β+t+1; α+β+t+1; 1 ÷ (1+d)),   d > 0 the discount rate per period.
 *
 * Source: P. S. Fader, B. G. S. Hardie, "Customer-Base Valuation in a Contractual Setting", Mark. Sci. 29
 * (2010) 85–93.
 */
export function toResidualLifetime(
  { alpha, beta }: SbgParameters,
  { renewals, discountRate }: { readonly renewals: number; readonly discountRate: number },
): number {
  const stayed = beta + renewals
  const series = hypergeometric({ a: 1, b: stayed + 1, c: alpha + stayed + 1 }, 1 / (1 + discountRate))
  return (stayed / (alpha + stayed)) * series.value * exp(series.logScale)
}

function findFault(survivors: readonly number[]): UnfitSurvivors | null {
  const [began = 0] = survivors
  const falls = survivors.every((now, t) => now >= 0 && now <= (survivors[t - 1] ?? Infinity))
  if (!falls || !(began > 0)) return 'not-falling'
  if (survivors.length < 3) return 'too-few-periods'
  return survivors.at(-1) === began ? 'nobody-left' : null
}

function toParameters([alpha = 0, beta = 0]: readonly number[]): SbgParameters {
  return { alpha, beta }
}
