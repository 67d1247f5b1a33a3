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
import type { Told } from '../testing/tell-log.ts'
import { ENGAGEMENT_FROM_LOG } from './from-log.ts'

// Of forty people twenty look whether something is in stock, and buy; twenty only look at a page. Six ordered pairs of
// three acts are asked, and one is a signal: all of twenty, where half of forty is usual. Chance: 1 of C(40, 20), six times.

type Id = 'weak-signals' | 'weak-signal-lift'

/** When they look, and when they buy. */
type Days = readonly [looked: string, bought: string]
const NOVEMBER: Days = ['2026-11-02T10:00:00Z', '2026-11-20T10:00:00Z']
const toName = (group: 's' | 'p', place: number): string => `${group}${String(place).padStart(2, '0')}`
const tellBuyer = (user: string, [looked, bought]: Days): readonly Told[] => [
  { event: 'Stock Checked', at: looked, user },
  { event: 'Order Completed', at: bought, user, amount: 1_000, properties: { order_id: user } },
]
const tellGroup = (size: number, tellOne: (place: number) => readonly Told[]): readonly Told[] =>
  Array.from({ length: size }, (_, place) => tellOne(place)).flat()
const tellStory = (days: Days): readonly Told[] => [
  ...tellGroup(20, (place) => tellBuyer(toName('s', place), days)),
  ...tellGroup(20, (place) => [{ event: 'Page Viewed', at: days[1], user: toName('p', place) }]),
]
const STORY = tellStory(NOVEMBER)
const gaveBack = (amount?: number): Told => ({
  event: 'Order Refunded',
  at: '2026-11-25T10:00:00Z',
  user: 's00',
  properties: { order_id: 's00' },
  ...(amount !== undefined && { amount }),
})
/** An odd day; in the next the others do the same, by which half of forty would be all. */
const tellOddDay = ({ first, last, next }: OddDay): readonly Told[] => [
  ...tellStory([first, last]),
  ...tellGroup(20, (place) => tellBuyer(toName('p', place), [next, next])),
]

const NOTHING = { 'weak-signals': null, 'weak-signal-lift': null } as const satisfies Record<Id, null>
const USUAL = { 'weak-signals': [1, 'ok'], 'weak-signal-lift': 20 / 20 / (20 / 40) } as const

const ROWS: FixtureTable<Id> = {
  ...toUnchangingRows<Id>({
    story: STORY,
    is: USUAL,
    nothing: NOTHING,
    late: ({ event }) => event === 'Stock Checked',
    parted: ['s00', 'p00'],
  }),
  'denominator 0': {
    told: tellGroup(9, (place) => tellBuyer(toName('s', place), NOVEMBER)),
    is: NOTHING,
    why: 'what nine people do is theirs',
  },
  'one person': { told: tellBuyer('s00', NOVEMBER), is: NOTHING, why: 'so is what one does' },
  're-entry': {
    told: [...STORY, ...tellBuyer('s00', ['2026-11-21T10:00:00Z', '2026-11-22T10:00:00Z'])],
    is: USUAL,
    why: 'who does it again is one; that one looked after buying is no signal',
  },
  'full refund': { told: [...STORY, gaveBack()], is: USUAL, why: 'giving back undoes no act' },
  'partial refund': { told: [...STORY, gaveBack(500)], is: USUAL, why: 'nor does giving back a part' },
  'two currencies, one without a rate': {
    told: [
      tellRate('2026-11-20', 0.5),
      ...STORY.map((one) =>
        one.amount === undefined ? one : { ...one, currency: one.user === 's00' ? 'USD' : 'GBP' },
      ),
    ],
    is: USUAL,
    why: 'buying is an act whatever it is worth',
  },
  'day of 25 hours': {
    told: tellOddDay(LONG_DAY),
    settings: toDaySettings(LONG_DAY),
    is: USUAL,
    why: 'from its first instant to its last second',
  },
  'day of 23 hours': {
    told: tellOddDay(SHORT_DAY),
    settings: toDaySettings(SHORT_DAY),
    is: USUAL,
    why: 'from its first instant to its last second',
  },
  merge: {
    told: [...STORY, ...tellMerge(['s00', 'p00'], 'for good')],
    is: { 'weak-signals': [0, 'ok'], 'weak-signal-lift': null },
    why: 'twenty of 39: a lift of 1.95 is under 2',
  },
  'consent withdrawn': {
    told: [tellRefusal('s00'), ...STORY],
    is: { 'weak-signals': [1, 'ok'], 'weak-signal-lift': 39 / 19 },
    why: 'nineteen of nineteen, where 19 of 39 are usual',
  },
}

test.each(askCells(ENGAGEMENT_FROM_LOG, ROWS))(
  '$row: $id is $value, $status ($why)',
  ({ ask, value, status }) => {
    expect(ask()).toEqual({ value, status })
  },
)
