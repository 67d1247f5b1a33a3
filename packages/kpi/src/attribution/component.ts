import type { AbsorbingChain } from './absorbing-chain.ts'

/**
 * States that lead to one another, cut out of a chain and numbered from 0. Probabilities instead of counts;
 * staying in a state is left out of them.
 */
export interface Component {
  /** The number of each state in the chain. */
  readonly states: Int32Array
  /** Within: from `i` to `targets[e]` with probability `moves[e]`, for `e` in `[rows[i], rows[i + 1])`. */
  readonly rows: Int32Array
  readonly targets: Int32Array
  readonly moves: Float64Array
  /** Out of it: from `i` to the state `exits[e]` of the chain, for `e` in `[exitRows[i], exitRows[i + 1])`. */
  readonly exitRows: Int32Array
  readonly exits: Int32Array
  readonly exitMoves: Float64Array
  /** Per state: the probability to end well at once. */
  readonly goals: Float64Array
  /** Per state: the probability to leave the component at once, wherever to. */
  readonly leaving: Float64Array
}

/** Cuts the component of `states` out of a chain. `placeOf` is room to work in, one number per state of the chain. */
export function toComponent(chain: AbsorbingChain, states: Int32Array, placeOf: Int32Array): Component {
  for (let at = 0; at < states.length; at++) placeOf[states[at] ?? 0] = at
  const within = (state: number): boolean => states[placeOf[state] ?? 0] === state
  const inner = new Rows(states.length)
  const outer = new Rows(states.length)
  const goals = new Float64Array(states.length)
  const leaving = new Float64Array(states.length)
  states.forEach((state, at) => {
    const out = listMoves(chain, state)
    const [won, lost] = [chain.goals[state] ?? 0, chain.losses[state] ?? 0]
    const total = out.reduce((sum, { weight }) => sum + weight, won + lost)
    for (const { target, weight } of out) {
      if (within(target)) inner.add(placeOf[target] ?? 0, weight / total)
      else outer.add(target, weight / total)
    }
    goals[at] = won / total
    leaving[at] = (won + lost) / total + outer.sumRow()
    inner.closeRow()
    outer.closeRow()
  })
  const [{ rows, targets, values: moves }, exits] = [inner.close(), outer.close()]
  return {
    states,
    rows,
    targets,
    moves,
    exitRows: exits.rows,
    exits: exits.targets,
    exitMoves: exits.values,
    goals,
    leaving,
  }
}

function listMoves(
  { rows, targets, weights }: AbsorbingChain,
  state: number,
): readonly { readonly target: number; readonly weight: number }[] {
  const moves: { target: number; weight: number }[] = []
  const end = rows[state + 1] ?? 0
  for (let edge = rows[state] ?? 0; edge < end; edge++) {
    const target = targets[edge] ?? 0
    if (target !== state) moves.push({ target, weight: weights[edge] ?? 0 })
  }
  return moves
}

/** Rows of a sparse matrix, written one after the other. */
class Rows {
  readonly #rows: Int32Array
  readonly #targets: number[] = []
  readonly #values: number[] = []
  #row = 0

  constructor(size: number) {
    this.#rows = new Int32Array(size + 1)
  }

  add(target: number, value: number): void {
    this.#targets.push(target)
    this.#values.push(value)
  }

  /** The sum of the row being written. */
  sumRow(): number {
    let sum = 0
    for (let at = this.#rows[this.#row] ?? 0; at < this.#values.length; at++) sum += this.#values[at] ?? 0
    return sum
  }

  closeRow(): void {
    this.#rows[++this.#row] = this.#values.length
  }

  close(): { readonly rows: Int32Array; readonly targets: Int32Array; readonly values: Float64Array } {
    return {
      rows: this.#rows,
      targets: Int32Array.from(this.#targets),
      values: Float64Array.from(this.#values),
    }
  }
}
