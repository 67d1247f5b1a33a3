import { listChannels } from './channel-path.ts'
import type { ChannelPath } from './channel-path.ts'
import { listChannelSets } from './channel-sets.ts'
import { sampleRateValues } from './shapley-sampling.ts'
import type { Coalition, ShapleyValue } from './shapley-value.ts'

/** The edition of the formulas below. */
export const K16 = 'K16.1'

/** Up to so many channels the Shapley value of rates is enumerated, above it is sampled. */
export const EXACT_CHANNELS = 12

/**
 * K16 Shapley value of conversions: v(S) = conversions of the paths that touched no channel outside S. It has
 * a closed form: each path shares its conversions evenly among its distinct channels. Σ values = conversions
 * of paths with a touch, exactly what is there to give. Order and repeats of touches do not matter; nulls
 * are not read. Channels in `compareText` order.
 *
 * Input: paths. Unit: conversions. Source: K. Zhao, S. H. Mahboobi, S. R. Bagheri, "Shapley value methods
 * for attribution modeling in online advertising", arXiv:1804.05327 (2018), §3; L. S. Shapley (1953).
 */
export function shareConversions(paths: readonly ChannelPath[]): readonly ShapleyValue[] {
  const sums = new Map(listChannels(paths).map((channel) => [channel, 0]))
  for (const { channels, conversions } of listChannelSets(paths)) {
    for (const channel of channels) {
      sums.set(channel, (sums.get(channel) ?? 0) + conversions / channels.length)
    }
  }
  return [...sums].map(([channel, value]) => ({ channel, value, interval: null }))
}

/**
 * K16 Shapley value of the conversion rate: v(S) = conversions ÷ paths, of the paths that touched no channel
 * outside S; 0 where there are none. Σ values = the rate over all paths with a touch. A channel whose paths
 * convert below the rest can get a negative value: it lowers the rate.
 *
 * Exact over all 2ⁿ sets for n ≤ {@link EXACT_CHANNELS}; above, the mean over `samples` random orders drawn
 * from `seed`, with an interval. Input: paths with nulls (without any, every v(S) is 0 or 1). Channels in
 * code-unit order. Source: as {@link shareConversions}; J. Castro, D. Gómez, J. Tejada, Comput. Oper. Res.
 * 36 (2009) 1726–1730 (sampling).
 */
export function shareRate(
  paths: readonly ChannelPath[],
  { seed, samples }: { readonly seed: number; readonly samples: number },
): readonly ShapleyValue[] {
  const channels = listChannels(paths)
  const coalitions = toCoalitions(paths, channels)
  if (channels.length > EXACT_CHANNELS) {
    return sampleRateValues(coalitions, { channels, seed, samples })
  }
  const rates = toRates(coalitions, channels.length)
  return channels.map((channel, index) => ({
    channel,
    value: meanGain(rates, index, channels.length),
    interval: null,
  }))
}

function toCoalitions(paths: readonly ChannelPath[], channels: readonly string[]): readonly Coalition[] {
  const indexOf = new Map(channels.map((channel, index) => [channel, index]))
  return listChannelSets(paths)
    .filter((set) => set.channels.length > 0)
    .map((set) => ({
      members: set.channels.map((channel) => indexOf.get(channel) ?? 0),
      conversions: set.conversions,
      nulls: set.nulls,
    }))
}

/** v of every set of channels; bit i of the index says whether channel i is in it. */
function toRates(coalitions: readonly Coalition[], n: number): Float64Array {
  const won = new Float64Array(2 ** n)
  const all = new Float64Array(2 ** n)
  for (const { members, conversions, nulls } of coalitions) {
    const set = members.reduce((bits, member) => bits | (1 << member), 0)
    won[set] = (won[set] ?? 0) + conversions
    all[set] = (all[set] ?? 0) + conversions + nulls
  }
  for (let bit = 1; bit < won.length; bit *= 2) {
    for (let set = 0; set < won.length; set++) {
      if ((set & bit) === 0) continue
      won[set] = (won[set] ?? 0) + (won[set ^ bit] ?? 0)
      all[set] = (all[set] ?? 0) + (all[set ^ bit] ?? 0)
    }
  }
  return won.map((conversions, set) => ((all[set] ?? 0) > 0 ? conversions / (all[set] ?? 0) : 0))
}

/** Σ over the sets S without the channel of |S|!(n−|S|−1)!/n! · (v(S ∪ channel) − v(S)). */
function meanGain(rates: Float64Array, channel: number, n: number): number {
  const bit = 1 << channel
  const weights = toWeights(n)
  let sum = 0
  for (let set = 0; set < rates.length; set++) {
    if ((set & bit) !== 0) continue
    sum += (weights[countBits(set)] ?? 0) * ((rates[set | bit] ?? 0) - (rates[set] ?? 0))
  }
  return sum
}

/** s!(n−s−1)!/n! for s from 0 to n−1. */
function toWeights(n: number): readonly number[] {
  const weights = [1 / n]
  for (let size = 1; size < n; size++) weights.push(((weights[size - 1] ?? 0) * size) / (n - size))
  return weights
}

function countBits(set: number): number {
  let count = 0
  for (let left = set; left > 0; left >>= 1) count += left & 1
  return count
}
