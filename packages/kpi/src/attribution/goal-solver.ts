import type { AbsorbingChain } from './absorbing-chain.ts'
import { toComponent } from './component.ts'
import type { Component } from './component.ts'
import { listComponents } from './components.ts'
import { solveDense } from './dense-component.ts'
import { solveSparse } from './sparse-component.ts'

/** Components of up to so many states are eliminated, larger ones relaxed. */
const DENSE_LIMIT = 192

/**
 * A solver for one chain: given the states that are closed (1 = whoever arrives there is lost), the
 * probability to end well from each state. Exact up to rounding; nothing is simulated.
 *
 * The equations are solved component by component, those reached last first: a state on no circle by its
 * own equation, a small component by elimination, a large one by relaxation until nothing moves. Loops of a
 * state onto itself are solved, not walked.
 *
 * Source: J. G. Kemeny, J. L. Snell, "Finite Markov Chains" (1976), §3.3.
 */
export function toGoalSolver(chain: AbsorbingChain): (closed: Uint8Array) => Float64Array {
  const placeOf = new Int32Array(chain.goals.length)
  const parts = listComponents(chain).map((states) =>
    states.length === 1 ? (states[0] ?? 0) : toComponent(chain, states, placeOf),
  )
  return (closed) => {
    const h = new Float64Array(chain.goals.length)
    for (const part of parts) {
      if (typeof part === 'number') h[part] = closed[part] === 1 ? 0 : solveState(chain, part, h)
      else solveComponent(part, closed, h)
    }
    return h
  }
}

function solveState(
  { rows, targets, weights, goals, losses }: AbsorbingChain,
  state: number,
  h: Float64Array,
): number {
  let won = goals[state] ?? 0
  let all = won + (losses[state] ?? 0)
  const end = rows[state + 1] ?? 0
  for (let edge = rows[state] ?? 0; edge < end; edge++) {
    const target = targets[edge] ?? 0
    if (target === state) continue
    const weight = weights[edge] ?? 0
    all += weight
    won += weight * (h[target] ?? 0)
  }
  return all > 0 ? won / all : 0
}

function solveComponent(component: Component, closed: Uint8Array, h: Float64Array): void {
  const { states, goals, exitRows, exits, exitMoves } = component
  const isOpen = Uint8Array.from(states, (state) => 1 - (closed[state] ?? 0))
  const own = new Float64Array(states.length)
  for (let at = 0; at < states.length; at++) {
    if (isOpen[at] === 0) continue
    let won = goals[at] ?? 0
    const end = exitRows[at + 1] ?? 0
    for (let edge = exitRows[at] ?? 0; edge < end; edge++) {
      won += (exitMoves[edge] ?? 0) * (h[exits[edge] ?? 0] ?? 0)
    }
    own[at] = won
  }
  const solve = states.length <= DENSE_LIMIT ? solveDense : solveSparse
  const found = solve(component, own, isOpen)
  for (let at = 0; at < states.length; at++) h[states[at] ?? 0] = found[at] ?? 0
}
