import { zOfLevel } from '../statistics/distributions.ts'
import { toSeededLuck } from '../statistics/seeded-luck.ts'
import type { SeededLuck } from '../statistics/seeded-luck.ts'
import type { Coalition, ShapleyValue } from './shapley-value.ts'

/**
 * Shapley values of the conversion rate by sampling: over random orders of the channels, what each adds to
 * the rate when it joins those before it. In every order the gains add up to the rate over all, so the means
 * do too. The interval is mean ± 1.96 standard errors; it covers the luck of the draw, not that of the data.
 *
 * A set of paths counts from the moment on in which the last of its channels has joined, so one order costs
 * no more than one look at each set.
 */
export function sampleRateValues(
  coalitions: readonly Coalition[],
  {
    channels,
    seed,
    samples,
  }: { readonly channels: readonly string[]; readonly seed: number; readonly samples: number },
): readonly ShapleyValue[] {
  const luck = toSeededLuck(seed)
  const order = Int32Array.from(channels, (_, index) => index)
  const tally = new Tally(channels.length)
  for (let sample = 0; sample < samples; sample++) {
    shuffle(order, luck)
    tally.add(order, toGains(coalitions, order))
  }
  return channels.map((channel, index) => ({ channel, ...tally.read(index) }))
}

/** Puts the items in a random order where they are, every order equally likely (Fisher–Yates). */
function shuffle(items: Int32Array, luck: SeededLuck): void {
  for (let at = items.length - 1; at > 0; at--) {
    const other = luck.below(at + 1)
    const item = items[at] ?? 0
    items[at] = items[other] ?? 0
    items[other] = item
  }
}

/** What the rate gains at each place of the order. */
function toGains(coalitions: readonly Coalition[], order: Int32Array): Float64Array {
  const placeOf = new Int32Array(order.length)
  order.forEach((channel, place) => (placeOf[channel] = place))
  const won = new Float64Array(order.length)
  const all = new Float64Array(order.length)
  for (const { members, conversions, nulls } of coalitions) {
    let last = 0
    for (const member of members) last = Math.max(last, placeOf[member] ?? 0)
    won[last] = (won[last] ?? 0) + conversions
    all[last] = (all[last] ?? 0) + conversions + nulls
  }
  let [conversions, paths, rate] = [0, 0, 0]
  return won.map((more, place) => {
    conversions += more
    paths += all[place] ?? 0
    const before = rate
    rate = paths > 0 ? conversions / paths : 0
    return rate - before
  })
}

/** Running means and spreads, per channel (Welford). */
class Tally {
  readonly #means: Float64Array
  readonly #squares: Float64Array
  #count = 0

  constructor(size: number) {
    this.#means = new Float64Array(size)
    this.#squares = new Float64Array(size)
  }

  add(order: Int32Array, gains: Float64Array): void {
    this.#count++
    order.forEach((channel, place) => {
      const gain = gains[place] ?? 0
      const off = gain - (this.#means[channel] ?? 0)
      const mean = (this.#means[channel] ?? 0) + off / this.#count
      this.#means[channel] = mean
      this.#squares[channel] = (this.#squares[channel] ?? 0) + off * (gain - mean)
    })
  }

  read(channel: number): Omit<ShapleyValue, 'channel'> {
    const value = this.#means[channel] ?? 0
    const variance = (this.#squares[channel] ?? 0) / Math.max(1, this.#count - 1)
    const reach = zOfLevel(0.95) * Math.sqrt(variance / Math.max(1, this.#count))
    return { value, interval: { lo: value - reach, hi: value + reach } }
  }
}
