import { expect, test } from 'vitest'
import { at } from '../testing/sample-journey.ts'
import { askCells, tellMerge, tellRate, tellRefusal, toUnchangingRows } from '../testing/fixture-list.ts'
import type { FixtureTable } from '../testing/fixture-list.ts'
import type { Told } from '../testing/tell-log.ts'
import { ENGAGEMENT_FROM_LOG } from './from-log.ts'

// In the last 28 days Ana does three things on the web and in the app, the last 14 days ago, and Ben one on the web, 7
// days ago. Eva did three on both, 77 days ago. In the 28 days before, Ana did three: that is the reference.

/** Signals take a crowd: `signal-fixtures.test.ts`. */
type Id = Exclude<keyof typeof ENGAGEMENT_FROM_LOG, 'weak-signals' | 'weak-signal-lift'>

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** As of when, and the first instant of the 28 civil days before. */
interface Days {
  readonly asOf: string
  readonly first: string
}
const USUAL_DAYS: Days = { asOf: '2026-12-31T23:00:00Z', first: '2026-12-03T23:00:00Z' }
const DAYS_OF_25: Days = { asOf: '2026-11-05T23:00:00Z', first: '2026-10-08T22:00:00Z' }
const DAYS_OF_23: Days = { asOf: '2026-04-05T22:00:00Z', first: '2026-03-08T23:00:00Z' }

const did = (user: string, when: number, rest: Partial<Told> = {}): Told => ({
  event: 'Page Viewed',
  at: new Date(when).toISOString(),
  user,
  ...rest,
})
const order = (user: string, when: number): Told =>
  did(user, when, { event: 'Order Completed', amount: 1_000, properties: { order_id: user } })
const ago = ({ asOf }: Days, days: number): number => at(asOf) - days * DAY_MS

const tellAna = (days: Days): readonly Told[] => {
  const first = at(days.first)
  return [
    ...[2 * HOUR_MS, HOUR_MS, 1_000].map((before) => did('ana', first - before)),
    did('ana', first),
    order('ana', first + HOUR_MS),
    did('ana', ago(days, 14), { channel: 'app' }),
  ]
}
const tellStory = (days: Days): readonly Told[] => [
  ...tellAna(days),
  order('ben', ago(days, 7)),
  did('eva', ago(days, 77) - 2 * HOUR_MS),
  did('eva', ago(days, 77) - HOUR_MS),
  did('eva', ago(days, 77), { channel: 'app' }),
]
const STORY = tellStory(USUAL_DAYS)
const gaveBack = (amount?: number): Told =>
  did('ana', at('2026-12-20T10:00:00Z'), {
    event: 'Order Refunded',
    properties: { order_id: 'ana' },
    ...(amount !== undefined && { amount }),
  })

/** Two things on the web and one in the app: −⅔ ln ⅔ − ⅓ ln ⅓. */
const ENTROPY = Math.log(3) - (2 / 3) * Math.log(2)
/** As often as the reference, on both channels, a half-life ago. */
const IMC_OF_ANA = 100 * Math.cbrt(1 / 2)
/** ln 2 of ln 4, on one of two channels, half a half-life ago. */
const IMC_OF_BEN = 100 * Math.cbrt((1 / 2) * (1 / 2) * Math.SQRT1_2)

const NOTHING = {
  recency: null,
  frequency: null,
  breadth: null,
  'channel-entropy': null,
  imc: null,
  superfans: null,
  dormant: null,
} as const satisfies Record<Id, null>
const USUAL = {
  recency: 14 * DAY_MS, // 7, 14, 77
  frequency: (3 + 1 + 0) / 3,
  breadth: (2 + 1) / 2,
  'channel-entropy': ENTROPY / 2, // Ben has one channel: 0
  imc: (IMC_OF_ANA + IMC_OF_BEN + 0) / 3,
  superfans: 1 / 3, // Ana
  dormant: 1 / 3, // Eva, who was more engaged than Ana is
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
    told: [did('ana', at('2026-12-10T10:00:00Z'), { event: 'Email Delivered', channel: 'email' })],
    is: { ...NOTHING, frequency: 0 },
    why: 'Ana is known, and has done nothing of her own will: no channel to be on',
  },
  'one person': {
    told: tellAna(USUAL_DAYS),
    is: {
      recency: 14 * DAY_MS,
      frequency: 3,
      breadth: 2,
      'channel-entropy': ENTROPY,
      imc: IMC_OF_ANA,
      superfans: 1,
      dormant: 0,
    },
    why: 'Ana alone is the highest twentieth',
  },
  're-entry': {
    told: [...STORY, did('eva', ago(USUAL_DAYS, 7))],
    is: {
      ...USUAL,
      recency: 7 * DAY_MS,
      frequency: 5 / 3,
      breadth: 4 / 3,
      'channel-entropy': ENTROPY / 3,
      imc: (IMC_OF_ANA + 2 * IMC_OF_BEN) / 3,
      dormant: 0,
    },
    why: 'Eva is back, as engaged as Ben',
  },
  'full refund': { told: [...STORY, gaveBack()], is: USUAL, why: 'giving back undoes no interaction' },
  'partial refund': { told: [...STORY, gaveBack(500)], is: USUAL, why: 'nor does giving back a part' },
  'two currencies, one without a rate': {
    told: [
      tellRate('2026-12-03', 0.5),
      ...STORY.map((one) =>
        one.amount === undefined ? one : { ...one, currency: one.user === 'ana' ? 'USD' : 'GBP' },
      ),
    ],
    is: USUAL,
    why: 'an order is an interaction whatever it is worth',
  },
  'day of 25 hours': {
    told: tellStory(DAYS_OF_25),
    settings: { asOf: at(DAYS_OF_25.asOf) },
    is: USUAL,
    why: '28 civil days hold an hour more: the first thing Ana does is in them, the second before is not',
  },
  'day of 23 hours': {
    told: tellStory(DAYS_OF_23),
    settings: { asOf: at(DAYS_OF_23.asOf) },
    is: USUAL,
    why: 'and an hour less: the second before is not in them although 672 hours are not over',
  },
  merge: {
    told: [...STORY, ...tellMerge(['ana', 'ben'], 'for good')],
    is: {
      recency: 42 * DAY_MS, // 7 and 77
      frequency: 4 / 2,
      breadth: 2,
      'channel-entropy': 2 * Math.LN2 - (3 / 4) * Math.log(3), // ¾ and ¼
      imc: (100 * Math.cbrt(Math.SQRT1_2)) / 2,
      superfans: 1 / 2,
      dormant: 1 / 2,
    },
    why: 'Ana and Ben are one, 7 days ago',
  },
  'consent withdrawn': {
    told: [tellRefusal('ben'), ...STORY],
    is: {
      recency: 45.5 * DAY_MS, // 14 and 77
      frequency: 3 / 2,
      breadth: 2,
      'channel-entropy': ENTROPY,
      imc: IMC_OF_ANA / 2,
      superfans: 1 / 2,
      dormant: 1 / 2,
    },
    why: 'Ben is not counted: neither what he did, nor that he is there',
  },
}

test.each(askCells(ENGAGEMENT_FROM_LOG, ROWS))(
  '$row: $id is $value, $status ($why)',
  ({ ask, value, status }) => {
    expect(ask()).toEqual({ value, status })
  },
)
