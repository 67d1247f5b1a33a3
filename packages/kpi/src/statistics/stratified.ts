import type { Estimate } from './means.ts'
import type { Arms, Tally } from './proportions.ts'
import { sum } from './sample.ts'

/**
 * The difference of two proportions within strata, put together so that each stratum speaks as loud as it can
 * compare: weights n_t n_c ÷ (n_t + n_c). Strata with one side empty compare nothing. Null if none does.
 *
 * Sources: N. Mantel, W. Haenszel, JNCI 22 (1959) 719–748; S. Greenland, J. M. Robins, Biometrics 41 (1985)
 * 55–68 for the difference and its variance.
 */
export function mantelHaenszel(strata: readonly Arms<Tally>[]): Estimate | null {
  const told = strata.filter(({ control, treatment }) => control.n > 0 && treatment.n > 0).map(toStratum)
  const weights = sum(told.map(({ weight }) => weight))
  if (weights === 0) return null
  return {
    value: sum(told.map(({ weight, difference }) => weight * difference)) / weights,
    standardError: Math.sqrt(sum(told.map(({ weight, variance }) => weight ** 2 * variance))) / weights,
  }
}

interface Stratum {
  readonly weight: number
  readonly difference: number
  readonly variance: number
}

function toStratum({ control, treatment }: Arms<Tally>): Stratum {
  const [p, q] = [treatment.successes / treatment.n, control.successes / control.n]
  return {
    weight: (treatment.n * control.n) / (treatment.n + control.n),
    difference: p - q,
    variance: (p * (1 - p)) / treatment.n + (q * (1 - q)) / control.n,
  }
}
