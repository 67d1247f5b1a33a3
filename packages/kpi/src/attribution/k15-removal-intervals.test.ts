import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChannelPath } from './channel-path.ts'
import { estimateRemoval } from './k15-removal-intervals.ts'

const told = (path: string, conversions: number, nulls: number): ChannelPath => ({
  path: path === '' ? [] : path.split(' > '),
  conversions,
  valueMinor: 0,
  nulls,
})

// Nobody meets both channels: RE(a) is a's part of the conversions, 0.8, and its error √(0.8 · 0.2 ÷ n).
test.each([
  { times: 1, n: 50, why: '1.96 · √(0.16 ÷ 50) = 0.111' },
  { times: 100, n: 5_000, why: '1.96 · √(0.16 ÷ 5,000) = 0.011' },
])('the effect of a separate channel is as sure as a share of $n conversions ($why)', ({ times, n }) => {
  const intervals = estimateRemoval([told('a', 40 * times, 60 * times), told('b', 10 * times, 90 * times)], 1)
  const half = 1.96 * Math.sqrt((0.8 * 0.2) / n)
  const of = (name: string) => intervals.get(name) ?? { lo: NaN, hi: NaN }
  expect(Math.abs(of('a').lo - (0.8 - half))).toBeLessThan(half / 5)
  expect(Math.abs(of('a').hi - (0.8 + half))).toBeLessThan(half / 5)
  expect(of('b').lo).toBeCloseTo(1 - of('a').hi, 12)
  expect(of('b').hi).toBeCloseTo(1 - of('a').lo, 12)
})

test.each<{ paths: ChannelPath[]; a: object | null | undefined; why: string }>([
  { paths: [], a: undefined, why: 'no paths' },
  { paths: [told('', 5, 0)], a: undefined, why: 'no touch' },
  { paths: [told('a', 1, 0)], a: null, why: 'one path cannot be drawn anew' },
  { paths: [told('a', 0, 90)], a: null, why: 'nothing to lose, ever' },
  { paths: [told('a', 9, 9)], a: { lo: 1, hi: 1, level: 0.95, method: 'bootstrap' }, why: 'on every path' },
])('the interval of a is $a ($why)', ({ paths, a }) => {
  expect(estimateRemoval(paths, 1).get('a')).toEqual(a)
})

const anyPaths = fc.array(
  fc.record({
    path: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 }),
    conversions: fc.nat({ max: 4 }),
    valueMinor: fc.constant(0),
    nulls: fc.nat({ max: 4 }),
  }),
  { maxLength: 5 },
)

test('intervals lie within 0 and 1, and neither order nor number of lines changes them', () => {
  fc.assert(
    fc.property(anyPaths, fc.constantFrom(1 as const, 2 as const), (paths, order) => {
      const found = estimateRemoval(paths, order)
      const halves = [...paths, ...paths].reverse()
      const doubled = paths.map((path) => ({
        ...path,
        conversions: path.conversions * 2,
        nulls: path.nulls * 2,
      }))
      expect(estimateRemoval(halves, order)).toEqual(estimateRemoval(doubled, order))
      for (const interval of found.values()) {
        expect(interval?.lo ?? 0).toBeGreaterThanOrEqual(0)
        expect(interval?.hi ?? 1).toBeLessThanOrEqual(1)
      }
    }),
    { numRuns: 8 },
  )
})

test('luck is the seed’s alone', () => {
  const paths = [told('a', 5, 6), told('a > b', 3, 9)]
  expect(estimateRemoval(paths, 1, { seed: 4 })).toEqual(estimateRemoval(paths, 1, { seed: 4 }))
  expect(estimateRemoval(paths, 1, { seed: 4 })).not.toEqual(estimateRemoval(paths, 1, { seed: 5 }))
})
