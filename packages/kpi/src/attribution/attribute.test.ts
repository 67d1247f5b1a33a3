import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { attribute, ATTRIBUTION_MODELS } from './attribute.ts'
import type { AttributionModel, AttributionOptions } from './attribute.ts'
import { UNATTRIBUTED } from './channel-path.ts'
import type { ChannelPath } from './channel-path.ts'

const told = (path: string, rest: Partial<ChannelPath> = {}): ChannelPath => ({
  path: path === '' ? [] : path.split(' > '),
  conversions: 1,
  valueMinor: 100,
  nulls: 0,
  ...rest,
})

const credit = (
  model: AttributionModel,
  paths: readonly ChannelPath[],
  options?: Partial<AttributionOptions>,
) =>
  Object.fromEntries(
    attribute(paths, model, options).credits.map(({ channel, conversions }) => [channel, conversions]),
  )

const DAY_MS = 86_400_000

test.each<{ model: AttributionModel; path: string; is: Record<string, number>; why: string }>([
  { model: 'last', path: 'a > b', is: { a: 0, b: 1 }, why: 'who was last' },
  { model: 'last', path: 'a > direct', is: { a: 0, direct: 1 }, why: 'direct is a channel' },
  { model: 'last-non-direct', path: 'a > direct', is: { a: 1, direct: 0 }, why: 'unless passed over' },
  { model: 'last-non-direct', path: 'direct > direct', is: { direct: 1 }, why: 'nothing but direct' },
  { model: 'first', path: 'a > b', is: { a: 1, b: 0 }, why: 'who was first' },
  { model: 'linear', path: 'a > b > a', is: { a: 2 / 3, b: 1 / 3 }, why: 'per touch, not per channel' },
  { model: 'position', path: 'a', is: { a: 1 }, why: 'alone' },
  { model: 'position', path: 'a > b', is: { a: 0.5, b: 0.5 }, why: 'nobody between' },
  { model: 'position', path: 'a > b > c', is: { a: 0.4, b: 0.2, c: 0.4 }, why: 'one between' },
  {
    model: 'position',
    path: 'a > b > c > d',
    is: { a: 0.4, b: 0.1, c: 0.1, d: 0.4 },
    why: 'two share the 20 %',
  },
  { model: 'position', path: 'a > b > a', is: { a: 0.8, b: 0.2 }, why: 'one channel at both ends' },
  { model: 'shapley', path: 'a > b > a', is: { a: 0.5, b: 0.5 }, why: 'distinct channels share evenly' },
  { model: 'markov', path: 'a > b', is: { a: 0.5, b: 0.5 }, why: 'without either nobody arrives' },
])('$model gives $is for $path ($why)', ({ model, path, is }) => {
  expect(credit(model, [told(path)])).toEqual(
    Object.fromEntries(Object.entries(is).map(([channel, share]) => [channel, expect.closeTo(share, 12)])),
  )
})

test.each([
  { agesMs: [7 * DAY_MS, 0], a: 1 / 3, why: 'a half-life older is half' },
  { agesMs: [0, 0], a: 1 / 2, why: 'the same moment' },
  { agesMs: [70_000 * DAY_MS, 69_993 * DAY_MS], a: 1 / 3, why: 'weights that would vanish' },
  { agesMs: [7 * DAY_MS, -5], a: 1 / 3, why: 'a clock ahead counts as now' },
])('time decay gives the first of two touches $a ($why)', ({ agesMs, a }) => {
  expect(credit('time-decay', [told('a > b', { agesMs })])['a']).toBeCloseTo(a, 12)
})

test('without times, seven touches later weighs twice as much', () => {
  const path = ['a', 'x', 'x', 'x', 'x', 'x', 'x', 'b']
  const found = attribute([{ path, conversions: 1, valueMinor: 0, nulls: 0 }], 'time-decay')
  const of = (name: string) => found.credits.find(({ channel }) => channel === name)?.conversions ?? 0
  expect(of('b') / of('a')).toBeCloseTo(2, 12)
  expect(found.warnings).toEqual(['not-causal', 'no-times'])
})

test.each<{ model: AttributionModel; paths: ChannelPath[]; order?: 1 | 2; warnings: string[]; why: string }>([
  { model: 'last', paths: [told('a')], warnings: ['not-causal'], why: 'always' },
  {
    model: 'markov',
    paths: [told('a', { nulls: 1 })],
    warnings: ['not-causal', 'removal-ignores-repeats'],
    why: 'order 1',
  },
  { model: 'markov', order: 2, paths: [told('a', { nulls: 1 })], warnings: ['not-causal'], why: 'order 2' },
  {
    model: 'markov',
    paths: [told('a')],
    warnings: ['not-causal', 'removal-ignores-repeats', 'no-nulls'],
    why: 'p is 1',
  },
  { model: 'shapley-rate', paths: [told('a')], warnings: ['not-causal', 'no-nulls'], why: 'every rate is 1' },
  { model: 'last', paths: [told('')], warnings: ['not-causal', 'unattributed'], why: 'nobody was seen' },
])('$model warns of $warnings ($why)', ({ model, paths, order, warnings }) => {
  expect(attribute(paths, model, order === undefined ? {} : { order }).warnings).toEqual(warnings)
})

test.each(ATTRIBUTION_MODELS)('%s of nothing is nothing', (model) => {
  const totals = { conversions: 0, valueMinor: 0, nulls: 0 }
  expect(attribute([], model)).toMatchObject({ totals, credits: [] })
})

test.each(ATTRIBUTION_MODELS)('%s of paths that never converted gives everybody nothing', (model) => {
  const { credits } = attribute([told('a > b', { conversions: 0, valueMinor: 0, nulls: 9 })], model)
  expect(credits.map(({ conversions, valueMinor }) => [conversions, valueMinor])).toEqual([
    [0, 0],
    [0, 0],
  ])
})

test.each(ATTRIBUTION_MODELS)('%s never drops what nobody saw coming', (model) => {
  const { credits } = attribute([told('a'), told('', { conversions: 3, valueMinor: 7 })], model)
  expect(credits.at(-1)).toEqual({ channel: UNATTRIBUTED, conversions: 3, valueMinor: 7 })
})

test('a cent that cannot be halved goes to one of the two', () => {
  const { credits } = attribute([told('a > b', { valueMinor: 101 })], 'linear')
  expect(credits.map(({ valueMinor }) => valueMinor)).toEqual([51, 50])
})

const channel = fc.constantFrom('a', 'b', 'c', 'd', 'direct')
const anyPath: fc.Arbitrary<ChannelPath> = fc.record({
  path: fc.array(channel, { maxLength: 6 }),
  conversions: fc.nat({ max: 5 }),
  valueMinor: fc.integer({ min: -1_000, max: 1_000_000 }),
  nulls: fc.nat({ max: 9 }),
})
const anyPaths = fc.array(anyPath, { maxLength: 12 })
const anyModel = fc.constantFrom(...ATTRIBUTION_MODELS)
const anyOrder = fc.constantFrom(1 as const, 2 as const, 3 as const)

test('credits add up to the total, the value to the minor unit, whatever the model', () => {
  fc.assert(
    fc.property(anyPaths, anyModel, anyOrder, (paths, model, order) => {
      const { credits, totals } = attribute(paths, model, { order })
      const conversions = credits.reduce((sum, credit) => sum + credit.conversions, 0)
      expect(conversions).toBeCloseTo(totals.conversions, 9)
      const touched = credits.length > 0
      expect(credits.reduce((sum, { valueMinor }) => sum + valueMinor, 0)).toBe(
        touched ? totals.valueMinor : 0,
      )
    }),
  )
})

test('the order of the paths changes nothing', () => {
  fc.assert(
    fc.property(anyPaths, anyModel, anyOrder, (paths, model, order) => {
      expect(attribute(paths.toReversed(), model, { order })).toEqual(attribute(paths, model, { order }))
    }),
  )
})

test('one line or many, equal paths are the same', () => {
  fc.assert(
    fc.property(anyPath, anyPath, anyPaths, (one, other, rest) => {
      const twin = { ...other, path: one.path }
      const merged = {
        path: one.path,
        conversions: one.conversions + twin.conversions,
        valueMinor: one.valueMinor + twin.valueMinor,
        nulls: one.nulls + twin.nulls,
      }
      for (const model of ATTRIBUTION_MODELS) {
        expect(attribute([one, twin, ...rest], model)).toEqual(attribute([merged, ...rest], model))
      }
    }),
  )
})
