/**
 * exp, ln and their kin from additions and multiplications alone. ECMAScript leaves the last digit of `Math.exp`,
 * `Math.log`, `Math.log1p` and `Math.cbrt` to whoever builds the engine, and two editions of one engine differ in it;
 * what a measure says must not depend on where it is computed (ADR 0038). Relative error under 4e-16.
 *
 * Sources: Sun Microsystems, fdlibm 5.3 (1993), e_exp.c and e_log.c, as FreeBSD has them; W. Kahan's log1p.
 */

const LN2_HIGH = 6.931_471_803_691_238e-1
const LN2_LOW = 1.908_214_929_270_587_7e-10
const LOG_ODD = [
  6.666_666_666_666_735e-1, 2.857_142_874_366_239e-1, 1.818_357_216_161_805e-1, 1.479_819_860_511_658_6e-1,
] as const
const LOG_EVEN = [3.999_999_999_940_942e-1, 2.222_219_843_214_978_4e-1, 1.531_383_769_920_937_3e-1] as const
const EXP = [
  1.666_666_666_666_660_2e-1, -2.777_777_777_701_559_3e-3, 6.613_756_321_437_934e-5,
  -1.653_390_220_546_525_2e-6, 4.138_136_797_057_238_5e-8,
] as const

/** Beyond these an exponential is no double any more. */
const MOST = 709.782_712_893_384
const LEAST = -745.133_219_101_941_1

/** The high word of √½: mantissas are brought to [√½, √2). */
const HIGH_OF_ROOT_HALF = 0x3fe6a09e
const HIGH_OF_ONE = 0x3ff00000
const MANTISSA = 0x000fffff
const EXPONENT_BITS = 20
/** Makes the least doubles ones with all their digits. */
const LIFT = 2 ** 54
const LEAST_NORMAL = 2 ** -1022

/** Room in which a double shows its bits. */
const bits = new DataView(new ArrayBuffer(8))

/** e to the power of `x`. */
export function exp(x: number): number {
  if (Number.isNaN(x) || x > MOST) return x > 0 ? Infinity : x
  if (x < LEAST) return 0
  const k = Math.abs(x) > LN2_HIGH / 2 ? Math.round(x / Math.LN2) : 0
  const [high, low] = [x - k * LN2_HIGH, k * LN2_LOW]
  const r = high - low
  const rr = r * r
  const c = r - rr * (EXP[0] + rr * (EXP[1] + rr * (EXP[2] + rr * (EXP[3] + rr * EXP[4]))))
  const y = 1 + ((r * c) / (2 - c) - low + high)
  // 2^k by two factors, neither of which leaves the doubles
  const half = Math.trunc(k / 2)
  return y * 2 ** half * 2 ** (k - half)
}

/** The natural logarithm of `x`; −Infinity of 0, NaN below. */
export function ln(x: number): number {
  if (!(x > 0) || x === Infinity) return x === 0 ? -Infinity : x > 0 ? x : Number.NaN
  const isSmall = x < LEAST_NORMAL
  bits.setFloat64(0, isSmall ? x * LIFT : x)
  const high = bits.getUint32(0) + (HIGH_OF_ONE - HIGH_OF_ROOT_HALF)
  const k = (high >> EXPONENT_BITS) - 1_023 - (isSmall ? 54 : 0)
  bits.setUint32(0, (high & MANTISSA) + HIGH_OF_ROOT_HALF)
  const f = bits.getFloat64(0) - 1
  const square = 0.5 * f * f
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const even = w * (LOG_EVEN[0] + w * (LOG_EVEN[1] + w * LOG_EVEN[2]))
  const odd = z * (LOG_ODD[0] + w * (LOG_ODD[1] + w * (LOG_ODD[2] + w * LOG_ODD[3])))
  return s * (square + (odd + even)) + k * LN2_LOW - square + f + k * LN2_HIGH
}

/** ln (1 + x), with all its digits where x is small. */
export function ln1p(x: number): number {
  const u = 1 + x
  if (u === 1) return x
  return u === Infinity ? u : (ln(u) * x) / (u - 1)
}

/** `x` to the power of `y`, for x ≥ 0; whole powers are better written as such. */
export function power(x: number, y: number): number {
  return y === 0 ? 1 : exp(y * ln(x))
}

/** The cube root of `x` ≥ 0. */
export function cubeRoot(x: number): number {
  if (x === 0) return 0
  const near = exp(ln(x) / 3)
  return near - (near - x / (near * near)) / 3
}
