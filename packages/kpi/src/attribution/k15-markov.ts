import type { ChannelPath } from './channel-path.ts'
import { toGoalSolver } from './goal-solver.ts'
import { toMarkovChain } from './markov-chain.ts'
import type { MarkovChain, MarkovOrder } from './markov-chain.ts'

/** The edition of the formula below. */
export const K15 = 'K15.1'

/** What happens to conversions when a channel is gone. */
export interface Removal {
  readonly channel: string
  /** 1 − p(without the channel) ÷ p, from 0 to 1; null where p is 0. */
  readonly removalEffect: number | null
  /** Its part of all removal effects, from 0 to 1; 0 where p is 0. */
  readonly share: number
}

/** What the chain says. */
export interface MarkovRemoval {
  readonly order: MarkovOrder
  /** Probability that a path with a touch converts; null where there is none. */
  readonly conversionRate: number | null
  /** Every channel, in `compareText` order. */
  readonly removals: readonly Removal[]
  /** States of the chain, of which `order` decides the number. */
  readonly stateCount: number
}

/**
 * K15 Markov removal effect: paths become an absorbing chain start → touches → conversion or null, whose
 * moves are weighed by how often they were seen, on paths with and without conversion. With p the
 * probability to convert from the start, and p(−c) the same when all who reach channel c are lost,
 *
 *   RE(c) = 1 − p(−c) ÷ p,   share(c) = RE(c) ÷ Σ RE.
 *
 * The chain is solved exactly ({@link toGoalSolver}). Order k lets the next step depend on the last k
 * touches; at order 1 repeats of a channel in a row change nothing, at higher orders they do.
 *
 * Input: paths with their conversions and nulls. Edge cases: no conversions: effects null, shares 0;
 * no nulls: p = 1; paths without a touch are left out. Not causal: it describes the graph that was seen.
 *
 * Source: E. Anderl, I. Becker, F. von Wangenheim, J. H. Schumann, "Mapping the customer journey", Int. J.
 * Res. Mark. 33 (2016) 457–474, §3; kpi specification K15.
 */
export function solveRemoval(paths: readonly ChannelPath[], order: MarkovOrder): MarkovRemoval {
  const chain = toMarkovChain(paths, order)
  const solve = toGoalSolver(chain)
  const closed = new Uint8Array(chain.lastChannel.length)
  const rate = toRate(chain, solve(closed))
  const effects = chain.channels.map((_, index) => {
    if (rate === null || rate === 0) return null
    const without = toRate(chain, solve(closed.map((_, at) => (chain.lastChannel[at] === index ? 1 : 0))))
    return Math.min(1, Math.max(0, 1 - (without ?? 0) / rate))
  })
  const sum = effects.reduce<number>((total, effect) => total + (effect ?? 0), 0)
  return {
    order,
    conversionRate: rate,
    removals: chain.channels.map((channel, index) => {
      const removalEffect = effects[index] ?? null
      return { channel, removalEffect, share: sum > 0 ? (removalEffect ?? 0) / sum : 0 }
    }),
    stateCount: chain.lastChannel.length,
  }
}

/** How often a path ends well, where it begins as often as seen. */
function toRate({ starts }: MarkovChain, h: Float64Array): number | null {
  let [won, all] = [0, 0]
  for (const [state, weight] of starts) {
    all += weight
    won += weight * (h[state] ?? 0)
  }
  return all > 0 ? won / all : null
}
