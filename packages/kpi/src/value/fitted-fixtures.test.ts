import { expect, test } from 'vitest'
import { at } from '../testing/sample-journey.ts'
import { askCells, tellMerge, tellRate, tellRefusal, toUnchangingRows } from '../testing/fixture-list.ts'
import type { FixtureTable, WorkedValue } from '../testing/fixture-list.ts'
import { settingsOf } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { VALUE_FROM_LOG } from './from-log.ts'
import { measureTransactions } from './k39-transactions.ts'

// What a fitted model says cannot be worked by hand; what it is fitted to can. Each row lists the purchases a log comes
// to, and must say what the model says of that list.

type Id = 'clv-predicted' | 'buyers-alive'
type Purchase = readonly [personId: string, day: string, amountMinor: number | null]

const LATER = { asOf: at('2028-01-31T23:00:00Z') }
const ANA: readonly Purchase[] = [
  ['ana', '2026-11-02', 1_000],
  ['ana', '2026-11-09', 1_200],
  ['ana', '2026-11-16', 900],
]
const LIST: readonly Purchase[] = [
  ...ANA,
  ['ben', '2026-11-03', 2_000],
  ['ben', '2026-11-20', 2_400],
  ['eva', '2026-11-04', 1_500],
  ['eva', '2026-11-06', 1_700],
  ['eva', '2026-11-25', 1_300],
  ['dan', '2026-11-05', 800],
]
const bought = ([user, amount]: readonly [string, number], when: string, rest: Partial<Told> = {}): Told => ({
  event: 'Order Completed',
  at: when.includes('T') ? when : `${when}T10:00:00Z`,
  user,
  amount,
  properties: { order_id: `${user} ${when}` },
  ...rest,
})
const tellList = (list: readonly Purchase[]): readonly Told[] =>
  list.map(([user, day, amount]) => bought([user, amount ?? 0], day))
const gaveBack = (amount?: number): Told => ({
  event: 'Order Refunded',
  at: '2026-11-12T10:00:00Z',
  user: 'ana',
  properties: { order_id: 'ana 2026-11-09' },
  ...(amount !== undefined && { amount }),
})
const STORY = tellList(LIST)

/** What the models say of a list. */
function toIs(list: readonly Purchase[], until = '2026-11-30'): Record<Id, WorkedValue> {
  const transactions = list.map(([personId, day, amountMinor]) => ({ personId, day, amountMinor }))
  const { value, alive } = measureTransactions(transactions, { until }, settingsOf(LATER))
  const toWorked = (of: typeof value): WorkedValue => (of.value === null ? null : [of.value, of.status])
  return { 'clv-predicted': toWorked(value), 'buyers-alive': toWorked(alive) }
}
/** The list with Ana's second purchase worth so much. */
const withSecond = (amount: number): readonly Purchase[] =>
  LIST.map((one) => (one === ANA[1] ? ['ana', '2026-11-09', amount] : one))

const NOTHING = { 'clv-predicted': null, 'buyers-alive': null } as const satisfies Record<Id, null>
const USUAL = toIs(LIST)

const ROWS: FixtureTable<Id> = {
  ...toUnchangingRows<Id>({
    story: STORY,
    is: USUAL,
    nothing: NOTHING,
    late: ({ user }) => user === 'ben',
    parted: ['ana', 'ben'],
  }),
  'denominator 0': {
    told: tellList([
      ['ben', '2026-11-03', 2_000],
      ['dan', '2026-11-05', 800],
    ]),
    is: NOTHING,
    why: 'nobody bought again: nothing to fit',
  },
  'one person': {
    told: tellList(ANA),
    is: { ...toIs(ANA), 'clv-predicted': null },
    why: 'Ana alone says how often, and too little of how much',
  },
  're-entry': {
    told: [...STORY, bought(['dan', 700], '2026-11-28'), bought(['dan', 700], '2026-12-02')],
    is: toIs([...LIST, ['dan', '2026-11-28', 700]]),
    why: 'Dan buys again: a repeat in the window, and one after it that nobody may know',
  },
  'full refund': {
    told: [...STORY, gaveBack()],
    is: toIs(withSecond(0)),
    why: 'Ana came that day, and left no money',
  },
  'partial refund': { told: [...STORY, gaveBack(500)], is: toIs(withSecond(700)), why: '12.00 less 5.00' },
  'two currencies, one without a rate': {
    told: [
      ...STORY,
      tellRate('2026-11-27', 0.5),
      bought(['dan', 2_000], '2026-11-27', { currency: 'USD' }),
      bought(['ben', 900], '2026-11-28', { currency: 'GBP' }),
    ],
    is: toIs([...LIST, ['dan', '2026-11-27', 1_000], ['ben', '2026-11-28', null]]),
    why: '20 dollars are 10 euros; the pounds are a repeat of unknown worth',
  },
  'day of 25 hours': {
    told: [
      ...tellList(LIST).map((one) => ({ ...one, at: one.at.replace('2026-11', '2026-10') })),
      bought(['dan', 300], '2026-10-24T22:00:00Z'),
      bought(['dan', 400], '2026-10-25T22:59:59Z'),
      bought(['dan', 500], '2026-10-25T23:00:00Z'),
    ],
    settings: { window: { from: at('2026-09-30T22:00:00Z'), to: at('2026-10-31T23:00:00Z') } },
    is: toIs(
      [
        ...LIST.map(([user, day, amount]): Purchase => [user, day.replace('2026-11', '2026-10'), amount]),
        ['dan', '2026-10-25', 700],
        ['dan', '2026-10-26', 500],
      ],
      '2026-10-31',
    ),
    why: 'its first and its last second are one day with a purchase, the next second is another',
  },
  'day of 23 hours': {
    told: [
      ...tellList(LIST).map((one) => ({ ...one, at: one.at.replace('2026-11', '2026-03') })),
      bought(['dan', 300], '2026-03-28T23:00:00Z'),
      bought(['dan', 400], '2026-03-29T21:59:59Z'),
      bought(['dan', 500], '2026-03-29T22:00:00Z'),
    ],
    settings: { window: { from: at('2026-02-28T23:00:00Z'), to: at('2026-03-31T22:00:00Z') } },
    is: toIs(
      [
        ...LIST.map(([user, day, amount]): Purchase => [user, day.replace('2026-11', '2026-03'), amount]),
        ['dan', '2026-03-29', 700],
        ['dan', '2026-03-30', 500],
      ],
      '2026-03-31',
    ),
    why: 'its first and its last second are one day with a purchase, the next second is another',
  },
  merge: {
    told: [...STORY, ...tellMerge(['ana', 'ben'], 'for good')],
    is: toIs(LIST.map(([user, ...rest]): Purchase => [user === 'ben' ? 'ana' : user, ...rest])),
    why: 'Ana and Ben are one buyer of five days',
  },
  'consent withdrawn': {
    told: [tellRefusal('ben'), ...STORY],
    is: toIs(LIST.filter(([user]) => user !== 'ben')),
    why: 'Ben is no buyer that is known',
  },
}

test.each(askCells(VALUE_FROM_LOG, ROWS, LATER))(
  '$row: $id is $value, $status ($why)',
  ({ ask, value, status }) => {
    expect(ask()).toEqual({ value, status })
  },
)

test('the purchases of the story can be fitted', () => {
  for (const worked of Object.values(USUAL)) expect(worked).not.toBeNull()
})
