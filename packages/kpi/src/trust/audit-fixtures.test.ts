import { expect, test } from 'vitest'
import {
  askCells,
  LONG_DAY,
  SHORT_DAY,
  tellCurrencies,
  tellMerge,
  tellRefusal,
  tellReturn,
  toDaySettings,
  toUnchangingRows,
} from '../testing/fixture-list.ts'
import type { FixtureTable, OddDay } from '../testing/fixture-list.ts'
import type { Told } from '../testing/tell-log.ts'
import { TRUST_FROM_LOG } from './from-log.ts'

// Zoe looks at a page on a Monday of October. On a Monday of November decisions are made about ten people of group a, of
// whom eight are chosen, and ten of group b, of whom four are. On all other days nothing happens.

type Id = 'disparate-impact' | 'anomalies'

const decided = ([user, selected]: readonly [string, boolean], when: string): Told => ({
  event: 'Decision Made',
  at: when,
  user,
  properties: { group: user.slice(0, 1), selected },
})
const tellGroup = (group: string, chosen: number, moments: readonly string[]): readonly Told[] =>
  Array.from({ length: 10 }, (_, place) =>
    decided([`${group}${place}`, place < chosen], moments[place % moments.length] ?? ''),
  )
const looked = (day: string): Told => ({ event: 'Page Viewed', at: `${day}T10:00:00Z`, user: 'zoe' })
const MONDAY = '2026-11-23T10:00:00Z'
const STORY: readonly Told[] = [
  looked('2026-10-05'),
  ...tellGroup('a', 8, [MONDAY]),
  ...tellGroup('b', 4, [MONDAY]),
]
/** The decisions on an odd day, half of them in its first and half in its last second; b9 is chosen in the next. */
const tellOddDay = ({ first, last, next }: OddDay, history: string): readonly Told[] => [
  looked(history),
  ...tellGroup('a', 8, [first, last]),
  ...tellGroup('b', 4, [first, last]),
  decided(['b9', true], next),
]

const NOTHING = { 'disparate-impact': null, anomalies: null } as const satisfies Record<Id, null>
const USUAL = {
  'disparate-impact': 0.4 / 0.8,
  anomalies: 1, // of 29 days: the first of November is a Sunday, and three Sundays are no history
} as const satisfies Record<Id, number>

const ROWS: FixtureTable<Id> = {
  ...toUnchangingRows<Id>({
    story: STORY,
    is: USUAL,
    nothing: NOTHING,
    late: ({ user }) => user?.startsWith('b') === true,
    parted: ['a0', 'b0'],
  }),
  'denominator 0': {
    told: tellGroup('a', 8, [MONDAY]),
    is: NOTHING,
    why: 'one group has nobody to be held against, and a week no history',
  },
  'one person': {
    told: [looked('2026-10-05'), decided(['a0', true], MONDAY)],
    is: { 'disparate-impact': null, anomalies: 1 },
    why: 'a group of one is no group; one event among seven Mondays with one is 1 ÷ (1.2533 · ⅐): odd',
  },
  're-entry': {
    told: [...STORY, decided(['b9', true], MONDAY)],
    is: { ...USUAL, 'disparate-impact': 5 / 11 / 0.8 },
    why: 'b9 is decided about again, and chosen: each decision is one',
  },
  'full refund': {
    told: [...STORY, ...tellReturn('zoe')],
    is: { ...USUAL, anomalies: 2 },
    why: 'nobody is chosen less; the first order ever is odd, and its return of the same day',
  },
  'partial refund': {
    told: [...STORY, ...tellReturn('zoe', 500)],
    is: { ...USUAL, anomalies: 2 },
    why: 'the same',
  },
  'two currencies, one without a rate': {
    told: [...STORY, ...tellCurrencies('zoe')],
    is: { ...USUAL, anomalies: 2 },
    why: 'orders are counted whatever they are worth',
  },
  'day of 25 hours': {
    told: tellOddDay(LONG_DAY, '2026-09-27'),
    settings: toDaySettings(LONG_DAY),
    is: USUAL,
    why: 'all twenty are of one Sunday, the fifth',
  },
  'day of 23 hours': {
    told: tellOddDay(SHORT_DAY, '2026-03-01'),
    settings: toDaySettings(SHORT_DAY),
    is: USUAL,
    why: 'all twenty are of one Sunday, the fifth; b9 is chosen on Monday',
  },
  merge: {
    told: [...STORY, ...tellMerge(['a0', 'b0'], 'for good')],
    is: USUAL,
    why: 'decisions are counted, and nineteen persons are as odd as twenty',
  },
  'consent withdrawn': {
    told: [tellRefusal('b0'), ...STORY],
    is: { 'disparate-impact': null, anomalies: [1, 'ok'] },
    why: 'nine are too few to tell of; b0’s refusal begins the log four days sooner, so that all 30 days are judged',
  },
}

test.each(askCells(TRUST_FROM_LOG, ROWS))('$row: $id is $value, $status ($why)', ({ ask, value, status }) => {
  expect(ask()).toEqual({ value, status })
})
