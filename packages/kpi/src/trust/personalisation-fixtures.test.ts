import { expect, test } from 'vitest'
import {
  askCells,
  LONG_DAY,
  SHORT_DAY,
  tellMerge,
  tellRate,
  tellRefusal,
  toDaySettings,
  toUnchangingRows,
} from '../testing/fixture-list.ts'
import type { FixtureTable, OddDay } from '../testing/fixture-list.ts'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import type { FOUNDATION_MEASURES } from './foundation-measures.ts'
import { TRUST_FROM_LOG } from './from-log.ts'

// Ana, Ben and Eva are shown a and b. Ana clicks a, Ben buys b; Eva looks at c, says no to all this, and
// complains.

/** The others have rows of their own: `foundation-fixtures`, `audit-fixtures`, and revenue those of experiments. */
type Id = Exclude<
  keyof typeof TRUST_FROM_LOG,
  keyof typeof FOUNDATION_MEASURES | 'disparate-impact' | 'anomalies' | 'recommendation-revenue'
>

/** When it is shown, when it is taken, and when Eva looks elsewhere and says no. */
interface Days {
  readonly shown: string
  readonly taken: string
  readonly refused: string
}
const NOVEMBER: Days = {
  shown: '2026-11-02T10:00:00Z',
  taken: '2026-11-03T10:00:00Z',
  refused: '2026-11-10T10:00:00Z',
}
const shown = (user: string, when: string): Told => ({
  event: 'Recommendation Shown',
  at: when,
  user,
  properties: { decision_id: user, products: [{ sku: 'a' }, { sku: 'b' }] },
})
const clicked = (user: string, when: string): Told => ({
  event: 'Product Clicked',
  at: when,
  user,
  properties: { decision_id: user, sku: 'a' },
})
const bought = (when: string): Told => ({
  event: 'Order Completed',
  at: when,
  user: 'ben',
  amount: 5_000,
  properties: { decision_id: 'ben', order_id: 'o', products: [{ sku: 'b' }] },
})
const gaveBack = (amount?: number): Told => ({
  event: 'Order Refunded',
  at: '2026-11-20T10:00:00Z',
  user: 'ben',
  properties: { order_id: 'o' },
  ...(amount !== undefined && { amount }),
})
const tellAna = ({ shown: when, taken }: Days): readonly Told[] => [shown('ana', when), clicked('ana', taken)]
const tellStory = (days: Days): readonly Told[] => [
  ...tellAna(days),
  shown('ben', days.shown),
  bought(days.taken),
  shown('eva', days.shown),
  { event: 'Product Viewed', at: days.refused, user: 'eva', properties: { sku: 'c' } },
  {
    event: 'Consent Updated',
    at: days.refused,
    user: 'eva',
    properties: { purpose: 'personalization', state: 'denied' },
  },
  {
    event: 'Case Opened',
    at: days.refused,
    user: 'eva',
    properties: { issue_id: 'i', topic: 'complaint/privacy' },
  },
]
const STORY = tellStory(NOVEMBER)
/** An odd day: taken in the last second of 7 civil days; Eva takes a a second later, and Gus is shown d in the next day. */
const tellOddDay = (day: OddDay, [taken, late]: readonly [string, string]): readonly Told[] => [
  ...tellStory({ shown: day.first, taken, refused: day.last }),
  clicked('eva', late),
  { ...shown('gus', day.next), properties: { products: [{ sku: 'd' }] } },
]

const NOTHING = {
  'personalisation-adoption': null,
  'recommendation-precision': null,
  'recommendation-ndcg': null,
  'recommendation-coverage': null,
  'personalisation-opt-out': null,
  'personalisation-complaints': null,
} as const satisfies Record<Id, null>
/** Taking the second of two: 1 ÷ log₂ 3, of 1 in the best order. */
const SECOND = 1 / Math.log2(3)
const USUAL = {
  'personalisation-adoption': 2 / 3,
  'recommendation-precision': (0.1 + 0.1 + 0) / 3,
  'recommendation-ndcg': (1 + SECOND) / 2,
  'recommendation-coverage': 2 / 3, // a and b, not c
  'personalisation-opt-out': 1 / 3,
  'personalisation-complaints': 1 / 3,
} as const satisfies Record<Id, number>
const ROWS: FixtureTable<Id> = {
  ...toUnchangingRows<Id>({
    story: STORY,
    is: USUAL,
    nothing: NOTHING,
    late: ({ event }) => event === 'Product Clicked',
    parted: ['ana', 'ben'],
  }),
  'denominator 0': {
    told: [
      {
        event: 'Recommendation Shown',
        at: NOVEMBER.shown,
        user: 'ana',
        properties: { decision_id: 'd', viewable: false },
      },
      shown('ben', '2026-10-02T10:00:00Z'),
    ],
    is: NOTHING,
    why: 'shown where nobody could see it, and before the window',
  },
  'one person': {
    told: tellAna(NOVEMBER),
    is: {
      'personalisation-adoption': 1,
      'recommendation-precision': 0.1,
      'recommendation-ndcg': 1,
      'recommendation-coverage': 1,
      'personalisation-opt-out': 0,
      'personalisation-complaints': 0,
    },
    why: 'Ana alone took the first',
  },
  're-entry': {
    told: [...STORY, shown('eva', '2026-11-15T10:00:00Z'), clicked('eva', '2026-11-16T10:00:00Z')],
    is: {
      ...USUAL,
      'personalisation-adoption': 1,
      'recommendation-precision': (0.1 + 0.1 + 0 + 0.1) / 4,
      'recommendation-ndcg': (1 + SECOND + 1) / 3,
    },
    why: 'Eva is shown it again and takes the first: a person who took it, and a fourth list',
  },
  'full refund': { told: [...STORY, gaveBack()], is: USUAL, why: 'what was given back had been taken' },
  'partial refund': { told: [...STORY, gaveBack(500)], is: USUAL, why: 'so had what was given back in part' },
  'two currencies, one without a rate': {
    told: [
      tellRate('2026-11-03', 0.5),
      ...STORY.map((one) => (one.amount === undefined ? one : { ...one, currency: 'GBP' })),
      { ...bought('2026-11-04T10:00:00Z'), currency: 'USD' },
    ],
    is: USUAL,
    why: 'taken is taken, whatever it is worth',
  },
  'day of 25 hours': {
    told: tellOddDay(LONG_DAY, ['2026-10-31T22:59:59Z', '2026-10-31T23:00:00Z']),
    settings: toDaySettings(LONG_DAY),
    is: USUAL,
    why: 'from its first instant to its last second; 7 civil days from then hold an hour more',
  },
  'day of 23 hours': {
    told: tellOddDay(SHORT_DAY, ['2026-04-04T21:59:59Z', '2026-04-04T22:00:00Z']),
    settings: toDaySettings(SHORT_DAY),
    is: USUAL,
    why: 'from its first instant to its last second; 7 civil days from then hold an hour less',
  },
  merge: {
    told: [...STORY, ...tellMerge(['ana', 'ben'], 'for good')],
    is: {
      ...USUAL,
      'personalisation-adoption': 1 / 2,
      'personalisation-opt-out': 1 / 2,
      'personalisation-complaints': 1 / 2,
    },
    why: 'Ana and Ben are one of two persons; the lists stay three',
  },
  'consent withdrawn': {
    told: [tellRefusal('ben'), ...STORY],
    is: {
      ...USUAL,
      'personalisation-adoption': 1 / 2,
      'recommendation-precision': (0.1 + 0) / 2,
      'recommendation-ndcg': 1,
      'personalisation-opt-out': 1 / 2,
      'personalisation-complaints': 1 / 2,
    },
    why: 'what Ben was shown is nobody’s; the products are still those of the catalogue',
  },
}

test.each(askCells(TRUST_FROM_LOG, ROWS))('$row: $id is $value, $status ($why)', ({ ask, value, status }) => {
  expect(ask()).toEqual({ value, status })
})

test.each([
  { topic: 'complaint/privacy', at: NOVEMBER.refused, value: 1, why: 'a complaint of it' },
  { topic: 'Queja: recomendaciones', at: NOVEMBER.refused, value: 1, why: 'also in Spanish' },
  { topic: 'complaint/delivery', at: NOVEMBER.refused, value: 0, why: 'a complaint of something else' },
  { topic: 'privacy', at: NOVEMBER.refused, value: 0, why: 'a question' },
  { topic: 'complaint/privacy', at: '2026-11-01T10:00:00Z', value: 0, why: 'before she was shown anything' },
  { topic: 'complaint/privacy', at: '2026-12-02T10:00:00Z', value: 0, why: 'after the window' },
])('a case about $topic at $at is $value complaint ($why)', ({ topic, at, value }) => {
  const told: readonly Told[] = [
    ...tellAna(NOVEMBER),
    { event: 'Case Opened', at, user: 'ana', properties: { issue_id: 'i', topic } },
  ]
  const [whole] = TRUST_FROM_LOG['personalisation-complaints'](tellLog(told), settingsOf())
  expect(whole?.value.value).toBe(value)
})
