import type { Interval } from '@periplo/model'
import { bootstrapCounts } from '../statistics/bootstrap-counts.ts'
import { listChannels, mergePaths, withoutAges } from './channel-path.ts'
import type { ChannelPath } from './channel-path.ts'
import { solveRemoval } from './k15-markov.ts'
import type { MarkovOrder } from './markov-chain.ts'

const MOST_REPLICATES = 1_000
const LEAST_REPLICATES = 50

/** Steps of counting and solving that all replicates together may take, about. */
const WORK = 10_000_000

/**
 * How sure the removal effects of K15 are: by channel (every channel touched, in `compareText` order), the
 * interval at 95 % of RE(c) = 1 − p(−c) ÷ p over paths drawn again, each path counting as one independent item.
 * Paths of one person depend on each other, so that for people with many paths it is a little narrow.
 *
 * 1,000 replicates; for large inputs fewer, so that the work stays about the same, but never fewer than 50. Equal
 * seeds give equal intervals, in whatever order or in however many lines the paths come. Edge cases: null for
 * fewer than two paths, or where most replicates have no conversion; a channel on every path that converts has
 * an effect of 1 whatever is drawn, and an interval without width.
 *
 * Source: kpi specification K15 (interval by bootstrap); B. Efron, R. J. Tibshirani, An Introduction to the
 * Bootstrap (1993), ch. 13.
 */
export function estimateRemoval(
  paths: readonly ChannelPath[],
  order: MarkovOrder,
  { seed = 1 }: { readonly seed?: number } = {},
): ReadonlyMap<string, Interval | null> {
  const touched = mergePaths(paths.map(withoutAges)).filter(({ path }) => path.length > 0)
  const counts = touched.flatMap(({ conversions, nulls }) => [conversions, nulls])
  const toEffects = (drawn: readonly number[]): readonly (number | null)[] =>
    solveRemoval(
      touched.map((path, at) => ({
        ...path,
        conversions: drawn[2 * at] ?? 0,
        nulls: drawn[2 * at + 1] ?? 0,
      })),
      order,
    ).removals.map(({ removalEffect }) => removalEffect)
  const channels = listChannels(touched)
  const replicates = toReplicates(touched, channels.length, order)
  const intervals = bootstrapCounts(counts, toEffects, { seed, replicates })
  return new Map(channels.map((channel, at) => [channel, intervals[at] ?? null]))
}

/** As many as the work allows: a replicate counts every touch, and solves the chain once per channel. */
function toReplicates(touched: readonly ChannelPath[], channels: number, order: MarkovOrder): number {
  const touches = touched.reduce((all, { path }) => all + path.length, 0)
  const moves = Math.min(touches, (channels + 1) ** (order + 1))
  const work = touches + (channels + 1) * moves * Math.sqrt(moves)
  return Math.max(LEAST_REPLICATES, Math.min(MOST_REPLICATES, Math.floor(WORK / work)))
}
