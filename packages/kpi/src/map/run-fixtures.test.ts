import { expect, test } from 'vitest'
import { at, HOUR_MS } from '../testing/sample-journey.ts'
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
import { RUN_FROM_LOG } from './runs-from-log.ts'

// Ana is asked, gets an offer, goes back to be asked again, comes to the offer a second time, arrives, and buys for 90.00.
// Ben is asked and never heard of again.

type Id = keyof typeof RUN_FROM_LOG

const later = (when: string, hours: number): string => new Date(at(when) + hours * HOUR_MS).toISOString()
const fact = (event: string, told: Pick<Told, 'user' | 'at' | 'properties'>): Told => ({
  event,
  ...told,
  properties: { journey_id: 'j', enrollment_id: `e-${told.user}`, ...told.properties },
})
const came = (user: string, node: string, when: string): Told =>
  fact('Node Entered', {
    user,
    at: when,
    properties: { node_id: node, stage: node === 'ask' ? 'awareness' : 'decision' },
  })
const left = (user: string, node: string, when: string): Told =>
  fact('Node Exited', { user, at: when, properties: { node_id: node, port: 'next' } })
const bought = (when: string, rest: Partial<Told> = {}): Told => ({
  event: 'Order Completed',
  at: when,
  user: 'ana',
  amount: 9_000,
  properties: { order_id: 'o' },
  ...rest,
})

const tellAna = (when: string): readonly Told[] =>
  ['ask', 'offer', 'ask', 'offer'].flatMap((node, hour) => [
    { ...came('ana', node, later(when, hour)), step: 1 },
    node === 'offer' && hour === 3
      ? fact('Journey Exited', {
          user: 'ana',
          at: later(when, hour + 1),
          properties: { node_id: node, reason: 'goal' },
        })
      : left('ana', node, later(when, hour + 1)),
  ])
const NOVEMBER = '2026-11-02T10:00:00Z'
const ORDER = bought('2026-11-06T12:00:00Z')
const STORY: readonly Told[] = [...tellAna(NOVEMBER), came('ben', 'ask', NOVEMBER), ORDER]
const AGAIN: Told = fact('Node Entered', {
  user: 'ana',
  at: '2026-11-20T10:00:00Z',
  properties: { node_id: 'ask', stage: 'awareness', enrollment_id: 'again' },
})
const gaveBack = (amount?: number): Told => ({
  event: 'Order Refunded',
  at: '2026-11-08T10:00:00Z',
  user: 'ana',
  properties: { order_id: 'o' },
  ...(amount !== undefined && { amount }),
})
const tellOddDay = (day: OddDay): readonly Told[] => [
  ...tellAna(day.first),
  bought(later(day.first, 6)),
  came('ben', 'ask', day.last),
  came('eva', 'ask', day.next),
]

const NOTHING = { 'stage-regress': null, 'value-at-risk': null, 'step-rework': null }
const USUAL = { 'stage-regress': 1, 'value-at-risk': 9_000, 'step-rework': 1 / 2 }

const ROWS: FixtureTable<Id> = {
  ...toUnchangingRows<Id>({
    story: STORY,
    is: USUAL,
    nothing: NOTHING,
    late: ({ user }) => user === 'ana',
    parted: ['ana', 'ben'],
  }),
  'denominator 0': {
    told: [came('ben', 'ask', '2026-10-10T10:00:00Z')],
    is: NOTHING,
    why: 'Ben began before the window',
  },
  'one person': {
    told: [...tellAna(NOVEMBER), ORDER],
    is: { 'stage-regress': 1, 'value-at-risk': 0, 'step-rework': 1 },
    why: 'Ana alone: nobody is lost, and she came round again',
  },
  're-entry': {
    told: [...STORY, AGAIN],
    is: { 'stage-regress': 1, 'value-at-risk': 2 * 9_000, 'step-rework': 1 / 3 },
    why: 'Ana enters once more and is lost: an entry of its own',
  },
  'full refund': {
    told: [...STORY, gaveBack()],
    is: { ...USUAL, 'value-at-risk': 0 },
    why: 'nothing is left to lose',
  },
  'partial refund': {
    told: [...STORY, gaveBack(3_000)],
    is: { ...USUAL, 'value-at-risk': 6_000 },
    why: '60.00 are left',
  },
  'two currencies, one without a rate': {
    told: [
      ...STORY.map((one) => (one === ORDER ? { ...one, amount: 18_000, currency: 'USD' } : one)),
      tellRate('2026-11-06', 0.5),
      bought('2026-11-07T12:00:00Z', { currency: 'GBP', properties: { order_id: 'pounds' } }),
    ],
    is: { ...USUAL, 'value-at-risk': [9_000, 'estimated'] },
    why: '180 dollars are 90 euros; what the pounds are worth nobody knows',
  },
  'day of 25 hours': {
    told: tellOddDay(LONG_DAY),
    settings: toDaySettings(LONG_DAY),
    is: USUAL,
    why: 'from its first to its last second it is one day; Eva is of the next',
  },
  'day of 23 hours': {
    told: tellOddDay(SHORT_DAY),
    settings: toDaySettings(SHORT_DAY),
    is: USUAL,
    why: 'from its first to its last second it is one day; Eva is of the next',
  },
  merge: {
    told: [...STORY, ...tellMerge(['ana', 'ben'], 'for good')],
    is: USUAL,
    why: 'two entries of one person',
  },
  'consent withdrawn': {
    told: [tellRefusal('ben'), ...STORY],
    is: { 'stage-regress': 1, 'value-at-risk': 0, 'step-rework': 1 },
    why: 'Ben’s entry may not be followed',
  },
}

test.each(askCells(RUN_FROM_LOG, ROWS))('$row: $id is $value, $status ($why)', ({ ask, value, status }) => {
  expect(ask()).toEqual({ value, status })
})
