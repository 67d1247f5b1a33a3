import { lnGamma } from './special-functions.ts'
import { exp } from './elementary.ts'

/** So many of all are drawn, and so many of all are marked. */
export interface Draw {
  readonly all: number
  readonly drawn: number
  readonly marked: number
}

/** A term this much smaller than their sum changes it no more. */
const NEGLIGIBLE = 1e-17

/**
 * The chance of `k` marked or more among the drawn, where draws and marks have nothing to do with each other: the
 * one-sided exact test of Fisher on a table of two by two. 1 for k under what must be, 0 for more than can be.
 *
 * Source: R. A. Fisher, The Design of Experiments (1935), ch. 2 (its tea tasting is our test).
 */
export function fisherTail(k: number, { all, drawn, marked }: Draw): number {
  const most = Math.min(drawn, marked)
  const least = Math.max(0, drawn + marked - all)
  if (k <= least) return 1
  const ways = lnChoose(all, drawn)
  const mode = ((drawn + 1) * (marked + 1)) / (all + 2)
  let sum = 0
  for (let x = k; x <= most; x++) {
    const term = exp(lnChoose(marked, x) + lnChoose(all - marked, drawn - x) - ways)
    sum += term
    if (x > mode && term < sum * NEGLIGIBLE) break
  }
  return Math.min(1, sum)
}

function lnChoose(n: number, k: number): number {
  return lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1)
}
