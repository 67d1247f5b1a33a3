import { quantileOf, sortNumbers } from './order-statistics.ts'

/** Makes the median deviation of a normal distribution its standard deviation: 1 ÷ Φ⁻¹(¾). */
const NORMAL_CONSISTENT = 1.482_602_218_505_602

/**
 * How far a value lies from the median of the others, in robust standard deviations: (x − median) ÷ (1.4826 ·
 * MAD). One odd value among the others hardly moves it. Null for no others, or where over half of them are equal.
 *
 * Source: B. Iglewicz, D. C. Hoaglin, How to Detect and Handle Outliers (1993), who flag beyond 3.5.
 */
export function toRobustZ(value: number, others: readonly number[]): number | null {
  const median = quantileOf(sortNumbers(others), 0.5)
  if (median === null) return null
  const deviation = quantileOf(sortNumbers(others.map((other) => Math.abs(other - median))), 0.5)
  return deviation === null || deviation === 0 ? null : (value - median) / (NORMAL_CONSISTENT * deviation)
}
