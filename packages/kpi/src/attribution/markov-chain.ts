import type { AbsorbingChain } from './absorbing-chain.ts'
import { listChannels } from './channel-path.ts'
import type { ChannelPath } from './channel-path.ts'

/** How many touches back the next step may depend on. */
export type MarkovOrder = 1 | 2 | 3

/** The chain of a set of paths: a state is what the last touches were. */
export interface MarkovChain extends AbsorbingChain {
  readonly channels: readonly string[]
  /** Per state: the channel of its last touch, an index of `channels`. */
  readonly lastChannel: Int32Array
  /** Where paths begin: states, and how many begin there. */
  readonly starts: ReadonlyMap<number, number>
}

/**
 * Counts paths into a chain of order k. A state is the last k touches (fewer at the beginning, and told
 * apart from the same touches in the middle); only states somebody was in exist. Every path counts as often
 * as it was seen, with and without conversion. Paths without a touch are not in it.
 */
export function toMarkovChain(paths: readonly ChannelPath[], order: MarkovOrder): MarkovChain {
  const channels = listChannels(paths)
  const census = new Census(channels, order)
  for (const path of paths) census.count(path)
  return census.close()
}

class Census {
  readonly #channels: readonly string[]
  readonly #indexOf: ReadonlyMap<string, number>
  /** Touches are digits to this base, 1 up; 0 is "before the path". */
  readonly #digits: number
  readonly #states: number
  readonly #stateOf = new Map<number, number>()
  readonly #keys: number[] = []
  readonly #goals: number[] = []
  readonly #losses: number[] = []
  readonly #starts = new Map<number, number>()
  /** By state and next channel, as one number. */
  readonly #moves = new Map<number, number>()

  constructor(channels: readonly string[], order: MarkovOrder) {
    this.#channels = channels
    this.#indexOf = new Map(channels.map((channel, index) => [channel, index]))
    this.#digits = channels.length + 1
    this.#states = this.#digits ** order
  }

  count({ path, conversions, nulls }: ChannelPath): void {
    const weight = conversions + nulls
    if (path.length === 0 || weight === 0) return
    let key = 0
    let state = -1
    for (const channel of path) {
      const index = this.#indexOf.get(channel) ?? 0
      if (state >= 0) add(this.#moves, state * this.#digits + index, weight)
      key = this.#toNext(key, index)
      const next = this.#toState(key)
      if (state < 0) add(this.#starts, next, weight)
      state = next
    }
    this.#goals[state] = (this.#goals[state] ?? 0) + conversions
    this.#losses[state] = (this.#losses[state] ?? 0) + nulls
  }

  close(): MarkovChain {
    const size = this.#keys.length
    const rows = new Int32Array(size + 1)
    const moves = Float64Array.from(this.#moves.keys()).sort()
    const targets = new Int32Array(moves.length)
    const weights = new Float64Array(moves.length)
    moves.forEach((move, edge) => {
      const from = Math.floor(move / this.#digits)
      targets[edge] = this.#toState(this.#toNext(this.#keys[from] ?? 0, move % this.#digits))
      weights[edge] = this.#moves.get(move) ?? 0
      rows[from + 1] = edge + 1
    })
    for (let row = 1; row <= size; row++) rows[row] = Math.max(rows[row] ?? 0, rows[row - 1] ?? 0)
    return {
      rows,
      targets,
      weights,
      goals: Float64Array.from(this.#goals),
      losses: Float64Array.from(this.#losses),
      channels: this.#channels,
      lastChannel: Int32Array.from(this.#keys, (key) => (key % this.#digits) - 1),
      starts: this.#starts,
    }
  }

  #toNext(key: number, channel: number): number {
    return (key * this.#digits + channel + 1) % this.#states
  }

  #toState(key: number): number {
    const known = this.#stateOf.get(key)
    if (known !== undefined) return known
    const state = this.#keys.push(key) - 1
    this.#stateOf.set(key, state)
    this.#goals.push(0)
    this.#losses.push(0)
    return state
  }
}

function add(sums: Map<number, number>, key: number, weight: number): void {
  sums.set(key, (sums.get(key) ?? 0) + weight)
}
