/**
 * DDSketch as plain counters: a value falls into a bin whose edges are a factor γ = (1+α)/(1−α) apart, so a
 * quantile is known within a relative error of α whatever the distribution, and sketches merge by adding up.
 *
 * Source: C. Masson, J. E. Rim, H. K. Lee, "DDSketch", PVLDB 12 (2019) 2195–2205.
 */

import { ln } from './statistics/elementary.ts'

/** Relative error of every quantile. */
export const SKETCH_ERROR = 0.01

const GAMMA = (1 + SKETCH_ERROR) / (1 - SKETCH_ERROR)
const LOG_GAMMA = ln(GAMMA)

/** The bin of stays of no length, or of a negative one (clocks). */
export const ZERO_BIN = 0

/** The bin of a length in whole milliseconds: {@link ZERO_BIN}, or from 1 up; 366 days fall into bin 1210. */
export function toBin(valueMs: number): number {
  return valueMs < 1 ? ZERO_BIN : 1 + Math.ceil(ln(valueMs) / LOG_GAMMA)
}

/** What is known of a quantile: the estimate, and the edges of its bin, which always hold the true one. */
export interface Quantile {
  readonly value: number
  readonly lo: number
  readonly hi: number
}

/**
 * The value of rank ⌊q·(n−1)⌋ (from 0) of what the bins count; undefined if they count nothing. `q` in
 * [0, 1]. The estimate v lies so between the edges that they are v/(1+α) and v/(1−α).
 */
export function findQuantile(bins: ReadonlyMap<number, number>, q: number): Quantile | undefined {
  const filled = [...bins].filter(([, count]) => count > 0).sort(([a], [b]) => a - b)
  const total = filled.reduce((sum, [, count]) => sum + count, 0)
  const rank = Math.floor(q * (total - 1))
  let below = 0
  for (const [bin, count] of filled) {
    below += count
    if (below > rank) return toQuantile(bin)
  }
  return undefined
}

/** The value that stands for a bin: no length in it differs from it by more than {@link SKETCH_ERROR}. */
export function toMiddle(bin: number): number {
  return toQuantile(bin).value
}

function toQuantile(bin: number): Quantile {
  if (bin === ZERO_BIN) return { value: 0, lo: 0, hi: 0 }
  const hi = GAMMA ** (bin - 1)
  return { value: hi * (1 - SKETCH_ERROR), lo: hi / GAMMA, hi }
}
