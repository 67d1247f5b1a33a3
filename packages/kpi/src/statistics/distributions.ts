import { erfc, incompleteBeta } from './special-functions.ts'
import { exp, ln } from './elementary.ts'

/** The chance that a standard normal is at most z. */
export function normalCdf(z: number): number {
  return erfc(-z / Math.SQRT2) / 2
}

/** The chance that a standard normal is at least as far from 0 as z: the two-sided p of a z test. */
export function normalTwoSidedP(z: number): number {
  return erfc(Math.abs(z) / Math.SQRT2)
}

/**
 * The z below which a standard normal falls with chance `p`, 0 < p < 1. Starts at Abramowitz & Stegun 26.2.23
 * (error under 4.5e-4) and makes it exact by Halley's method.
 */
export function normalQuantile(p: number): number {
  if (p === 0.5) return 0
  if (p > 0.5) return -normalQuantile(1 - p)
  const t = Math.sqrt(-2 * ln(p))
  let z =
    (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t
  for (let round = 0; round < 3; round += 1) {
    const off = (normalCdf(z) - p) * Math.sqrt(2 * Math.PI) * exp((z * z) / 2)
    z -= off / (1 + (z * off) / 2)
  }
  return z
}

/** The z of a two-sided interval: 1.96 at 0.95. */
export function zOfLevel(level: number): number {
  return -normalQuantile((1 - level) / 2)
}

/** The chance that Student's t with `df` degrees of freedom is at least as far from 0 as t. Source: A&S 26.7.1. */
export function studentTwoSidedP(t: number, df: number): number {
  return incompleteBeta(df / (df + t * t), df / 2, 0.5)
}

/** The t of a two-sided interval: beyond ±t lies 1 − level. By bisection, to the last digit. */
export function studentOfLevel(level: number, df: number): number {
  const beyond = 1 - level
  let [lo, hi] = [0, 1]
  while (studentTwoSidedP(hi, df) > beyond) hi *= 2
  for (;;) {
    const middle = (lo + hi) / 2
    if (middle <= lo || middle >= hi) return middle
    if (studentTwoSidedP(middle, df) > beyond) lo = middle
    else hi = middle
  }
}

/**
 * The chance that χ² with `df` degrees of freedom (a whole number) is at least x. Finite sums: Abramowitz &
 * Stegun 26.4.4 and 26.4.5.
 */
export function chiSquaredTail(x: number, df: number): number {
  if (x <= 0) return 1
  const isOdd = df % 2 === 1
  let term = isOdd ? Math.sqrt((2 * x) / Math.PI) * exp(-x / 2) : exp(-x / 2)
  let sum = isOdd ? erfc(Math.sqrt(x / 2)) : 0
  for (let k = isOdd ? 1 : 0; k < (isOdd ? df - 1 : df); k += 2) {
    sum += term
    term *= x / (k + 2)
  }
  return sum
}

/** The chance of at most `k` successes in `n` tries of chance p. Source: DLMF 8.17.5. */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0
  return k >= n ? 1 : incompleteBeta(1 - p, n - k, k + 1)
}
