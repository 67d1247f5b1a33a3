import { ln } from '../statistics/elementary.ts'

/**
 * Share of the first `k` of a ranked list that are relevant: relevant among them ÷ k; a shorter list is
 * divided by k all the same. Null for k under 1.
 */
export function toPrecisionAt(isRelevant: readonly boolean[], k: number): number | null {
  return k < 1 ? null : isRelevant.slice(0, k).filter(Boolean).length / k
}

/**
 * Normalised discounted cumulative gain of the first `k` of a ranked list, 0 to 1: DCG ÷ the DCG of the best
 * order, DCG = Σ gain_i / log₂(i + 1), i from 1. `ideal` are the gains of everything that could have been
 * listed, the list's own unless said. Null where nothing has any gain.
 *
 * Source: K. Järvelin, J. Kekäläinen, ACM Trans. Inf. Syst. 20 (2002) 422–446, with the discount from rank 2
 * on that is usual since.
 */
export function toNdcgAt(
  gains: readonly number[],
  k: number,
  ideal: readonly number[] = gains,
): number | null {
  const best = toDcg(ideal.toSorted((a, b) => b - a).slice(0, k))
  return best > 0 ? toDcg(gains.slice(0, k)) / best : null
}

function toDcg(gains: readonly number[]): number {
  return gains.reduce((sum, gain, at) => sum + (gain * Math.LN2) / ln(at + 2), 0)
}
