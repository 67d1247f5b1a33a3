/** What a test of means needs to know of a sample. */
export interface Sample {
  readonly n: number
  /** 0 where `n` is 0. */
  readonly mean: number
  /** Unbiased (n − 1); 0 where there are fewer than two. */
  readonly variance: number
}

/** Two numbers of one unit: a numerator and a denominator, an outcome and what was known before. */
export interface Pair {
  readonly x: number
  readonly y: number
}

/** Summarises numbers. Two passes, so that large values with small differences keep them. */
export function toSample(values: readonly number[]): Sample {
  const n = values.length
  if (n === 0) return { n, mean: 0, variance: 0 }
  const mean = sum(values) / n
  if (n === 1) return { n, mean, variance: 0 }
  return { n, mean, variance: sum(values.map((value) => (value - mean) ** 2)) / (n - 1) }
}

/** The sample of yes and no: the variance is p(1 − p) n ÷ (n − 1). */
export function toProportionSample(successes: number, n: number): Sample {
  if (n === 0) return { n, mean: 0, variance: 0 }
  const mean = successes / n
  return { n, mean, variance: n === 1 ? 0 : (mean * (1 - mean) * n) / (n - 1) }
}

/** The unbiased covariance of pairs; 0 where there are fewer than two. */
export function covarianceOf(pairs: readonly Pair[]): number {
  if (pairs.length < 2) return 0
  const [mx, my] = [sum(pairs.map(({ x }) => x)) / pairs.length, sum(pairs.map(({ y }) => y)) / pairs.length]
  return sum(pairs.map(({ x, y }) => (x - mx) * (y - my))) / (pairs.length - 1)
}

/** Pearson's correlation; null where either does not vary. */
export function correlationOf(pairs: readonly Pair[]): number | null {
  const spread = toSample(pairs.map(({ x }) => x)).variance * toSample(pairs.map(({ y }) => y)).variance
  return spread > 0 ? covarianceOf(pairs) / Math.sqrt(spread) : null
}

/** The sum, with what rounding loses carried along. Source: A. Neumaier, ZAMM 54 (1974) 39–51. */
export function sum(values: Iterable<number>): number {
  let [total, lost] = [0, 0]
  for (const value of values) {
    const next = total + value
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total
    total = next
  }
  return total + lost
}
