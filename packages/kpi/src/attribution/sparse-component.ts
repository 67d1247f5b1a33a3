import type { Component } from './component.ts'

/** How far a probability may be from the true one. */
const TOLERANCE = 1e-14
/** Moves so small may be nothing but rounding, which can go round for ever. */
const ROUNDING = 2 ** -50
/** So many sweeps settle into the slowest pace; then what is left of it is taken in one leap. */
const SWEEPS_PER_LEAP = 5

/**
 * Solves h = own + moves · h within a component, h = 0 for states that are not open, by Gauss–Seidel sweeps,
 * until what is left is below 1e-14. What is left is judged by the slowest pace seen: if each sweep moves q
 * times as far as the one before, q ÷ (1 − q) of the last move is still to come; now and then that much is
 * leapt (Aitken), and the sweeps go on from there. They end, too, where moves no larger than rounding have ceased
 * to shrink. Needs time with the moves of the component, per sweep.
 *
 * Source: R. S. Varga, "Matrix Iterative Analysis" (2nd ed. 2000), ch. 3 (the sweeps, and that they converge).
 */
export function solveSparse(component: Component, own: Float64Array, isOpen: Uint8Array): Float64Array {
  const h = own.slice()
  let [moved, slowest, least] = [Infinity, 0, Infinity]
  for (let left = Infinity; left > TOLERANCE;) {
    let pace = 1
    const before = new Float64Array(h.length)
    for (let turn = 0; turn < SWEEPS_PER_LEAP; turn++) {
      if (turn === SWEEPS_PER_LEAP - 1) before.set(h)
      const last = moved
      moved = sweep(component, own, { h, isOpen })
      pace = moved === 0 ? 0 : moved / last
    }
    if (moved <= ROUNDING && moved >= least) break
    least = Math.min(least, moved)
    slowest = pace < 1 ? Math.max(slowest, pace) : slowest
    left = moved === 0 ? 0 : pace < 1 ? (moved * slowest) / (1 - slowest) : Infinity
    if (pace < 1 && left > TOLERANCE) leap(h, before, pace / (1 - pace))
  }
  return h
}

/** Goes on from `before` through `h`, `far` times as far again. */
function leap(h: Float64Array, before: Float64Array, far: number): void {
  for (let at = 0; at < h.length; at++) {
    const now = h[at] ?? 0
    h[at] = Math.min(1, Math.max(0, now + far * (now - (before[at] ?? 0))))
  }
}

/** One Gauss–Seidel sweep; the farthest any probability moved. */
function sweep(
  { rows, targets, moves }: Component,
  own: Float64Array,
  { h, isOpen }: { readonly h: Float64Array; readonly isOpen: Uint8Array },
): number {
  let farthest = 0
  let edge = 0
  for (let row = 0; row < own.length; row++) {
    const end = rows[row + 1] ?? 0
    if (isOpen[row] === 0) {
      edge = end
      continue
    }
    let sum = own[row] ?? 0
    for (; edge < end; edge++) sum += (moves[edge] ?? 0) * (h[targets[edge] ?? 0] ?? 0)
    farthest = Math.max(farthest, Math.abs(sum - (h[row] ?? 0)))
    h[row] = sum
  }
  return farthest
}
