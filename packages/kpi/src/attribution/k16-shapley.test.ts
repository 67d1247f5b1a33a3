import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChannelPath } from './channel-path.ts'
import { shareConversions, shareRate } from './k16-shapley.ts'

const LUCK = { seed: 1, samples: 4_000 }
const anyPaths = fc.array(
  fc.record({
    path: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 5 }),
    conversions: fc.nat({ max: 5 }),
    valueMinor: fc.constant(0),
    nulls: fc.nat({ max: 5 }),
  }),
  { maxLength: 10 },
)

/** The definition itself: the mean over every order of what the channel adds when it joins. */
function enumerate(paths: readonly ChannelPath[], worth: (inside: readonly ChannelPath[]) => number) {
  const channels = [...new Set(paths.flatMap(({ path }) => path))].sort()
  const of = (set: readonly string[]) =>
    worth(paths.filter(({ path }) => path.length > 0 && path.every((channel) => set.includes(channel))))
  const orders = permute(channels)
  return channels.map((channel) => {
    const gains = orders.map((order) => {
      const before = order.slice(0, order.indexOf(channel))
      return of([...before, channel]) - of(before)
    })
    return { channel, value: gains.reduce((a, b) => a + b, 0) / orders.length }
  })
}

function permute(items: readonly string[]): readonly (readonly string[])[] {
  if (items.length === 0) return [[]]
  return items.flatMap((item) =>
    permute(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  )
}

const sum = (paths: readonly ChannelPath[], of: (path: ChannelPath) => number) =>
  paths.reduce((total, path) => total + of(path), 0)

test('the closed form is the definition, by enumeration', () => {
  fc.assert(
    fc.property(anyPaths, (paths) => {
      const won = (inside: readonly ChannelPath[]) => sum(inside, ({ conversions }) => conversions)
      const expected = enumerate(paths, won)
      expect(shareConversions(paths)).toEqual(
        expected.map(({ channel, value }) => ({ channel, value: expect.closeTo(value, 9), interval: null })),
      )
    }),
  )
})

test('rates over all sets are the definition, by enumeration', () => {
  fc.assert(
    fc.property(anyPaths, (paths) => {
      const rate = (inside: readonly ChannelPath[]) => {
        const all = sum(inside, ({ conversions, nulls }) => conversions + nulls)
        return all > 0 ? sum(inside, ({ conversions }) => conversions) / all : 0
      }
      const expected = enumerate(paths, rate)
      expect(shareRate(paths, LUCK)).toEqual(
        expected.map(({ channel, value }) => ({ channel, value: expect.closeTo(value, 9), interval: null })),
      )
    }),
  )
})

test('the value of a coalition everybody is needed for is shared evenly', () => {
  const path = ['x', 'y', 'z', 'y']
  const values = shareConversions([{ path, conversions: 6, valueMinor: 0, nulls: 0 }])
  expect(values.map(({ value }) => value)).toEqual([2, 2, 2])
})

test('above twelve channels rates are sampled: sums hold, and intervals hold what is known as often as they say', () => {
  // Each channel alone, all alike but the last: by symmetry the first twelve are worth the same.
  const paths = Array.from({ length: 13 }, (_, at) => ({
    path: [`c${String(at).padStart(2, '0')}`],
    conversions: at === 12 ? 8 : 2,
    valueMinor: 0,
    nulls: at === 12 ? 2 : 8,
  }))
  const values = shareRate(paths, LUCK)
  expect(values.reduce((total, { value }) => total + value, 0)).toBeCloseTo(32 / 130, 12)
  // v({c}) = 0.2 or 0.8; v(S) = (2·|S| + 6·[last in S]) / 10·|S|. The last one's mean gain over its places:
  const gains = Array.from({ length: 13 }, (_, before) =>
    before === 0 ? 0.8 : (2 * before + 8) / (10 * before + 10) - 0.2,
  )
  const last = gains.reduce((a, b) => a + b, 0) / 13
  const holding = Array.from({ length: 200 }, (_, seed) => {
    const interval = shareRate(paths, { seed, samples: 500 }).at(-1)?.interval
    return interval ? interval.lo < last && last < interval.hi : false
  }).filter((holds) => holds)
  expect(holding.length).toBeGreaterThan(200 * 0.9)
  expect(holding.length).toBeLessThan(200)
  expect(shareRate(paths, LUCK)).toEqual(values)
  expect(shareRate(paths, { ...LUCK, seed: 2 })).not.toEqual(values)
})

test('a channel that lowers the rate gets less than nothing', () => {
  const paths = [
    { path: ['good'], conversions: 5, valueMinor: 0, nulls: 5 },
    { path: ['bad', 'good'], conversions: 0, valueMinor: 0, nulls: 10 },
  ]
  const [bad, good] = shareRate(paths, LUCK)
  // v(good) = 0.5, v(bad) = 0, v(both) = 0.25.
  expect(bad?.value).toBeCloseTo(-0.125, 12)
  expect(good?.value).toBeCloseTo(0.375, 12)
})
