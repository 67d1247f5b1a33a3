import type { Component } from './component.ts'

/**
 * Solves h = own + moves · h within a component, h = 0 for states that are not open, by elimination without
 * a single subtraction: the precision stays relative to each number however long people go round. Needs
 * time with the cube of the states.
 *
 * Source: W. K. Grassmann, M. I. Taksar, D. P. Heyman, Oper. Res. 33 (1985) 1107–1116.
 */
export function solveDense(component: Component, own: Float64Array, isOpen: Uint8Array): Float64Array {
  const system = new Elimination(component, own, isOpen)
  for (let last = own.length - 1; last > 0; last--) system.takeOut(last)
  return system.solve()
}

class Elimination {
  readonly #size: number
  readonly #within: Float64Array
  readonly #leaving: Float64Array
  readonly #won: Float64Array

  constructor({ rows, targets, moves, leaving }: Component, own: Float64Array, isOpen: Uint8Array) {
    this.#size = own.length
    this.#within = new Float64Array(this.#size * this.#size)
    this.#won = own.slice()
    this.#leaving = leaving.map((share, at) => (isOpen[at] === 1 ? share : 1))
    for (let row = 0; row < this.#size; row++) {
      const end = isOpen[row] === 1 ? (rows[row + 1] ?? 0) : 0
      for (let edge = rows[row] ?? 0; edge < end; edge++) {
        this.#within[row * this.#size + (targets[edge] ?? 0)] = moves[edge] ?? 0
      }
    }
  }

  /** Sends whoever moved to `last` straight on to where `last` leads, in proportion. */
  takeOut(last: number): void {
    const size = this.#size
    const within = this.#within
    const out = this.#sumOut(last)
    if (out === 0) return
    for (let row = 0; row < last; row++) {
      const share = (within[row * size + last] ?? 0) / out
      if (share === 0) continue
      for (let at = 0; at < last; at++) {
        within[row * size + at] = (within[row * size + at] ?? 0) + share * (within[last * size + at] ?? 0)
      }
      this.#leaving[row] = (this.#leaving[row] ?? 0) + share * (this.#leaving[last] ?? 0)
      this.#won[row] = (this.#won[row] ?? 0) + share * (this.#won[last] ?? 0)
    }
  }

  /** Puts the states back in, one by one. */
  solve(): Float64Array {
    const h = new Float64Array(this.#size)
    for (let row = 0; row < this.#size; row++) {
      let won = this.#won[row] ?? 0
      for (let at = 0; at < row; at++) won += (this.#within[row * this.#size + at] ?? 0) * (h[at] ?? 0)
      const out = this.#sumOut(row)
      h[row] = out > 0 ? won / out : 0
    }
    return h
  }

  /** What leaves a state for another one not taken out, or for good. */
  #sumOut(row: number): number {
    let sum = this.#leaving[row] ?? 0
    for (let at = 0; at < row; at++) sum += this.#within[row * this.#size + at] ?? 0
    return sum
  }
}
