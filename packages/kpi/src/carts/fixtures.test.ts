import { expect, test } from 'vitest'
import { at } from '../testing/sample-journey.ts'
import { askCells, tellMerge, tellRate, tellRefusal, toUnchangingRows } from '../testing/fixture-list.ts'
import type { FixtureTable } from '../testing/fixture-list.ts'
import type { Told } from '../testing/tell-log.ts'
import { CART_FROM_LOG } from './from-log.ts'

// Ana’s payment fails; she is reminded, and buys two days later for 50.00. Ben, of the holdout, leaves his cart for good.
// Eva goes to the checkout and buys.

type Id = keyof typeof CART_FROM_LOG

/** When carts are filled, when Ana is reminded, when she buys after all, and when Ben would, too late. */
interface Days {
  readonly assigned: string
  readonly filled: string
  readonly reminded: string
  readonly bought: string
  readonly late: string | null
}
const NOVEMBER: Days = {
  assigned: '2026-11-01T10:00:00Z',
  filled: '2026-11-10T10:00:00Z',
  reminded: '2026-11-11T12:00:00Z',
  bought: '2026-11-12T10:00:00Z',
  late: null,
}
const did = ([user, event]: readonly [string, string], when: string, rest: Partial<Told> = {}): Told => ({
  event,
  at: when,
  user,
  properties: { cart_id: user, sku: user },
  ...rest,
})
const bought = (user: string, when: string, rest: Partial<Told> = {}): Told =>
  did([user, 'Order Completed'], when, {
    amount: 5_000,
    properties: { order_id: user, products: [{ sku: user }] },
    ...rest,
  })
const assigned = (user: string, arm: string, when: string): Told =>
  did([user, 'Assignment Made'], when, { properties: { experiment_id: 'cart-reminder', arm } })
const gaveBack = (amount?: number): Told =>
  did(['ana', 'Order Refunded'], '2026-11-14T10:00:00Z', { properties: { order_id: 'ana' }, amount })

const tellAna = (days: Days): readonly Told[] => [
  assigned('ana', 'remind', days.assigned),
  did(['ana', 'Product Added'], days.filled),
  did(['ana', 'Checkout Started'], days.filled, { step: 1 }),
  did(['ana', 'Payment Failed'], days.filled, { step: 2 }),
  did(['ana', 'Email Delivered'], days.reminded, {
    channel: 'email',
    properties: { purpose: 'cart_recovery' },
  }),
  bought('ana', days.bought),
]
const tellStory = (days: Days): readonly Told[] => [
  ...tellAna(days),
  assigned('ben', 'holdout', days.assigned),
  did(['ben', 'Product Added'], days.filled),
  ...(days.late === null ? [] : [bought('ben', days.late)]),
  did(['eva', 'Product Added'], days.filled),
  did(['eva', 'Checkout Started'], days.filled, { step: 1 }),
  bought('eva', days.filled, { step: 2 }),
]
const STORY = tellStory(NOVEMBER)

const NOTHING = {
  'cart-abandonment': null,
  'checkout-abandonment': null,
  'cart-recovery': null,
  'cart-recovery-reminded': null,
  'cart-recovery-incremental': null,
  'cart-recovered-revenue': null,
  'cart-obstacles': null,
} as const satisfies Record<Id, null>
const USUAL = {
  'cart-abandonment': 2 / 3,
  'checkout-abandonment': 1 / 2, // Ana’s, not Eva’s
  'cart-recovery': 1 / 2,
  'cart-recovery-reminded': 1 / 2,
  'cart-recovery-incremental': 1, // Ana of one, less nobody of one
  'cart-recovered-revenue': 5_000,
  'cart-obstacles': 1 / 2,
} as const satisfies Record<Id, number>

const ROWS: FixtureTable<Id> = {
  ...toUnchangingRows<Id>({
    story: STORY,
    is: USUAL,
    nothing: NOTHING,
    late: ({ event }) => event === 'Order Completed',
    parted: ['ana', 'ben'],
  }),
  'denominator 0': {
    told: [
      did(['ana', 'Product Added'], NOVEMBER.filled),
      did(['ana', 'Product Removed'], NOVEMBER.reminded),
      did(['ben', 'Product Added'], '2026-10-10T10:00:00Z'),
    ],
    is: NOTHING,
    why: 'a cart that was emptied is none, and one begun before the window not of it',
  },
  'one person': {
    told: tellAna(NOVEMBER),
    is: {
      'cart-abandonment': 1,
      'checkout-abandonment': 1,
      'cart-recovery': 1,
      'cart-recovery-reminded': 1,
      'cart-recovery-incremental': null,
      'cart-recovered-revenue': 5_000,
      'cart-obstacles': 1,
    },
    why: 'Ana alone: no holdout to compare her with',
  },
  're-entry': {
    told: [
      ...STORY,
      did(['ben', 'Product Added'], '2026-11-20T10:00:00Z', { properties: { cart_id: 'again', sku: 'ben' } }),
      bought('ben', '2026-11-20T11:00:00Z'),
    ],
    is: { ...USUAL, 'cart-abandonment': 2 / 4 },
    why: 'Ben fills another cart ten days later, and buys: too late for the first, in time for the second',
  },
  'full refund': {
    told: [...STORY, gaveBack()],
    is: { ...USUAL, 'cart-recovered-revenue': 0 },
    why: 'recovered, and worth nothing',
  },
  'partial refund': {
    told: [...STORY, gaveBack(2_000)],
    is: { ...USUAL, 'cart-recovered-revenue': 3_000 },
    why: 'only revenue is less',
  },
  'two currencies, one without a rate': {
    told: [
      tellRate('2026-11-12', 0.5),
      ...tellStory(NOVEMBER).map((one) =>
        one.user === 'ana' && one.amount !== undefined ? { ...one, currency: 'USD' } : one,
      ),
      bought('ben', NOVEMBER.bought, { currency: 'GBP' }),
    ],
    is: {
      ...USUAL,
      'cart-recovery': 1,
      'cart-recovery-incremental': 1 - 1,
      'cart-recovered-revenue': [2_500, 'estimated'],
    },
    why: '50 dollars are 25 euros; Ben buys in pounds, which recovers his cart and is money unknown',
  },
  'day of 25 hours': {
    told: tellStory({
      assigned: '2026-10-02T10:00:00Z',
      filled: '2026-10-20T10:00:00Z',
      reminded: '2026-10-21T12:00:00Z',
      bought: '2026-10-28T11:00:00Z',
      late: '2026-10-28T11:00:01Z',
    }),
    settings: { window: { from: at('2026-09-30T22:00:00Z'), to: at('2026-10-31T23:00:00Z') } },
    is: USUAL,
    why: '24 hours, then 7 civil days that hold an hour more; their end counts, a second later does not',
  },
  'day of 23 hours': {
    told: tellStory({
      assigned: '2026-03-02T10:00:00Z',
      filled: '2026-03-25T10:00:00Z',
      reminded: '2026-03-26T12:00:00Z',
      bought: '2026-04-02T09:00:00Z',
      late: '2026-04-02T09:00:01Z',
    }),
    settings: { window: { from: at('2026-02-28T23:00:00Z'), to: at('2026-03-31T22:00:00Z') } },
    is: USUAL,
    why: '24 hours, then 7 civil days that hold an hour less; a second later is too late although 168 hours are not over',
  },
  merge: {
    told: [...STORY, ...tellMerge(['ana', 'ben'], 'for good')],
    is: { ...USUAL, 'cart-recovery-incremental': null },
    why: 'two carts of one person, who bought what was in one of them, and is in two arms, so in neither',
  },
  'consent withdrawn': {
    told: [tellRefusal('ben'), ...STORY],
    is: { ...USUAL, 'cart-recovery-incremental': null },
    why: 'Ben’s cart is known by its id alone, and the holdout is empty',
  },
}

test.each(askCells(CART_FROM_LOG, ROWS))('$row: $id is $value, $status ($why)', ({ ask, value, status }) => {
  expect(ask()).toEqual({ value, status })
})
