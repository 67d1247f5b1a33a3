import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sumPaths } from './channel-path.ts'
import type { ChannelPath } from './channel-path.ts'
import { solveRemoval } from './k15-markov.ts'
import type { MarkovOrder } from './markov-chain.ts'
import { toSeededLuck } from '../statistics/seeded-luck.ts'

const told = (path: string, conversions: number, nulls: number): ChannelPath => ({
  path: path.split(' > '),
  conversions,
  valueMinor: 0,
  nulls,
})

interface Published {
  readonly paths: readonly ChannelPath[]
  readonly rate: number
  readonly effects: Readonly<Record<string, number>>
  readonly shares: Readonly<Record<string, number>>
  readonly why: string
}

test.each<Published>([
  {
    paths: [told('c1 > c2 > c3', 1, 0), told('c1', 0, 1), told('c2 > c3', 0, 1)],
    rate: 1 / 3,
    effects: { c1: 0.5, c2: 1, c3: 1 },
    shares: { c1: 0.2, c2: 0.4, c3: 0.4 },
    why: 'S. Bryl, "Marketing Multi-Channel Attribution model with R (part 1)", analyzecore.com 2016',
  },
  {
    paths: [told('ads', 2, 1), told('mail', 1, 0), told('ads > mail', 1, 0)],
    rate: 0.8,
    effects: { ads: 0.75, mail: 0.5 },
    shares: { ads: 0.6, mail: 0.4 },
    why: 'paths and moves of S. Puzyrov, "Markov Chain Attribution", 2019; the rest by hand',
  },
])('gives the known effects ($why)', ({ paths, rate, effects, shares }) => {
  const found = solveRemoval(paths, 1)
  expect(found.conversionRate).toBeCloseTo(rate, 12)
  for (const { channel, removalEffect, share } of found.removals) {
    expect(removalEffect).toBeCloseTo(effects[channel] ?? NaN, 12)
    expect(share).toBeCloseTo(shares[channel] ?? NaN, 12)
  }
})

test('a loop is walked for ever: worked by hand', () => {
  // start → a; of 4 moves from a: back to a, to b (and from there to a), converted, lost. x = (x + x + 1) / 4.
  const found = solveRemoval([told('a > a > b > a', 1, 0), told('a', 0, 1)], 1)
  expect(found.conversionRate).toBeCloseTo(1 / 2, 14)
  expect(found.removals).toEqual([
    { channel: 'a', removalEffect: 1, share: expect.closeTo(3 / 4, 12) },
    // Without b: x = (x + 1) / 4, so x = 1/3, and the effect is 1 − (1/3) ÷ (1/2).
    { channel: 'b', removalEffect: expect.closeTo(1 / 3, 12), share: expect.closeTo(1 / 4, 12) },
  ])
})

test.each<{ paths: ChannelPath[]; rate: number | null; effect: number | null | undefined; why: string }>([
  { paths: [], rate: null, effect: undefined, why: 'no paths' },
  { paths: [told('a', 0, 3)], rate: 0, effect: null, why: 'nothing to lose' },
  { paths: [told('a', 3, 0)], rate: 1, effect: 1, why: 'no nulls' },
  { paths: [told('a', 0, 0)], rate: null, effect: null, why: 'a path nobody took' },
])('rate $rate, effect $effect ($why)', ({ paths, rate, effect }) => {
  const found = solveRemoval(paths, 1)
  expect(found.conversionRate).toBe(rate)
  expect(found.removals[0]?.removalEffect).toBe(effect)
})

test('order 2 sees what order 1 cannot: the same channel after another one', () => {
  const paths = [told('a > c', 10, 0), told('b > c', 0, 10)]
  const shareOf = (order: MarkovOrder, name: string) =>
    solveRemoval(paths, order).removals.find(({ channel }) => channel === name)?.removalEffect
  expect(shareOf(1, 'b')).toBeCloseTo(0.5, 12)
  expect(shareOf(2, 'b')).toBeCloseTo(0, 12)
  expect(shareOf(2, 'a')).toBeCloseTo(1, 12)
})

const anyPaths = fc.array(
  fc.record({
    path: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 5 }),
    conversions: fc.nat({ max: 4 }),
    valueMinor: fc.constant(0),
    nulls: fc.nat({ max: 4 }),
  }),
  { maxLength: 10 },
)

/** The same by walking the chain step by step until nobody is left: knows nothing of linear systems. */
function walk(paths: readonly ChannelPath[], without: string | undefined, order: MarkovOrder): number {
  const moves = new Map<string, Map<string, number>>()
  for (const { path, conversions, nulls } of paths) {
    const lastOnes = path.map((_, at) => path.slice(Math.max(0, at + 1 - order), at + 1).join(' > '))
    const states = ['(start)', ...lastOnes]
    const count = (from: string, to: string, weight: number) => {
      const row = moves.get(from) ?? new Map<string, number>()
      moves.set(from, row.set(to, (row.get(to) ?? 0) + weight))
    }
    states.slice(1).forEach((to, at) => count(states[at] ?? '', to, conversions + nulls))
    count(states.at(-1) ?? '', '(won)', conversions)
    count(states.at(-1) ?? '', '(lost)', nulls)
  }
  let now = new Map([['(start)', 1]])
  let won = 0
  for (let step = 0; step < 1_500; step++) {
    const next = new Map<string, number>()
    const arrivals = [...now].flatMap(([state, mass]) => spread(moves.get(state), mass))
    for (const { to, part } of arrivals) {
      if (to === '(won)') won += part
      else if (to !== '(lost)' && to.split(' > ').at(-1) !== without) next.set(to, (next.get(to) ?? 0) + part)
    }
    now = next
  }
  return won
}

function spread(row: ReadonlyMap<string, number> = new Map<string, number>(), mass: number) {
  const total = [...row.values()].reduce((a, b) => a + b, 0)
  return total > 0 ? [...row].map(([to, weight]) => ({ to, part: (mass * weight) / total })) : []
}

test('every order is what walking its chain for ever finds', () => {
  fc.assert(
    fc.property(anyPaths, fc.constantFrom(1 as const, 2 as const, 3 as const), (paths, order) => {
      const { conversionRate, removals } = solveRemoval(paths, order)
      fc.pre(conversionRate !== null && conversionRate > 0)
      expect(conversionRate).toBeCloseTo(walk(paths, undefined, order), 9)
      for (const { channel, removalEffect } of removals) {
        expect(removalEffect).toBeCloseTo(1 - walk(paths, channel, order) / (conversionRate ?? 1), 9)
      }
    }),
    { numRuns: 25 },
  )
})

test('the chain converts as often as its paths did, at every order', () => {
  fc.assert(
    fc.property(anyPaths, fc.constantFrom(1 as const, 2 as const, 3 as const), (paths, order) => {
      const [won, all] = paths.reduce(
        ([won, all], { conversions, nulls }) => [won + conversions, all + conversions + nulls],
        [0, 0],
      )
      const rate = solveRemoval(paths, order).conversionRate
      if (all === 0) expect(rate).toBeNull()
      else expect(rate).toBeCloseTo(won / all, 11)
    }),
  )
})

test('at order 1 repeats in a row change no effect', () => {
  fc.assert(
    fc.property(anyPaths, (paths) => {
      const collapsed = paths.map((one) => ({
        ...one,
        path: one.path.filter((channel, at) => channel !== one.path[at - 1]),
      }))
      const effects = (of: readonly ChannelPath[]) =>
        solveRemoval(of, 1).removals.map(({ removalEffect }) => removalEffect ?? 0)
      const [repeated, once] = [effects(paths), effects(collapsed)]
      repeated.forEach((effect, at) => expect(effect).toBeCloseTo(once[at] ?? NaN, 10))
    }),
  )
})

test('a chain in whose last digit rounding goes round for ever is solved all the same', () => {
  const { below } = toSeededLuck(30)
  const paths = Array.from({ length: 900 }, (): ChannelPath => {
    const path = Array.from({ length: 1 + below(8) }, () => `c${below(16)}`)
    return { path, conversions: below(3), nulls: below(9), valueMinor: 0 }
  })
  const { conversions, nulls } = sumPaths(paths)
  expect(solveRemoval(paths, 2).conversionRate).toBeCloseTo(conversions / (conversions + nulls), 12)
})
