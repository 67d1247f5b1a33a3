import { expect, test } from 'vitest'
import {
  askCells,
  LONG_DAY,
  SHORT_DAY,
  tellMerge,
  tellRate,
  tellRefusal,
  tellReturn,
  toDaySettings,
  toUnchangingRows,
} from '../testing/fixture-list.ts'
import type { FixtureTable, OddDay } from '../testing/fixture-list.ts'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { RESEARCHERS_FROM_LOG } from './researchers-from-log.ts'

// Ana looks at shoes online and buys shoes in a shop a week later; Ben buys there without having looked; Eva looks at hats
// and buys nothing.

type Id = keyof typeof RESEARCHERS_FROM_LOG

const looked = (user: string, at: string, rest: Partial<Told> = {}): Told => ({
  event: 'Product Viewed',
  at,
  user,
  properties: { sku: `${user}-1`, category: 'shoes' },
  ...rest,
})
const sold = (user: string, at: string, rest: Partial<Told> = {}): Told => ({
  event: 'Order Completed',
  at,
  user,
  channel: 'store',
  amount: 5_000,
  properties: { order_id: `${user}-${at}`, products: [{ sku: 'x', category: 'shoes' }] },
  ...rest,
})

const ANA: readonly Told[] = [looked('ana', '2026-11-03T10:00:00Z'), sold('ana', '2026-11-10T12:00:00Z')]
const STORY: readonly Told[] = [
  ...ANA,
  sold('ben', '2026-11-10T13:00:00Z'),
  looked('eva', '2026-11-05T10:00:00Z', { properties: { sku: 'h', category: 'hats' } }),
]
const tellOddDay = ({ first, last, next }: OddDay): readonly Told[] => [
  looked('ana', first),
  sold('ana', last),
  sold('ben', first),
  looked('eva', last),
  looked('dan', next),
  sold('dan', next, { step: 1 }),
]

const NOTHING = { 'ropo-persons': null, 'ropo-forward': null }
const USUAL = { 'ropo-persons': 1 / 2, 'ropo-forward': 1 / 2 }

const ROWS: FixtureTable<Id> = {
  ...toUnchangingRows<Id>({
    story: STORY,
    is: USUAL,
    nothing: NOTHING,
    late: ({ event }) => event === 'Product Viewed',
    parted: ['ana', 'ben'],
  }),
  'denominator 0': {
    told: [looked('ana', '2026-10-05T10:00:00Z'), sold('ana', '2026-11-10T12:00:00Z', { channel: 'web' })],
    is: NOTHING,
    why: 'looked before the window, and bought on the web',
  },
  'one person': { told: ANA, is: { 'ropo-persons': 1, 'ropo-forward': 1 }, why: 'Ana alone' },
  're-entry': {
    told: [...STORY, sold('ana', '2026-11-20T12:00:00Z'), looked('ana', '2026-11-21T12:00:00Z')],
    is: USUAL,
    why: 'who buys twice is one, and so is who looks twice',
  },
  'full refund': { told: [...STORY, ...tellReturn('zoe')], is: USUAL, why: 'a person who bought has bought' },
  'partial refund': {
    told: [...STORY, ...tellReturn('zoe', 500)],
    is: USUAL,
    why: 'and so with a part of it',
  },
  'two currencies, one without a rate': {
    told: [
      ...STORY.map((one) => (one.user === 'ben' ? { ...one, currency: 'GBP' } : one)),
      tellRate('2026-11-10', 0.5),
    ],
    is: USUAL,
    why: 'persons have no currency',
  },
  'day of 25 hours': {
    told: tellOddDay(LONG_DAY),
    settings: toDaySettings(LONG_DAY),
    is: USUAL,
    why: 'from its first to its last second it is one day; Dan is of the next',
  },
  'day of 23 hours': {
    told: tellOddDay(SHORT_DAY),
    settings: toDaySettings(SHORT_DAY),
    is: USUAL,
    why: 'from its first to its last second it is one day; Dan is of the next',
  },
  merge: {
    told: [...STORY, ...tellMerge(['ana', 'ben'], 'for good')],
    is: { 'ropo-persons': 1, 'ropo-forward': 1 / 2 },
    why: 'one buyer who had looked',
  },
  'consent withdrawn': {
    told: [tellRefusal('ben'), ...STORY],
    is: { 'ropo-persons': 1, 'ropo-forward': 1 / 2 },
    why: 'Ben is not counted',
  },
}

test.each(askCells(RESEARCHERS_FROM_LOG, ROWS))(
  '$row: $id is $value, $status ($why)',
  ({ ask, value, status }) => {
    expect(ask()).toEqual({ value, status })
  },
)

test.each([
  { credit: 'last', touch: 'Product Viewed', value: 0, why: 'she checked the stock after it' },
  { credit: 'last', touch: 'Stock Checked', value: 1, why: 'the last thing before she bought' },
  { credit: 'any', touch: 'Product Viewed', value: 1, why: 'before she bought all the same' },
  { credit: 'any', touch: 'Stock Checked', value: 1, why: 'likewise' },
])('credit $credit gives $touch $value ($why)', ({ credit, touch, value }) => {
  const told = [...ANA, looked('ana', '2026-11-09T10:00:00Z', { event: 'Stock Checked' })]
  const values = RESEARCHERS_FROM_LOG['ropo-forward'](tellLog(told), settingsOf())
  const found = values.find(({ breakdown }) => breakdown['credit'] === credit && breakdown['touch'] === touch)
  expect(found?.value.value).toBe(value)
})

test.each([
  { told: ANA, asOf: '2026-12-03T10:00:00Z', value: null, why: 'the very end of 30 days is still in time' },
  { told: ANA, asOf: '2026-12-03T10:00:01Z', value: 1, why: 'a second later it is over' },
  {
    told: [looked('ana', '2026-11-03T10:00:00Z'), sold('ana', '2026-12-03T10:00:01Z')],
    asOf: '2026-12-31T00:00:00Z',
    value: 0,
    why: 'bought a second too late',
  },
  {
    told: [
      looked('ana', '2026-11-03T10:00:00Z', { properties: { sku: 'a', store_id: 's' } }),
      sold('ana', '2026-11-03T10:20:00Z', { properties: { order_id: 'o', store_id: 's' } }),
    ],
    asOf: '2026-12-31T00:00:00Z',
    value: 0,
    why: 'looked on the shop’s own network, at the till',
  },
])('from looking to the shop is $value ($why)', ({ told, asOf, value }) => {
  const settings = settingsOf({ asOf: Date.parse(asOf) })
  expect(RESEARCHERS_FROM_LOG['ropo-forward'](tellLog(told, settings), settings)[0]?.value.value).toBe(value)
})
