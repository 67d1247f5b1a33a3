import { invariant } from '@periplo/model'
import { ln } from '../statistics/elementary.ts'

/** More terms than any use of ours needs; beyond it the series does not converge in reasonable time. */
const MOST_TERMS = 2_000_000

/** A number too large or small to be one: `value` · e^`logScale`. */
export interface Scaled {
  readonly value: number
  readonly logScale: number
}

/** Beyond this a running sum is scaled down. */
const LARGE = 1e200

/**
 * Gauss' hypergeometric function ₂F₁(a, b; c; z) = Σ (a)ₖ(b)ₖ / (c)ₖ · zᵏ/k! for 0 ≤ z < 1, scaled so that it
 * never overflows; to about 13 digits where the terms do not change sign. `c` must not be 0 or a negative
 * whole number. Needs about 30 ÷ −ln z terms; throws where that is hopeless.
 *
 * Source: Abramowitz & Stegun, 15.1.1.
 */
export function hypergeometric(
  { a, b, c }: { readonly a: number; readonly b: number; readonly c: number },
  z: number,
): Scaled {
  invariant(z >= 0 && z < 1, 'the series is for z in [0, 1)')
  let [term, sum, logScale] = [1, 1, 0]
  for (let k = 0; Math.abs(term) > 1e-17 * Math.abs(sum); k++) {
    invariant(k < MOST_TERMS, 'the series does not end')
    term *= (((a + k) * (b + k)) / ((c + k) * (k + 1))) * z
    sum += term
    if (Math.abs(sum) < LARGE) continue
    term /= LARGE
    sum /= LARGE
    logScale += ln(LARGE)
  }
  return { value: sum, logScale }
}
