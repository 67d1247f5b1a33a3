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
import { MAP_FROM_LOG, WORKSPACE_FROM_LOG } from './from-log.ts'

// Ana comes to the site, looks at shoes, and buys them in a shop for 50.00; Ben buys there for 30.00 without having looked,
// and somebody unknown for 20.00. Eva comes and looks at nothing; Dan looks without having been seen to come.

type Id = 'ropo-orders' | 'ropo-revenue' | 'ropo-coverage' | keyof typeof WORKSPACE_FROM_LOG

const FROM_LOG = {
  'ropo-orders': MAP_FROM_LOG['ropo-orders'],
  'ropo-revenue': MAP_FROM_LOG['ropo-revenue'],
  'ropo-coverage': MAP_FROM_LOG['ropo-coverage'],
  ...WORKSPACE_FROM_LOG,
}

/** When Ana and Eva come, when Ana and Dan look, and when the shop sells. */
interface Days {
  readonly came: string
  readonly looked: string
  readonly sold: string
}
const NOVEMBER: Days = {
  came: '2026-11-09T10:00:00Z',
  looked: '2026-11-10T10:00:00Z',
  sold: '2026-11-20T12:00:00Z',
}
const SHOE = { sku: 'shoe', category: 'Shoes' }
const did = (user: string, event: string, when: string): Told => ({ event, at: when, user, properties: SHOE })
const sold = (
  [user, amount]: readonly [string | undefined, number],
  when: string,
  rest: Partial<Told> = {},
): Told => ({
  event: 'Order Completed',
  at: when,
  user,
  channel: 'pos',
  amount,
  properties: { order_id: `${user} ${when}`, store_id: 's', products: [SHOE] },
  ...rest,
})
const tellAna = ({ came, looked, sold: when }: Days): readonly Told[] => [
  did('ana', 'Page Viewed', came),
  did('ana', 'Product Viewed', looked),
  sold(['ana', 5_000], when),
]
const tellStory = (days: Days): readonly Told[] => [
  ...tellAna(days),
  sold(['ben', 3_000], days.sold),
  sold([undefined, 2_000], days.sold),
  did('eva', 'Page Viewed', days.came),
  did('dan', 'Product Viewed', days.looked),
]
const STORY = tellStory(NOVEMBER)
const gaveBack = (amount?: number): Told => ({
  event: 'Order Refunded',
  at: '2026-11-25T10:00:00Z',
  user: 'ana',
  properties: { order_id: `ana ${NOVEMBER.sold}` },
  ...(amount !== undefined && { amount }),
})

/** An odd day; Zoe looked in the first second of 30 civil days before and buys, Ben a second sooner; Eva looks too late. */
const tellOddDay = ({ first, last, next }: OddDay, back: string, late: string): readonly Told[] => [
  ...tellStory({ came: first, looked: first, sold: last }),
  did('zoe', 'Product Viewed', back),
  sold(['zoe', 1_000], last),
  did('ben', 'Product Viewed', new Date(Date.parse(back) - 1_000).toISOString()),
  did('eva', 'Product Viewed', late),
  did('gus', 'Page Viewed', next),
  did('gus', 'Product Viewed', next),
  sold(['gus', 9_000], next),
]
const ODD_DAY = {
  'ropo-orders': 2 / 3,
  'ropo-revenue': 6_000 / 9_000,
  'ropo-coverage': 3 / 4,
  'workspace-conversion': 1 / 2,
  'workspace-skips': 1 / 2,
} as const satisfies Record<Id, number>

const NOTHING = {
  'ropo-orders': null,
  'ropo-revenue': null,
  'ropo-coverage': null,
  'workspace-conversion': null,
  'workspace-skips': null,
} as const satisfies Record<Id, null>
const USUAL = {
  'ropo-orders': 1 / 2,
  'ropo-revenue': 5_000 / 8_000,
  'ropo-coverage': 2 / 3,
  'workspace-conversion': 1 / 2, // Ana of Ana and Eva
  'workspace-skips': 1 / 2, // Dan of Ana and Dan
} as const satisfies Record<Id, number>

const ROWS: FixtureTable<Id> = {
  ...toUnchangingRows<Id>({
    story: STORY,
    is: USUAL,
    nothing: NOTHING,
    late: ({ event }) => event === 'Product Viewed',
    parted: ['ana', 'ben'],
  }),
  'denominator 0': {
    told: [
      sold(['ana', 5_000], NOVEMBER.sold, { channel: 'web' }),
      sold(['ben', 3_000], '2026-10-20T12:00:00Z'),
    ],
    is: NOTHING,
    why: 'sold online, and before the window; nobody was seen to come or look',
  },
  'one person': {
    told: tellAna(NOVEMBER),
    is: {
      'ropo-orders': 1,
      'ropo-revenue': 1,
      'ropo-coverage': 1,
      'workspace-conversion': 1,
      'workspace-skips': 0,
    },
    why: 'Ana alone',
  },
  're-entry': {
    told: [
      ...STORY,
      did('ben', 'Product Viewed', '2026-11-24T10:00:00Z'),
      sold(['ben', 1_000], '2026-11-25T10:00:00Z'),
    ],
    is: {
      ...USUAL,
      'ropo-orders': 2 / 3,
      'ropo-revenue': 6_000 / 9_000,
      'ropo-coverage': 3 / 4,
      'workspace-skips': 2 / 3,
    },
    why: 'Ben buys again, having looked: each order is scored, and he was never seen to come',
  },
  'full refund': {
    told: [...STORY, gaveBack()],
    is: { ...USUAL, 'ropo-revenue': 0 },
    why: 'Ana’s order stays one with research, and is worth nothing',
  },
  'partial refund': {
    told: [...STORY, gaveBack(1_000)],
    is: { ...USUAL, 'ropo-revenue': 4_000 / 7_000 },
    why: 'only revenue is less',
  },
  'two currencies, one without a rate': {
    told: [
      tellRate('2026-11-20', 0.5),
      ...STORY.map((one) =>
        one.amount === undefined ? one : { ...one, currency: one.user === 'ana' ? 'USD' : 'GBP' },
      ),
    ],
    is: { ...USUAL, 'ropo-revenue': [1, 'estimated'] },
    why: '50 dollars are all the euros that are known; the pounds are orders, and no money',
  },
  'day of 25 hours': {
    told: tellOddDay(LONG_DAY, '2026-09-25T21:59:59Z', '2026-11-23T23:00:01Z'),
    settings: toDaySettings(LONG_DAY),
    is: ODD_DAY,
    why: '30 civil days before its last second, and after its first instant, hold an hour more',
  },
  'day of 23 hours': {
    told: tellOddDay(SHORT_DAY, '2026-02-27T22:59:59Z', '2026-04-27T22:00:01Z'),
    settings: toDaySettings(SHORT_DAY),
    is: ODD_DAY,
    why: '30 civil days before its last second, and after its first instant, hold an hour less',
  },
  merge: {
    told: [...STORY, ...tellMerge(['ana', 'ben'], 'for good')],
    is: { ...USUAL, 'ropo-orders': 1, 'ropo-revenue': 1 },
    why: 'Ana and Ben are one, who looked before both orders',
  },
  'consent withdrawn': {
    told: [tellRefusal('ben'), ...STORY],
    is: { ...USUAL, 'ropo-orders': 1, 'ropo-revenue': 1, 'ropo-coverage': 1 / 3 },
    why: 'Ben’s order is one of nobody known',
  },
}

test.each(askCells(FROM_LOG, ROWS))('$row: $id is $value, $status ($why)', ({ ask, value, status }) => {
  expect(ask()).toEqual({ value, status })
})
