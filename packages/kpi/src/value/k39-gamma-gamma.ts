import { correlationOf } from '../statistics/sample.ts'
import { lnGamma } from '../statistics/special-functions.ts'
import type { Buyer } from './buyers.ts'
import { fitPositive } from './fit-positive.ts'
import type { Fit } from './fit-positive.ts'
import { ln } from '../statistics/elementary.ts'

/**
 * Gamma-Gamma. What a person spends per purchase is Gamma(p, ν), and ν differs by Gamma(q, γ) among them.
 * γ is in minor units.
 */
export interface GammaGammaParameters {
  readonly p: number
  readonly q: number
  readonly gamma: number
}

/** What is known of a buyer's spending: x and z̄ of the literature. */
export type SpendingHistory = Pick<Buyer, 'repeats' | 'meanRepeatMinor'>

/** From this correlation of how often and how much on, in size, the model's independence is doubtful. */
export const DOUBTFUL_CORRELATION = 0.3

/**
 * K39 Gamma-Gamma by maximum likelihood, over buyers with repeats worth more than 0. With x repeats of mean z̄:
 *
 *   ln L = lnΓ(px+q) − lnΓ(px) − lnΓ(q) + q·ln γ + (px−1)·ln z̄ + px·ln x − (px+q)·ln(γ + x·z̄).
 *
 * The search runs over the logarithms of the parameters, from three starts. `too-few-spenders`: fewer than
 * three such buyers. The model takes how much a person spends to be independent of how often; see
 * {@link correlateSpending}.
 *
 * Input: {@link Buyer}s; money in any unit, in which γ then is. Source: P. S. Fader, B. G. S. Hardie, "The
 * Gamma-Gamma Model of Monetary Value" (2013), eq. (1a).
 */
export function fitGammaGamma(
  buyers: readonly SpendingHistory[],
): Fit<GammaGammaParameters, 'too-few-spenders'> {
  const spenders = listSpenders(buyers)
  if (spenders.length < 3) return { kind: 'not-fitted', reason: 'too-few-spenders' }
  const mean = spenders.reduce((sum, { z }) => sum + z, 0) / spenders.length
  const starts = [
    [1, 2, mean],
    [6, 4, (mean * 3) / 6],
    [2, 10, (mean * 9) / 2],
  ]
  const found = fitPositive((at) => -sumLikelihood(spenders, toParameters(at)), starts)
  return {
    kind: 'fitted',
    parameters: toParameters(found.at),
    logLikelihood: -found.value,
    n: spenders.length,
    converged: found.converged,
  }
}

/** The log-likelihood of buyers with repeats under given parameters. */
export function logLikelihoodGammaGamma(
  buyers: readonly SpendingHistory[],
  parameters: GammaGammaParameters,
): number {
  return sumLikelihood(listSpenders(buyers), parameters)
}

/**
 * What the person is expected to spend per purchase: p(γ + x·z̄) ÷ (px + q − 1), between their own mean and
 * that of all, the nearer to their own the more repeats there are. Without repeats it is the mean of all,
 * pγ ÷ (q − 1). Null where that has no mean: px + q ≤ 1.
 *
 * Source: Fader, Hardie (2013), eq. (5).
 */
export function toExpectedSpend(
  { p, q, gamma }: GammaGammaParameters,
  { repeats, meanRepeatMinor }: SpendingHistory,
): number | null {
  const x = meanRepeatMinor === null ? 0 : repeats
  const divisor = p * x + q - 1
  return divisor > 0 ? (p * (gamma + x * (meanRepeatMinor ?? 0))) / divisor : null
}

/**
 * Pearson's correlation of repeats and mean spend over buyers with repeats; null where one of them does not
 * vary. Beyond {@link DOUBTFUL_CORRELATION} Gamma-Gamma should not be trusted.
 */
export function correlateSpending(buyers: readonly SpendingHistory[]): number | null {
  return correlationOf(listSpenders(buyers).map(({ x, z }) => ({ x, y: z })))
}

interface Spender {
  readonly x: number
  readonly z: number
}

/** By rising x, so that what depends on x alone is worked out once. */
function listSpenders(buyers: readonly SpendingHistory[]): readonly Spender[] {
  return buyers
    .flatMap(({ repeats: x, meanRepeatMinor: z }) => (x > 0 && z !== null && z > 0 ? [{ x, z }] : []))
    .sort((one, other) => one.x - other.x || one.z - other.z)
}

function sumLikelihood(spenders: readonly Spender[], { p, q, gamma }: GammaGammaParameters): number {
  let sum = 0
  let [known, ofX] = [0, 0]
  for (const { x, z } of spenders) {
    const px = p * x
    if (x !== known) {
      known = x
      ofX = lnGamma(px + q) - lnGamma(px) - lnGamma(q) + q * ln(gamma) + px * ln(x)
    }
    sum += ofX + (px - 1) * ln(z) - (px + q) * ln(gamma + x * z)
  }
  return sum
}

function toParameters([p = 0, q = 0, gamma = 0]: readonly number[]): GammaGammaParameters {
  return { p, q, gamma }
}
