import { expect, test } from 'vitest'
import { at } from '../testing/sample-journey.ts'
import { askCells, tellMerge, tellRate, tellRefusal, toUnchangingRows } from '../testing/fixture-list.ts'
import type { FixtureTable } from '../testing/fixture-list.ts'
import type { Told } from '../testing/tell-log.ts'
import { VALUE_FROM_LOG } from './from-log.ts'

// Ana, a member, comes by an advert, buys, and buys again a month later. Ben buys once. Eva buys once and comes back
// by e-mail and by a social advert. Zoe is a member and does nothing. 20.00 went to adverts, 10.00 to everything else.

/** What models are fitted for, likeness is needed for, or journeys cost has rows of its own beside this file. */
type Id = Exclude<
  keyof typeof VALUE_FROM_LOG,
  'clv-predicted' | 'buyers-alive' | 'retention-lift-matched' | 'cost-per-completed-journey'
>

/** First years are over. */
const LATER = { asOf: at('2028-01-31T23:00:00Z') }

const did = ([user, event]: readonly [string, string], when: string, rest: Partial<Told> = {}): Told => ({
  event,
  at: when.includes('T') ? when : `${when}T10:00:00Z`,
  user,
  ...rest,
})
const bought = (
  [user, amount]: readonly [string, number],
  when: string,
  rest: Partial<Told> & { readonly margin?: number } = {},
): Told => {
  const { margin, ...told } = rest
  return {
    ...did([user, 'Order Completed'], when, { amount, ...told }),
    properties: { order_id: `${user} ${amount} ${when}`, ...(margin !== undefined && { margin }) },
  }
}
const spent = (day: string): readonly Told[] => [
  {
    event: 'Ad Spend Reported',
    at: `${day}T10:00:00Z`,
    properties: { channel: 'paid_search', spend_minor: 2_000, currency: 'EUR', day },
  },
  {
    event: 'Cost Reported',
    at: `${day}T10:00:00Z`,
    properties: { scope: 'fixed', amount_minor: 1_000, currency: 'EUR' },
  },
]

/** When each part of the story happens. */
interface Days {
  readonly touch: string
  readonly order: string
  readonly again: string
  readonly costs: string
  readonly joined: string
  readonly visit: string
}
const NOVEMBER: Days = {
  touch: '2026-11-01',
  order: '2026-11-02',
  again: '2026-12-02',
  costs: '2026-11-15',
  joined: '2026-10-02',
  visit: '2026-11-05',
}

const tellAna = ({ touch, order, again, joined }: Days): readonly Told[] => [
  did(['ana', 'Loyalty Joined'], joined),
  did(['ana', 'Page Viewed'], touch, { channel: 'paid_search' }),
  bought(['ana', 10_000], order, { margin: 40 }),
  did(['ana', 'Points Earned'], order, { properties: { points: 100 } }),
  did(['ana', 'Points Redeemed'], order, { properties: { points: -30 } }),
  bought(['ana', 10_000], again, { margin: 40 }),
]
const tellStory = (days: Days): readonly Told[] => [
  ...tellAna(days),
  bought(['ben', 5_000], days.order, { margin: 20 }),
  bought(['eva', 2_000], days.order, { margin: 10 }),
  did(['eva', 'Page Viewed'], days.visit, { channel: 'email' }),
  did(['eva', 'Page Viewed'], days.visit, { channel: 'paid_social' }),
  did(['zoe', 'Loyalty Joined'], days.joined),
  ...spent(days.costs),
]
const STORY = tellStory(NOVEMBER)
const gaveBack = (amount?: number): Told =>
  did(['ana', 'Order Refunded'], '2026-11-20', {
    properties: { order_id: 'ana 10000 2026-11-02' },
    ...(amount !== undefined && { amount }),
  })

const NOTHING = {
  'clv-historic': null,
  'clv-breadth-gap': null,
  'acquisition-cost': null,
  'value-to-cost': null,
  'payback-months': null,
  'attributed-roi': null,
  'return-on-ad-spend': null,
  'active-members': null,
  'member-revenue': null,
  'points-burned': null,
  'member-spend': null,
  retention: null,
  'rolling-retention': null,
  'retention-lift': null,
} as const satisfies Record<Id, null>
const USUAL = {
  'clv-historic': 11_000 / 3, // 80.00, 20.00 and 10.00
  'clv-breadth-gap': 1_000 - 10_000 / 2, // Eva has three channels
  'acquisition-cost': 3_000 / 3,
  'value-to-cost': 11 / 3,
  'payback-months': 1, // (40.00 + 20.00 + 10.00) ÷ 3 is more than 10.00
  'attributed-roi': (7_000 - 3_000) / 3_000,
  'return-on-ad-spend': 10_000 / 2_000,
  'active-members': 1 / 2, // Ana, not Zoe
  'member-revenue': 10_000 / 17_000,
  'points-burned': 30 / 100,
  'member-spend': 10_000 / 3_500,
  retention: 1 / 3, // Ana bought in the next month
  'rolling-retention': 1 / 3,
  'retention-lift': 1 / 2 - 0, // of Ana and Eva, with several channels in November, Ana came again; Ben did not
} as const satisfies Record<Id, number>

const ROWS: FixtureTable<Id> = {
  ...toUnchangingRows<Id>({
    story: STORY,
    is: USUAL,
    nothing: NOTHING,
    late: ({ user }) => user === 'ana',
    parted: ['ana', 'ben'],
  }),
  'denominator 0': {
    told: [
      bought(['ben', 5_000], '2026-10-02', { margin: 20 }),
      did(['ben', 'Page Viewed'], '2026-11-02', { channel: 'paid_search' }),
    ],
    is: NOTHING,
    why: 'Ben had bought before, nothing is spent, and nobody is a member',
  },
  'one person': {
    told: [...tellAna(NOVEMBER), ...spent(NOVEMBER.costs)],
    is: {
      ...USUAL,
      'clv-historic': 8_000,
      'clv-breadth-gap': null,
      'acquisition-cost': 3_000,
      'value-to-cost': 8 / 3,
      'attributed-roi': 1 / 3,
      'active-members': 1,
      'member-revenue': 1,
      'member-spend': null,
      retention: 1,
      'rolling-retention': 1,
      'retention-lift': null,
    },
    why: 'Ana alone: nobody to compare her with',
  },
  're-entry': {
    told: [...STORY, bought(['ben', 5_000], '2026-11-20', { margin: 20 })],
    is: {
      ...USUAL,
      'clv-historic': 13_000 / 3,
      'clv-breadth-gap': 1_000 - 12_000 / 2,
      'value-to-cost': 13 / 3,
      'attributed-roi': (9_000 - 3_000) / 3_000,
      'member-revenue': 10_000 / 22_000,
      'member-spend': 10_000 / 6_000,
    },
    why: 'Ben buys again in the month: worth more, won once, not of the next month',
  },
  'full refund': {
    told: [...STORY, gaveBack()],
    is: {
      ...USUAL,
      'clv-historic': 7_000 / 3,
      'clv-breadth-gap': 1_000 - 6_000 / 2,
      'value-to-cost': 7 / 3,
      'attributed-roi': 0,
      'return-on-ad-spend': 0,
      'member-revenue': 0,
      'member-spend': 0,
    },
    why: 'Ana stays a customer who was won and came again; her first order is worth nothing',
  },
  'partial refund': {
    told: [...STORY, gaveBack(5_000)],
    is: {
      ...USUAL,
      'clv-historic': 9_000 / 3,
      'clv-breadth-gap': 1_000 - 8_000 / 2,
      'value-to-cost': 3,
      'attributed-roi': (5_000 - 3_000) / 3_000,
      'return-on-ad-spend': 2.5,
      'member-revenue': 5_000 / 12_000,
      'member-spend': 5_000 / 3_500,
    },
    why: 'with half the price goes half the margin',
  },
  'two currencies, one without a rate': {
    told: [
      ...STORY,
      tellRate('2026-11-15', 0.5),
      bought(['ben', 8_000], '2026-11-15', { currency: 'USD', margin: 20 }),
      bought(['eva', 9_000], '2026-11-16', { currency: 'GBP', margin: 20 }),
    ],
    is: {
      ...USUAL,
      'clv-historic': [12_000 / 3, 'estimated'],
      'clv-breadth-gap': [1_000 - 11_000 / 2, 'estimated'],
      'value-to-cost': [4, 'estimated'],
      'payback-months': [1, 'estimated'],
      'attributed-roi': [(8_000 - 3_000) / 3_000, 'estimated'],
      'return-on-ad-spend': [5, 'estimated'],
      'member-revenue': [10_000 / 21_000, 'estimated'],
      'member-spend': [10_000 / 5_500, 'estimated'],
    },
    why: '20 dollars of margin are 10 euros; the pounds are left out of all money, and of no count',
  },
  'day of 25 hours': {
    told: [
      ...tellStory({
        ...NOVEMBER,
        touch: '2026-10-24T22:00:00Z',
        order: '2026-10-25T22:59:59Z',
        again: '2026-11-24',
        costs: '2026-10-25',
      }),
      bought(['dan', 9_000], '2026-10-25T23:00:00Z', { margin: 30 }),
    ],
    settings: { window: { from: at('2026-10-24T22:00:00Z'), to: at('2026-10-25T23:00:00Z') } },
    is: { ...USUAL, 'retention-lift': 1 }, // Eva’s other channels are of November, a month too late
    why: 'from its first instant to its last second; Dan is of the next day',
  },
  'day of 23 hours': {
    told: [
      ...tellStory({
        touch: '2026-03-28T23:00:00Z',
        order: '2026-03-29T21:59:59Z',
        again: '2026-04-24',
        costs: '2026-03-29',
        joined: '2026-03-02',
        visit: '2026-04-05',
      }),
      bought(['dan', 9_000], '2026-03-29T22:00:00Z', { margin: 30 }),
    ],
    settings: { window: { from: at('2026-03-28T23:00:00Z'), to: at('2026-03-29T22:00:00Z') } },
    is: { ...USUAL, 'retention-lift': 1 }, // Eva’s other channels are of April
    why: 'from its first instant to its last second; Dan is of the next day',
  },
  merge: {
    told: [...STORY, ...tellMerge(['ana', 'ben'], 'for good')],
    is: {
      ...USUAL,
      'clv-historic': 11_000 / 2,
      'clv-breadth-gap': 1_000 - 10_000,
      'acquisition-cost': 3_000 / 2,
      'member-revenue': 15_000 / 17_000,
      'member-spend': 15_000 / 2_000,
      retention: 1 / 2,
      'rolling-retention': 1 / 2,
      'retention-lift': null, // nobody is left with one channel
    },
    why: 'Ana and Ben are one customer, and a member',
  },
  'consent withdrawn': {
    told: [tellRefusal('ben'), ...STORY],
    is: {
      ...USUAL,
      'clv-historic': 9_000 / 2,
      'clv-breadth-gap': 1_000 - 8_000,
      'acquisition-cost': 3_000 / 2,
      'value-to-cost': 3,
      retention: 1 / 2,
      'rolling-retention': 1 / 2,
      'retention-lift': null,
    },
    why: 'Ben’s order brings in its margin, and wins nobody',
  },
}

test.each(askCells(VALUE_FROM_LOG, ROWS, LATER))(
  '$row: $id is $value, $status ($why)',
  ({ ask, value, status }) => {
    expect(ask()).toEqual({ value, status })
  },
)
