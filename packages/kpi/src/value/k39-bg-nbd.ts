import { lnBeta, lnGamma } from '../statistics/special-functions.ts'
import type { Buyer } from './buyers.ts'
import { fitPositive } from './fit-positive.ts'
import type { Fit } from './fit-positive.ts'
import { hypergeometric } from './hypergeometric.ts'
import { exp, ln, ln1p } from '../statistics/elementary.ts'

/** The edition of the formulas of K39: this one, Gamma-Gamma and the value made of both. */
export const K39 = 'K39.1'

/**
 * BG/NBD. People buy as a Poisson process whose rate differs by Gamma(r, α) among them, and after each
 * purchase stay away for good with a probability that differs by Beta(a, b). α is in weeks.
 */
export interface BgNbdParameters {
  readonly r: number
  readonly alpha: number
  readonly a: number
  readonly b: number
}

/** What is known of one buyer: x, t_x and T of the literature. */
export type BuyingHistory = Pick<Buyer, 'repeats' | 'recencyWeeks' | 'ageWeeks'>

/**
 * K39 BG/NBD by maximum likelihood. With x repeats, the last at t_x, observed for T:
 *
 *   L = A₁A₂(A₃ + δ(x>0)·A₄),  A₁ = Γ(r+x)αʳ/Γ(r),  A₂ = Γ(a+b)Γ(b+x) / (Γ(b)Γ(a+b+x)),
 *   A₃ = (α+T)^−(r+x),  A₄ = a/(b+x−1) · (α+t_x)^−(r+x).
 *
 * The search runs over the logarithms of the parameters, from three starts. Without one repeat among all
 * buyers the parameters cannot be told: `no-repeats`. Buyers alike are counted once; a year of a
 * hundred thousand buyers takes about ten seconds.
 *
 * Input: {@link Buyer}s, weeks. Source: P. S. Fader, B. G. S. Hardie, K. L. Lee, "Counting Your Customers the
 * Easy Way", Mark. Sci. 24 (2005) 275–284, eq. (6); P. S. Fader, B. G. S. Hardie, "Overcoming the BG/NBD
 * Model's #NUM! Error Problem" (2013), for the form above.
 */
export function fitBgNbd(buyers: readonly BuyingHistory[]): Fit<BgNbdParameters, 'no-repeats'> {
  const repeats = buyers.reduce((sum, buyer) => sum + buyer.repeats, 0)
  const weeks = buyers.reduce((sum, buyer) => sum + buyer.ageWeeks, 0)
  if (repeats === 0 || weeks === 0) return { kind: 'not-fitted', reason: 'no-repeats' }
  const groups = groupAlike(buyers)
  const meanGap = weeks / repeats
  const starts = [
    [0.25, 0.25 * meanGap, 1, 3],
    [1, meanGap, 0.5, 1],
    [4, 4 * meanGap, 2, 4],
  ]
  const found = fitPositive((at) => -sumLikelihood(groups, toParameters(at)), starts)
  return {
    kind: 'fitted',
    parameters: toParameters(found.at),
    logLikelihood: -found.value,
    n: buyers.length,
    converged: found.converged,
  }
}

/** The log-likelihood of buyers under given parameters. */
export function logLikelihoodBgNbd(buyers: readonly BuyingHistory[], parameters: BgNbdParameters): number {
  return sumLikelihood(groupAlike(buyers), parameters)
}

/**
 * The probability that the person has not stayed away for good. Under BG/NBD nobody leaves before the first
 * repeat: whoever has none is alive with probability 1, however long ago the first purchase was.
 *
 * Source: Fader, Hardie, Lee, "Computing P(alive) Using the BG/NBD Model" (2008).
 */
export function toAliveProbability(parameters: BgNbdParameters, history: BuyingHistory): number {
  return history.repeats === 0 ? 1 : 1 / (1 + exp(toLeavingLogOdds(parameters, history)))
}

/** Nobody known yet: what a new buyer is expected to do. */
export const NEW_BUYER: BuyingHistory = { repeats: 0, recencyWeeks: 0, ageWeeks: 0 }

/**
 * How many more days with a purchase the person is expected to have in the next `weeks`.
 *
 * E = P(alive) · (a+b+x−1)/(a−1) · [1 − (1−z)^(r+x) · ₂F₁(r+x, b+x; a+b+x−1; z)],  z = t/(α+T+t),
 *
 * eq. (10) of Fader, Hardie, Lee (2005). Where a < r + x + 1 Euler's transformation (A&S 15.3.3) takes its
 * place, (1−z)^(a−1) · ₂F₁(a+b−1−r, a−1; a+b+x−1; z): of the two it is the one whose terms fall at once,
 * so the series is short however long the time. Nothing overflows; what rounding takes below 0 is 0. At a = 1 and a + b + x = 1 the limit is
 * taken.
 */
export function toExpectedRepeats(
  parameters: BgNbdParameters,
  history: BuyingHistory,
  weeks: number,
): number {
  if (weeks <= 0) return 0
  const { r, alpha } = parameters
  const { repeats: x, ageWeeks } = history
  const a = awayFrom(parameters.a, 1)
  const c = awayFrom(a + parameters.b + x - 1, 0)
  const z = weeks / (alpha + ageWeeks + weeks)
  const isLong = a < r + x + 1
  const power = isLong ? a - 1 : r + x
  const series = hypergeometric(
    isLong ? { a: c - x - r, b: power, c } : { a: power, b: parameters.b + x, c },
    z,
  )
  const never = series.value * exp(power * ln1p(-z) + series.logScale)
  return Math.max(0, toAliveProbability(parameters, history) * (c / (a - 1)) * (1 - never))
}

/** Keeps a removable singularity at arm's length; moves the result by about as little. */
function awayFrom(value: number, singular: number): number {
  return Math.abs(value - singular) < 1e-7 ? singular + 1e-7 : value
}

interface Alike {
  readonly x: number
  readonly recencyWeeks: number
  readonly ageWeeks: number
  readonly count: number
}

/** Buyers with equal histories, by rising x. */
function groupAlike(buyers: readonly BuyingHistory[]): readonly Alike[] {
  const groups = Map.groupBy(
    buyers,
    ({ repeats, recencyWeeks, ageWeeks }) => `${repeats} ${recencyWeeks} ${ageWeeks}`,
  )
  return [...groups.values()]
    .flatMap(([first, ...rest]) =>
      first
        ? [
            {
              x: first.repeats,
              recencyWeeks: first.recencyWeeks,
              ageWeeks: first.ageWeeks,
              count: 1 + rest.length,
            },
          ]
        : [],
    )
    .sort(
      (one, other) =>
        one.x - other.x || one.recencyWeeks - other.recencyWeeks || one.ageWeeks - other.ageWeeks,
    )
}

function sumLikelihood(groups: readonly Alike[], parameters: BgNbdParameters): number {
  const { r, alpha, a, b } = parameters
  let sum = 0
  let [known, ofX] = [-1, 0]
  for (const { x, count, ...times } of groups) {
    if (x !== known) {
      known = x
      ofX = lnGamma(r + x) - lnGamma(r) + r * ln(alpha) + lnBeta(a, b + x) - lnBeta(a, b)
    }
    const staying = -(r + x) * ln(alpha + times.ageWeeks)
    const either = x === 0 ? 0 : toLogSum(toLeavingLogOdds(parameters, { repeats: x, ...times }))
    sum += count * (ofX + staying + either)
  }
  return sum
}

/** ln (A₄ ÷ A₃): how much likelier it is to have left after the last purchase than to have stayed. x > 0. */
function toLeavingLogOdds({ r, alpha, a, b }: BgNbdParameters, history: BuyingHistory): number {
  const { repeats: x, recencyWeeks, ageWeeks } = history
  return ln(a / (b + x - 1)) + (r + x) * ln((alpha + ageWeeks) / (alpha + recencyWeeks))
}

/** ln (1 + eˣ) without overflow. */
function toLogSum(x: number): number {
  return x > 0 ? x + ln1p(exp(-x)) : ln1p(exp(x))
}

function toParameters([r = 0, alpha = 0, a = 0, b = 0]: readonly number[]): BgNbdParameters {
  return { r, alpha, a, b }
}
