/** The level of an interval for which a normal quantile is at hand. */
export type ConfidenceLevel = 0.9 | 0.95 | 0.99

/** Two-sided quantiles of the standard normal distribution. */
const Z: Readonly<Record<ConfidenceLevel, number>> = {
  0.9: 1.6448536269514722,
  0.95: 1.959963984540054,
  0.99: 2.5758293035489004,
}

/**
 * The score interval of a proportion, within [0, 1]; null for `n` = 0. Holds its level also at 0 and 1 and
 * for small `n`, unlike p ± z·se. Needs 0 ≤ successes ≤ n.
 *
 * (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)
 *
 * Source: E. B. Wilson, JASA 22 (1927) 209–212; recommended by R. G. Newcombe, Stat. Med. 17 (1998) 857–872
 * (method 3, whose table is our test).
 */
export function wilson(
  successes: number,
  n: number,
  level: ConfidenceLevel = 0.95,
): { readonly lo: number; readonly hi: number } | null {
  if (n <= 0) return null
  const z2 = Z[level] ** 2
  const middle = 2 * successes + z2
  const reach = Z[level] * Math.sqrt(z2 + 4 * successes * (1 - successes / n))
  const scale = 2 * (n + z2)
  return {
    lo: successes === 0 ? 0 : Math.max(0, (middle - reach) / scale),
    hi: successes === n ? 1 : Math.min(1, (middle + reach) / scale),
  }
}
