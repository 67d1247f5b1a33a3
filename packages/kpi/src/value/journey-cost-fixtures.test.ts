import { expect, test } from 'vitest'
import { at } from '../testing/sample-journey.ts'
import { askCells, tellMerge, tellRate, tellRefusal, toUnchangingRows } from '../testing/fixture-list.ts'
import type { FixtureTable } from '../testing/fixture-list.ts'
import type { Told } from '../testing/tell-log.ts'
import { VALUE_FROM_LOG } from './from-log.ts'

// A journey cost 9.00 and 3.00 in November. Ana and Ben reached its goal, Eva only began.

type Id = 'cost-per-completed-journey'

const ran = ([user, event]: readonly [string, string], when: string, run = 1): Told => ({
  event,
  at: when,
  user,
  properties: { journey_id: 'welcome', enrollment_id: `${user} ${run}` },
})
const cost = (amount: number, when: string, currency = 'EUR'): Told => ({
  event: 'Cost Reported',
  at: when,
  properties: { journey_id: 'welcome', amount_minor: amount, currency },
})
const COSTS = [cost(900, '2026-11-04T10:00:00Z'), cost(300, '2026-11-05T10:00:00Z')]
const ANA = [
  ran(['ana', 'Journey Entered'], '2026-11-02T10:00:00Z'),
  ran(['ana', 'Goal Reached'], '2026-11-03T10:00:00Z'),
]
const STORY: readonly Told[] = [
  ...COSTS,
  ...ANA,
  ran(['ben', 'Journey Entered'], '2026-11-02T10:00:00Z'),
  ran(['ben', 'Goal Reached'], '2026-11-06T10:00:00Z'),
  ran(['eva', 'Journey Entered'], '2026-11-02T10:00:00Z'),
]
const REFUND: Told = {
  event: 'Order Refunded',
  at: '2026-11-20T10:00:00Z',
  user: 'ana',
  properties: { order_id: 'o1' },
}

const NOTHING = { 'cost-per-completed-journey': null } as const
const USUAL = { 'cost-per-completed-journey': 1_200 / 2 } as const

const ROWS: FixtureTable<Id> = {
  ...toUnchangingRows<Id>({
    story: STORY,
    is: USUAL,
    nothing: NOTHING,
    late: ({ event }) => event === 'Cost Reported',
    parted: ['ana', 'ben'],
  }),
  'denominator 0': {
    told: [...COSTS, ran(['eva', 'Journey Entered'], '2026-11-02T10:00:00Z')],
    is: NOTHING,
    why: 'nobody arrived: the cost is divided among nobody',
  },
  'one person': { told: [...COSTS, ...ANA], is: { 'cost-per-completed-journey': 1_200 }, why: 'Ana alone' },
  're-entry': {
    told: [
      ...STORY,
      ran(['ana', 'Journey Entered'], '2026-11-20T10:00:00Z', 2),
      ran(['ana', 'Goal Reached'], '2026-11-21T10:00:00Z', 2),
    ],
    is: { 'cost-per-completed-journey': 1_200 / 3 },
    why: 'Ana comes again and arrives again: three entries',
  },
  'full refund': { told: [...STORY, REFUND], is: USUAL, why: 'who arrived has arrived' },
  'partial refund': { told: [...STORY, { ...REFUND, amount: 500 }], is: USUAL, why: 'the same' },
  'two currencies, one without a rate': {
    told: [
      ...STORY,
      tellRate('2026-11-07', 0.5),
      cost(800, '2026-11-07T10:00:00Z', 'USD'),
      cost(900, '2026-11-07T10:00:00Z', 'GBP'),
    ],
    is: { 'cost-per-completed-journey': [1_600 / 2, 'estimated'] },
    why: '8 dollars are 4 euros; the pounds are left out, and make it a guess',
  },
  'day of 25 hours': {
    told: [
      cost(1_000, '2026-10-24T22:00:00Z'),
      cost(200, '2026-10-25T22:59:59Z'),
      cost(5_000, '2026-10-25T23:00:00Z'),
      ran(['ana', 'Goal Reached'], '2026-10-24T22:00:00Z'),
      ran(['ben', 'Goal Reached'], '2026-10-25T22:59:59Z'),
      ran(['eva', 'Goal Reached'], '2026-10-25T23:00:00Z'),
    ],
    settings: { window: { from: at('2026-10-24T22:00:00Z'), to: at('2026-10-25T23:00:00Z') } },
    is: USUAL,
    why: 'from its first instant to its last second; what comes then is the next day’s',
  },
  'day of 23 hours': {
    told: [
      cost(1_000, '2026-03-28T23:00:00Z'),
      cost(200, '2026-03-29T21:59:59Z'),
      cost(5_000, '2026-03-29T22:00:00Z'),
      ran(['ana', 'Goal Reached'], '2026-03-28T23:00:00Z'),
      ran(['ben', 'Goal Reached'], '2026-03-29T21:59:59Z'),
      ran(['eva', 'Goal Reached'], '2026-03-29T22:00:00Z'),
    ],
    settings: { window: { from: at('2026-03-28T23:00:00Z'), to: at('2026-03-29T22:00:00Z') } },
    is: USUAL,
    why: 'from its first instant to its last second; what comes then is the next day’s',
  },
  merge: {
    told: [...STORY, ...tellMerge(['ana', 'ben'], 'for good')],
    is: USUAL,
    why: 'two entries of one person are two entries',
  },
  'consent withdrawn': {
    told: [tellRefusal('ben'), ...STORY],
    is: { 'cost-per-completed-journey': 1_200 },
    why: 'Ben may not be followed to his goal',
  },
}

test.each(askCells(VALUE_FROM_LOG, ROWS))('$row: $id is $value, $status ($why)', ({ ask, value, status }) => {
  expect(ask()).toEqual({ value, status })
})
