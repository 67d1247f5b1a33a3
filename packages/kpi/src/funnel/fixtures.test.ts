import { expect, test } from 'vitest'
import { at } from '../testing/sample-journey.ts'
import { askCells, tellMerge, tellRate, tellRefusal, toUnchangingRows } from '../testing/fixture-list.ts'
import type { FixtureTable } from '../testing/fixture-list.ts'
import type { Told } from '../testing/tell-log.ts'
import { FUNNEL_FROM_LOG } from './from-log.ts'

// Ana goes from looking to buying in 26 hours, Ben stops at the cart, Eva only looks.

type Id = keyof typeof FUNNEL_FROM_LOG

const HOUR_MS = 3_600_000
const did = ([user, event]: readonly [string, string], when: string, rest: Partial<Told> = {}): Told => ({
  event,
  at: when,
  user,
  ...rest,
})
const ANA: readonly Told[] = [
  did(['ana', 'Product Viewed'], '2026-11-02T09:00:00Z'),
  did(['ana', 'Product Added'], '2026-11-02T10:00:00Z'),
  did(['ana', 'Checkout Started'], '2026-11-03T09:00:00Z'),
  did(['ana', 'Order Completed'], '2026-11-03T11:00:00Z', { amount: 5_000, properties: { order_id: 'o1' } }),
]
const STORY: readonly Told[] = [
  ...ANA,
  did(['ben', 'Product Viewed'], '2026-11-02T09:00:00Z'),
  did(['ben', 'Product Added'], '2026-11-02T10:00:00Z'),
  did(['eva', 'Product Viewed'], '2026-11-02T09:00:00Z'),
]
const REFUND = did(['ana', 'Order Refunded'], '2026-11-05T10:00:00Z', { properties: { order_id: 'o1' } })
const NOTHING = { 'shopping-funnel': null, 'shopping-funnel-time': null } as const satisfies Record<Id, null>
const USUAL = { 'shopping-funnel': 1 / 3, 'shopping-funnel-time': 26 * HOUR_MS } as const
const toMoment = (story: readonly Told[], when: string): readonly Told[] =>
  story.map((one) => ({ ...one, at: when }))

const ROWS: FixtureTable<Id> = {
  ...toUnchangingRows<Id>({
    story: STORY,
    is: USUAL,
    nothing: NOTHING,
    late: ({ event }) => event === 'Order Completed',
    parted: ['ben', 'eva'],
  }),
  'denominator 0': {
    told: [
      did(['ana', 'Product Viewed'], '2026-10-02T09:00:00Z'),
      did(['ana', 'Product Viewed'], '2026-11-02T09:00:00Z'),
      did(['ben', 'Order Completed'], '2026-11-02T09:00:00Z'),
    ],
    is: NOTHING,
    why: 'Ana had looked before the window, and Ben never did',
  },
  'one person': { told: ANA, is: { ...USUAL, 'shopping-funnel': 1 }, why: 'Ana alone' },
  're-entry': {
    told: [
      ...STORY,
      did(['eva', 'Product Viewed'], '2026-11-20T09:00:00Z'),
      did(['eva', 'Product Added'], '2026-11-20T09:30:00Z'),
      did(['eva', 'Checkout Started'], '2026-11-20T10:00:00Z'),
      did(['eva', 'Order Completed'], '2026-11-20T11:00:00Z'),
    ],
    is: { 'shopping-funnel': 2 / 3, 'shopping-funnel-time': 14 * HOUR_MS },
    why: 'Eva tries again and gets through in two hours: a person once, by their best attempt',
  },
  'full refund': { told: [...STORY, REFUND], is: USUAL, why: 'who gave it back had bought' },
  'partial refund': {
    told: [...STORY, { ...REFUND, amount: 1_000 }],
    is: USUAL,
    why: 'so had who gave back a part',
  },
  'two currencies, one without a rate': {
    told: [
      tellRate('2026-11-03', 0.5),
      ...STORY.map((one) => (one.amount === undefined ? one : { ...one, currency: 'USD' })),
      did(['ben', 'Checkout Started'], '2026-11-02T11:00:00Z'),
      did(['ben', 'Order Completed'], '2026-11-02T12:00:00Z', { amount: 900, currency: 'GBP' }),
    ],
    is: { 'shopping-funnel': 2 / 3, 'shopping-funnel-time': 14.5 * HOUR_MS },
    why: 'a funnel counts that somebody bought, whatever it is worth: 26 hours and 3',
  },
  'day of 25 hours': {
    told: [
      ...toMoment(STORY, '2026-10-11T10:00:00+02:00').filter(({ event }) => event !== 'Order Completed'),
      did(['ana', 'Order Completed'], '2026-10-25T10:00:00+01:00'),
      did(['ben', 'Checkout Started'], '2026-10-25T10:00:00+01:00'),
      did(['ben', 'Order Completed'], '2026-10-25T10:00:01+01:00'),
    ],
    settings: { window: { from: at('2026-09-30T22:00:00Z'), to: at('2026-10-31T23:00:00Z') } },
    is: { 'shopping-funnel': 1 / 3, 'shopping-funnel-time': (14 * 24 + 1) * HOUR_MS },
    why: '14 civil days hold an hour more; their last moment counts, a second later does not',
  },
  'day of 23 hours': {
    told: [
      ...toMoment(STORY, '2026-03-15T10:00:00+01:00').filter(({ event }) => event !== 'Order Completed'),
      did(['ana', 'Order Completed'], '2026-03-29T10:00:00+02:00'),
      did(['ben', 'Checkout Started'], '2026-03-29T10:00:00+02:00'),
      did(['ben', 'Order Completed'], '2026-03-29T10:00:01+02:00'),
    ],
    settings: { window: { from: at('2026-02-28T23:00:00Z'), to: at('2026-03-31T22:00:00Z') } },
    is: { 'shopping-funnel': 1 / 3, 'shopping-funnel-time': (14 * 24 - 1) * HOUR_MS },
    why: '14 civil days hold an hour less; a second later is too late although 336 hours are not over',
  },
  merge: {
    told: [...STORY, ...tellMerge(['ben', 'eva'], 'for good')],
    is: { ...USUAL, 'shopping-funnel': 1 / 2 },
    why: 'Ben and Eva are one',
  },
  'consent withdrawn': {
    told: [tellRefusal('ana'), ...STORY],
    is: { 'shopping-funnel': 0, 'shopping-funnel-time': null },
    why: 'Ana is not counted; Ben and Eva did not buy',
  },
}

test.each(askCells(FUNNEL_FROM_LOG, ROWS))(
  '$row: $id is $value, $status ($why)',
  ({ ask, value, status }) => {
    expect(ask()).toEqual({ value, status })
  },
)
