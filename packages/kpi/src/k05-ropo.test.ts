import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { MATCH_LEVELS } from '@periplo/model'
import type { Instant, OrderFact, Rollup, RollupDelta } from '@periplo/model'
import { toOrderDeltas } from './order-deltas.ts'
import { toOverlay } from './overlay.ts'
import { ROPO_WINDOWS } from './overlay-shape.ts'
import type { RopoTable } from './overlay-shape.ts'
import { recountRollups } from './recount.ts'
import { sumDeltas } from './sum-deltas.ts'
import { at, DAY_MS, HOUR_MS, SAMPLE_FRAME } from './testing/sample-journey.ts'

const { zone, journeyId } = SAMPLE_FRAME
const WINDOW = { from: '2026-03-01', to: '2026-05-01' }
const SETTLED = at('2026-12-01T00:00:00Z')
const SOLD_AT = at('2026-04-05T10:00:00+02:00')
const NO_RESEARCH = { any: null, category: null, sku: null }
const viewed = (before: Instant): OrderFact['research'] => ({ any: before, category: before, sku: null })

const PLAIN: OrderFact = {
  orderId: 'o1',
  personId: '0c0ffee0-0000-4000-8000-000000000003',
  occurredAt: SOLD_AT,
  identified: true,
  netMinor: 10_000,
  currency: 'EUR',
  skus: [],
  categories: [],
  storeId: null,
  research: NO_RESEARCH,
  journeyIds: [],
}

function read(orders: readonly Partial<OrderFact>[], asOf = SETTLED) {
  const entries = orders.map((order) => ({ kind: 'order', order: { ...PLAIN, ...order }, zone }) as const)
  return toOverlay({ frame: SAMPLE_FRAME, rollups: recountRollups(entries), window: WINDOW, asOf })
}

test('hand-worked: four orders, three identified, one of them with research', () => {
  const table = read([
    { research: viewed(SOLD_AT - 10 * DAY_MS), netMinor: 6_000 },
    { netMinor: 3_000 },
    { netMinor: 1_000 },
    { netMinor: 2_000, identified: false },
  ]).workspaceRopo
  const { orderRate, revenueShare, coverage } = table.category[30]
  expect(orderRate).toMatchObject({ numerator: 1, denominator: 3, n: 3, status: 'small_n' })
  expect(orderRate.interval).toEqual({ lo: 1 / 4, hi: 2 / 4, level: 1, method: 'bounds' })
  expect(revenueShare).toMatchObject({ value: 0.6, numerator: 6_000, denominator: 10_000, n: 3 })
  expect(revenueShare.interval).toMatchObject({ lo: 6_000 / 12_000, hi: 8_000 / 12_000 })
  expect(coverage).toMatchObject({ value: 0.75, numerator: 3, denominator: 4 })
  expect(table.category[7].orderRate.value).toBe(0)
  expect(table.sku[30].orderRate.value).toBe(0)
})

test.each([
  { research: SOLD_AT - 1, reached: [7, 14, 30, 90], why: 'a moment before' },
  { research: at('2026-03-29T10:00:00+02:00'), reached: [7, 14, 30, 90], why: 'exactly 7 civil days' },
  { research: at('2026-03-29T10:00:00+02:00') - 1, reached: [14, 30, 90], why: 'a moment over 7 days' },
  {
    research: at('2026-03-22T10:00:00+01:00'),
    reached: [14, 30, 90],
    why: '14 civil days over a clock change',
  },
  { research: at('2026-03-06T10:00:00+01:00') - 1, reached: [90], why: 'a moment over 30 days' },
  { research: SOLD_AT - 91 * DAY_MS, reached: [], why: 'over 90 days' },
  { research: SOLD_AT, reached: [], why: 'at the instant of the order' },
])('research is reached by look-backs of $reached days ($why)', ({ research, reached }) => {
  const { any } = read([{ research: { any: research, category: null, sku: null } }]).workspaceRopo
  expect(ROPO_WINDOWS.filter((days) => any[days].orderRate.value === 1)).toEqual(reached)
})

test.each([
  { orders: [], flags: ['no_data', 'small_n'], why: 'no orders' },
  { orders: [{ identified: false }], flags: ['no_data', 'estimated', 'small_n'], why: 'nobody known' },
  { orders: Array.from({ length: 30 }, () => ({})), flags: [], why: 'thirty known people' },
  {
    orders: Array.from({ length: 10 }, (_, index) => ({ identified: index < 3 })),
    flags: ['small_n'],
    why: '30 % known is enough',
  },
  {
    orders: Array.from({ length: 11 }, (_, index) => ({ identified: index < 3 })),
    flags: ['estimated', 'small_n'],
    why: 'under 30 % known',
  },
])('the order rate is flagged $flags ($why)', ({ orders, flags }) => {
  expect(read(orders).workspaceRopo.any[30].orderRate.flags).toEqual(flags)
})

test('orders count once they are settled; coverage is there at once', () => {
  const settledAt = at('2026-05-06T00:00:00+02:00')
  const early = read([{}], settledAt - 1).workspaceRopo.any[30]
  expect(early.orderRate).toMatchObject({ value: null, flags: ['no_data', 'immature', 'small_n'] })
  expect(early.coverage).toMatchObject({ value: 1, n: 1 })
  expect(read([{}], settledAt).workspaceRopo.any[30].orderRate).toMatchObject({ value: 0, n: 1 })
})

test('orders in another currency, or in none, keep out of the revenue share and make it an estimate', () => {
  const research = viewed(SOLD_AT - HOUR_MS)
  const { revenueShare, orderRate } = read([
    { netMinor: 4_000 },
    { netMinor: 6_000, research },
    { netMinor: 9_999, currency: 'USD', research },
    { netMinor: 0, currency: 'XXX' },
  ]).workspaceRopo.any[7]
  expect(revenueShare).toMatchObject({ value: 0.6, n: 2, status: 'estimated' })
  expect(orderRate).toMatchObject({ value: 0.5, n: 4, status: 'small_n' })
})

test('no currency is never the reporting currency, however many orders lack one', () => {
  const unpriced = { netMinor: 0, currency: 'XXX' }
  const { revenueShare } = read([unpriced, unpriced, unpriced, { netMinor: 500 }]).workspaceRopo.any[7]
  expect(revenueShare).toMatchObject({ value: 0, denominator: 500, n: 1, status: 'estimated' })
})

test('a full refund takes the revenue and leaves the order', () => {
  const { orderRate, revenueShare } = read([{ netMinor: 0 }]).workspaceRopo.any[7]
  expect(orderRate).toMatchObject({ value: 0, n: 1 })
  expect(revenueShare).toMatchObject({ value: null, status: 'no_data', interval: null })
})

test('a journey sees the orders of people who had entered it, the workspace sees all', () => {
  const overlay = read([{ journeyIds: [journeyId, journeyId] }, { journeyIds: ['another'] }, {}])
  expect(overlay.ropo.any[30].orderRate.n).toBe(1)
  expect(overlay.workspaceRopo.any[30].orderRate.n).toBe(3)
})

const instants = fc.option(fc.integer({ min: 1, max: 95 * 24 }).map((hours) => SOLD_AT - hours * HOUR_MS))
const anyOrder: fc.Arbitrary<OrderFact> = fc.record({
  orderId: fc.constant('o1'),
  personId: fc.constant(PLAIN.personId),
  occurredAt: fc.constantFrom(SOLD_AT, SOLD_AT - 20 * DAY_MS),
  identified: fc.boolean(),
  netMinor: fc.nat(10_000),
  currency: fc.constantFrom('EUR', 'USD'),
  skus: fc.constant([]),
  categories: fc.constant([]),
  storeId: fc.constant(null),
  research: fc.record({ any: instants, category: instants, sku: instants }),
  journeyIds: fc.constantFrom([], [journeyId]),
})

test('rewriting an order ends where counting it afresh would have', () => {
  fc.assert(
    fc.property(fc.array(anyOrder, { minLength: 1 }), (editions) => {
      const deltas = editions.flatMap((after, index): readonly RollupDelta[] =>
        toOrderDeltas({ before: editions[index - 1] ?? null, after, zone }),
      )
      const last = editions.at(-1) ?? null
      expect(sumDeltas(deltas)).toEqual(toOrderDeltas({ before: null, after: last, zone }))
      expect(sumDeltas([...deltas, ...toOrderDeltas({ before: last, after: null, zone })])).toEqual([])
    }),
  )
})

const cells = (table: RopoTable) =>
  MATCH_LEVELS.flatMap((level) => ROPO_WINDOWS.map((days) => table[level][days]))

test('every rate lies between its bounds, and a longer look-back never lowers it', () => {
  fc.assert(
    fc.property(fc.array(anyOrder), (orders) => {
      const rollups: readonly Rollup[] = recountRollups(
        orders.map((order) => ({ kind: 'order', order, zone })),
      )
      const { workspaceRopo } = toOverlay({ frame: SAMPLE_FRAME, rollups, window: WINDOW, asOf: SETTLED })
      for (const { value, interval } of cells(workspaceRopo).flatMap((c) => [c.orderRate, c.revenueShare])) {
        if (value === null || !interval) continue
        expect(value).toBeGreaterThanOrEqual(interval.lo - 1e-12)
        expect(value).toBeLessThanOrEqual(interval.hi + 1e-12)
      }
      const rates = ROPO_WINDOWS.map((days) => workspaceRopo.any[days].orderRate.value ?? 0)
      expect(rates).toEqual(rates.toSorted((a, b) => a - b))
    }),
  )
})
