/**
 * The special functions statistics needs: relative error under 1e-11 for arguments up to a million, checked
 * against published tables. Why not a library: ADR 0014.
 */

import { exp, ln, ln1p } from './elementary.ts'

/** ln √(2π). */
const LN_SQRT_2PI = 0.918_938_533_204_672_8

/** Lanczos' g and coefficients as P. Godfrey computed them (2001); error under 1e-15 for x ≥ 0.5. */
const LANCZOS_G = 607 / 128
const LANCZOS: readonly number[] = [
  0.999_999_999_999_997_1, 57.156_235_665_862_92, -59.597_960_355_475_49, 14.136_097_974_741_746,
  -0.491_913_816_097_620_2, 3.399_464_998_481_189e-5, 4.652_362_892_704_858e-5, -9.837_447_530_487_956e-5,
  0.000_158_088_703_224_912_5, -0.000_210_264_441_724_104_88, 0.000_217_439_618_115_212_65,
  -0.000_164_318_106_536_763_9, 8.441_822_398_385_275e-5, -2.619_083_840_158_140_8e-5,
  3.689_918_265_953_162_5e-6,
]

/** ln Γ(x) for x > 0. Source: C. Lanczos, SIAM J. Numer. Anal. B 1 (1964) 86–96. */
export function lnGamma(x: number): number {
  if (x < 0.5) return lnGamma(x + 1) - ln(x)
  const shifted = x + LANCZOS_G + 0.5
  const [first = 0, ...rest] = LANCZOS
  const sum = rest.reduce((sum, coefficient, at) => sum + coefficient / (x + at + 1), first)
  return (x + 0.5) * ln(shifted) - shifted + LN_SQRT_2PI + ln(sum / x)
}

/** ln B(a, b) for a, b > 0; keeps its accuracy where a and b are large and lnΓ would cancel. */
export function lnBeta(a: number, b: number): number {
  const n = a + b
  const errors = stirlingError(a) + stirlingError(b) - stirlingError(n)
  const powers = a * -ln1p(b / a) + b * -ln1p(a / b)
  return LN_SQRT_2PI + 0.5 * ln(n / (a * b)) + powers + errors
}

/**
 * The regularised incomplete beta function I_x(a, b) for x in [0, 1] and a, b > 0: the chance that a
 * Beta(a, b) is at most x. Source: DLMF 8.17.22 (continued fraction), with its factor after C. Loader, "Fast
 * and accurate computation of binomial probabilities" (2000), which does not cancel for large a and b.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  return (betaFactor(x, a, b) * betaFraction(x, a, b)) / a
}

/** x^a (1 − x)^b ÷ B(a, b): the density of a Beta(a, b) times x (1 − x). */
export function betaFactor(x: number, a: number, b: number): number {
  const n = a + b
  const errors = stirlingError(n) - stirlingError(a) - stirlingError(b)
  const deviance = halfDeviance(a, n * x) + halfDeviance(b, n * (1 - x))
  return Math.sqrt((a * b) / (2 * Math.PI * n)) * exp(errors - deviance)
}

/** The fraction of DLMF 8.17.22 by Lentz' method as modified by Thompson and Barnett (1986). */
function betaFraction(x: number, a: number, b: number): number {
  const numerator = (term: number): number => {
    const m = Math.floor(term / 2)
    if (term % 2 === 0) return (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    return (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
  }
  return 1 / evaluateFraction(1, numerator, () => 1)
}

/** The complementary error function. Sources: DLMF 7.6.2 (series, below 2) and 7.9.2 (continued fraction). */
export function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x)
  if (x > 27.3) return 0
  const scale = exp(-x * x) / Math.sqrt(Math.PI)
  if (x >= 2) {
    return (
      scale /
      evaluateFraction(
        x,
        (term) => term / 2,
        () => x,
      )
    )
  }
  let term = 2 * x
  let sum = 0
  for (let k = 1; sum + term !== sum; k += 1) {
    sum += term
    term *= (2 * x * x) / (2 * k + 1)
  }
  return 1 - scale * sum
}

/** first + n₁ ÷ (d₁ + n₂ ÷ (d₂ + …)), until nothing changes. */
function evaluateFraction(
  first: number,
  numeratorOf: (term: number) => number,
  denominatorOf: (term: number) => number,
): number {
  const tiny = 1e-300
  let value = first
  let c = first
  let d = 0
  for (let term = 1; term < 100_000; term += 1) {
    const [numerator, denominator] = [numeratorOf(term), denominatorOf(term)]
    d = 1 / (denominator + numerator * d || tiny)
    c = denominator + numerator / c || tiny
    value *= c * d
    if (Math.abs(c * d - 1) < 1e-16) break
  }
  return value
}

/** ln Γ(z + 1) − (z + ½) ln z + z − ½ ln 2π: what Stirling's formula leaves over. DLMF 5.11.1. */
function stirlingError(z: number): number {
  if (z < 15) return lnGamma(z + 1) - (z + 0.5) * ln(z) + z - LN_SQRT_2PI
  const z2 = z * z
  return (
    (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / 360_360 / z2) / z2) / z2) / z2) / z2) / z
  )
}

/** x ln(x ÷ m) + m − x; by a series where x and m are near. Source: Loader (2000). */
function halfDeviance(x: number, m: number): number {
  const v = (x - m) / (x + m)
  if (Math.abs(v) >= 0.1) return x * ln(x / m) + m - x
  let sum = (x - m) * v
  let term = 2 * x * v
  for (let k = 1; ; k += 1) {
    term *= v * v
    const next = sum + term / (2 * k + 1)
    if (next === sum) return sum
    sum = next
  }
}
