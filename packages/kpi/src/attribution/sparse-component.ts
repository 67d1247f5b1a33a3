import type { Component } from './component.ts'

/** How far a probability may be from the true one. */
const TOLERANCE = 1e-14

/**
 * Solves h = own + moves · h within a component, h = 0 for states that are not open, by Gauss–Seidel sweeps,
 * which rise towards the solution from 0, until what is left to rise is below 1e-14. What is left is judged
 * by the slowest pace seen: if each sweep moves q times as far as the one before, q ÷ (1 − q) of the last
 * move is still to come. Needs time with the moves of the component, per sweep.
 */
export function solveSparse(component: Component, own: Float64Array, isOpen: Uint8Array): Float64Array {
  const h = own.slice()
  let moved = sweep(component, own, { h, isOpen })
  for (let left = Infinity; left > TOLERANCE;) {
    const before = moved
    moved = sweep(component, own, { h, isOpen })
    const pace = moved / before
    left = moved === 0 ? 0 : pace < 1 ? (moved * pace) / (1 - pace) : Infinity
  }
  return h
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
