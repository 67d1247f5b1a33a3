import { expect, test } from 'vitest'
import { at } from '../testing/sample-journey.ts'
import { askCells, tellMerge, tellRate, tellRefusal, toUnchangingRows } from '../testing/fixture-list.ts'
import type { FixtureTable } from '../testing/fixture-list.ts'
import type { Told } from '../testing/tell-log.ts'
import { ORDER_FROM_LOG } from './from-log.ts'

// Ana sees it in the shop and buys online, Ben buys online, Dan at the till, Eva looks; each figure is worked by hand.

type Id = keyof typeof ORDER_FROM_LOG

const did = ([user, event]: readonly [string, string], when: string, rest: Partial<Told> = {}): Told => ({
  event,
  at: when,
  user,
  ...rest,
})
const bought = (user: string, id: string, rest: Partial<Told> & { readonly how?: string } = {}): Told => {
  const { how, ...told } = rest
  const properties = { order_id: id, ...(how !== undefined && { fulfilment: how }) }
  return { ...did([user, 'Order Completed'], '2026-11-10T10:00:00Z', told), properties }
}
const gaveBack = (user: string, id: string, amount?: number): Told => ({
  ...did([user, 'Order Refunded'], '2026-11-20T10:00:00Z'),
  properties: { order_id: id },
  ...(amount !== undefined && { amount }),
})

const ANA: readonly Told[] = [
  did(['ana', 'Store Visit Recorded'], '2026-11-02T10:00:00Z', { channel: 'store' }),
  did(['ana', 'Stock Checked'], '2026-11-09T10:00:00Z', { properties: { available: false } }),
  bought('ana', 'o1', { amount: 10_000, how: 'bopis' }),
]
const STORY: readonly Told[] = [
  ...ANA,
  did(['ben', 'Stock Checked'], '2026-11-09T10:00:00Z', { properties: { available: true } }),
  bought('ben', 'o2', { amount: 20_000, how: 'ship_from_store' }),
  bought('dan', 'o3', { amount: 6_000, channel: 'pos' }),
  gaveBack('dan', 'o3', 1_000),
  did(['eva', 'Page Viewed'], '2026-11-12T10:00:00Z'),
]
const SETTLING: ReadonlySet<string> = new Set(['Order Completed', 'Order Refunded'])
/** The story on one day: what leads up at its first instant, orders and returns in its last second. */
const toDay = (first: string, last: string): readonly Told[] =>
  STORY.map((one) => ({ ...one, at: SETTLING.has(one.event) ? last : first }))

const NOTHING = {
  'reverse-ropo-orders': null,
  'reverse-ropo-revenue': null,
  'click-and-collect': null,
  'ship-from-store': null,
  'cross-channel-returns': null,
  'stock-outs': null,
  'omnichannel-conversion': null,
  'omnichannel-lift': null,
  'omnichannel-lift-matched': null,
  'average-order-value': null,
  'median-order-value': null,
  'capped-order-value': null,
  'unpriced-orders': null,
} as const satisfies Record<Id, null>

const USUAL = {
  'reverse-ropo-orders': 1 / 2, // Ana of two online
  'reverse-ropo-revenue': 10_000 / 30_000,
  'click-and-collect': 1 / 2,
  'ship-from-store': 1 / 2,
  'cross-channel-returns': 1, // Dan bought at the till and gave back online
  'stock-outs': 1 / 2,
  'omnichannel-conversion': 3 / 4, // all but Eva
  'omnichannel-lift': 1 - 2 / 3, // Ana; of Ben, Dan and Eva two
  'omnichannel-lift-matched': 0, // two or three touches: Ana and Ben, and both bought
  'average-order-value': 35_000 / 3,
  'median-order-value': 10_000,
  'capped-order-value': (5_000 + 10_000 + 19_980) / 3, // the 99.9 % quantile lies 0.998 of the way to the last
  'unpriced-orders': 0,
} as const satisfies Record<Id, number>

const ROWS: FixtureTable<Id> = {
  ...toUnchangingRows<Id>({
    story: STORY,
    is: USUAL,
    nothing: NOTHING,
    late: ({ user }) => user === 'ben',
    parted: ['ana', 'ben'],
  }),
  'denominator 0': {
    told: [
      bought('ana', 'o0', { amount: 10_000, at: '2026-10-10T10:00:00Z' }),
      gaveBack('ana', 'of nobody knows what', 500),
      { event: 'Stock Checked', at: '2026-11-09T10:00:00Z' },
      did(['ana', 'Email Delivered'], '2026-11-09T10:00:00Z', { channel: 'email' }),
    ],
    is: NOTHING,
    why: 'bought before the window, returned what is not known, checked without an answer, touched by nobody',
  },
  'one person': {
    told: ANA,
    is: {
      ...NOTHING,
      'reverse-ropo-orders': 1,
      'reverse-ropo-revenue': 1,
      'click-and-collect': 1,
      'ship-from-store': 0,
      'stock-outs': 1,
      'omnichannel-conversion': 1,
      'average-order-value': 10_000,
      'median-order-value': 10_000,
      'capped-order-value': 10_000,
      'unpriced-orders': 0,
    },
    why: 'Ana alone: nobody to compare her with, and no return',
  },
  're-entry': {
    told: [...STORY, bought('ben', 'o4', { amount: 3_000, at: '2026-11-20T10:00:00Z' })],
    is: {
      ...USUAL,
      'reverse-ropo-orders': 1 / 3,
      'reverse-ropo-revenue': 10_000 / 33_000,
      'click-and-collect': 1 / 3,
      'ship-from-store': 1 / 3,
      'average-order-value': 38_000 / 4,
      'median-order-value': 7_500,
      'capped-order-value': (3_000 + 5_000 + 10_000 + 19_970) / 4,
    },
    why: 'Ben buys again: another order, the same person',
  },
  'full refund': {
    told: [...STORY, gaveBack('ana', 'o1')],
    is: {
      ...USUAL,
      'reverse-ropo-revenue': 0,
      'cross-channel-returns': 1 / 2,
      'average-order-value': 12_500,
      'median-order-value': 12_500,
      'capped-order-value': (5_000 + 19_985) / 2,
    },
    why: 'Ana’s order stays one where orders or persons count, and is worth nothing',
  },
  'partial refund': {
    told: [...STORY, gaveBack('ana', 'o1', 4_000)],
    is: {
      ...USUAL,
      'reverse-ropo-revenue': 6_000 / 26_000,
      'cross-channel-returns': 1 / 2,
      'average-order-value': 31_000 / 3,
      'median-order-value': 6_000,
      'capped-order-value': (5_000 + 6_000 + 19_972) / 3,
    },
    why: 'only revenue is less',
  },
  'two currencies, one without a rate': {
    told: [
      ...STORY,
      tellRate('2026-11-13', 0.5),
      bought('ben', 'o5', { amount: 4_000, currency: 'USD', at: '2026-11-13T10:00:00Z' }),
      bought('ben', 'o6', { amount: 9_000, currency: 'GBP', at: '2026-11-14T10:00:00Z' }),
    ],
    is: {
      ...USUAL,
      'reverse-ropo-orders': 1 / 4,
      'reverse-ropo-revenue': [10_000 / 32_000, 'estimated'],
      'click-and-collect': 1 / 4,
      'ship-from-store': 1 / 4,
      'omnichannel-lift-matched': null, // Ben has four touches now, and Ana is alone with three
      'average-order-value': [37_000 / 4, 'estimated'],
      'median-order-value': [7_500, 'estimated'],
      'capped-order-value': [(2_000 + 5_000 + 10_000 + 19_970) / 4, 'estimated'],
      'unpriced-orders': 1 / 5,
    },
    why: '40 dollars are 20 euros; 90 pounds count as an order, and as no money',
  },
  'day of 25 hours': {
    told: [
      ...toDay('2026-10-24T22:00:00Z', '2026-10-25T22:59:59Z'),
      bought('eva', 'o7', { amount: 50_000, at: '2026-10-25T23:00:00Z' }),
      did(['eva', 'Stock Checked'], '2026-10-25T23:00:00Z', { properties: { available: false } }),
    ],
    settings: { window: { from: at('2026-10-24T22:00:00Z'), to: at('2026-10-25T23:00:00Z') } },
    is: USUAL,
    why: 'from its first instant to its last second; what comes then is the next day’s',
  },
  'day of 23 hours': {
    told: [
      ...toDay('2026-03-28T23:00:00Z', '2026-03-29T21:59:59Z'),
      bought('eva', 'o7', { amount: 50_000, at: '2026-03-29T22:00:00Z' }),
      did(['eva', 'Stock Checked'], '2026-03-29T22:00:00Z', { properties: { available: false } }),
    ],
    settings: { window: { from: at('2026-03-28T23:00:00Z'), to: at('2026-03-29T22:00:00Z') } },
    is: USUAL,
    why: 'from its first instant to its last second; what comes then is the next day’s',
  },
  merge: {
    told: [...STORY, ...tellMerge(['ana', 'ben'], 'for good')],
    is: {
      ...USUAL,
      'reverse-ropo-orders': 1,
      'reverse-ropo-revenue': 1,
      'omnichannel-conversion': 2 / 3,
      'omnichannel-lift': 1 - 1 / 2,
      'omnichannel-lift-matched': null, // with five touches there is nobody else
    },
    why: 'Ana and Ben are one, who was in the shop before both orders',
  },
  'consent withdrawn': {
    told: [tellRefusal('ana'), ...STORY],
    is: {
      ...USUAL,
      'reverse-ropo-orders': 0,
      'reverse-ropo-revenue': 0,
      'omnichannel-conversion': 2 / 3,
      'omnichannel-lift': null,
      'omnichannel-lift-matched': null,
    },
    why: 'Ana’s order is still an order, and nobody’s',
  },
}

test.each(askCells(ORDER_FROM_LOG, ROWS))('$row: $id is $value, $status ($why)', ({ ask, value, status }) => {
  expect(ask()).toEqual({ value, status })
})
