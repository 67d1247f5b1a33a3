import { expect, test } from 'vitest'
import { at } from '../testing/sample-journey.ts'
import {
  askCells,
  listCells,
  tellMerge,
  tellRate,
  tellRefusal,
  toRounded,
  toUnchangingRows,
} from '../testing/fixture-list.ts'
import type { FixtureTable } from '../testing/fixture-list.ts'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { TRUST_FROM_LOG } from '../trust/from-log.ts'
import { EXPERIMENT_FROM_LOG } from './from-log.ts'

// Two in each arm: of the control one buys for 10.00, of the treatment both do, for 30.00 and 50.00. Chances and
// losses are integrals of polynomials: one of two is Beta(2, 2), two of two is Beta(3, 1).

type Id = keyof typeof EXPERIMENT_FROM_LOG

const ASSIGNED = '2026-11-05T10:00:00Z'
const assigned = (user: string, rest: Partial<Told> = {}): Told => ({
  event: 'Assignment Made',
  at: ASSIGNED,
  user,
  properties: { experiment_id: 'recommendations', arm: user.startsWith('c') ? 'control' : 'treatment' },
  ...rest,
})
const bought = (user: string, amount: number, rest: Partial<Told> = {}): Told => ({
  event: 'Order Completed',
  at: '2026-11-10T10:00:00Z',
  user,
  amount,
  properties: { order_id: `${user} ${amount}` },
  ...rest,
})
const gaveBack = (amount?: number): Told => ({
  event: 'Order Refunded',
  at: '2026-11-12T10:00:00Z',
  user: 't2',
  properties: { order_id: 't2 5000' },
  ...(amount !== undefined && { amount }),
})
const STORY: readonly Told[] = [
  ...['c1', 'c2', 't1', 't2'].map((user) => assigned(user)),
  bought('c1', 1_000),
  bought('t1', 3_000),
  bought('t2', 5_000),
]
const isOrder = ({ event }: Told): boolean => event === 'Order Completed'

const NOTHING = {
  uplift: null,
  'uplift-anytime': null,
  'uplift-relative': null,
  'uplift-value': null,
  'uplift-p': null,
  'uplift-chance': null,
  'uplift-loss': null,
  'sample-ratio': null,
  'in-two-arms': null,
} as const satisfies Record<Id, null>
const USUAL = {
  uplift: 1 / 2,
  'uplift-anytime': 1 / 2,
  'uplift-relative': 1,
  'uplift-value': 4_000 - 500,
  'uplift-p': null, // fewer than thirty in an arm
  'uplift-chance': 4 / 5,
  'uplift-loss': 1 / 28,
  'sample-ratio': 1,
  'in-two-arms': 0,
} as const
/** One person in each arm, and both bought. */
const ONE_EACH = {
  ...USUAL,
  uplift: 0,
  'uplift-anytime': 0,
  'uplift-relative': 0,
  'uplift-value': 3_000 - 1_000,
  'uplift-chance': 1 / 2,
  'uplift-loss': 2 / 15,
}

const ROWS: FixtureTable<Id> = {
  ...toUnchangingRows<Id>({ story: STORY, is: USUAL, nothing: NOTHING, late: isOrder, parted: ['c2', 't2'] }),
  'denominator 0': {
    told: [assigned('t1'), bought('t1', 3_000)],
    is: { ...NOTHING, 'in-two-arms': 0 },
    why: 'no control: nothing to compare with, and one person in one arm',
  },
  'one person': {
    told: STORY.filter(({ user }) => user === 'c1' || user === 't1'),
    is: ONE_EACH,
    why: 'one in each arm, fewer compare nothing',
  },
  're-entry': {
    told: [
      ...STORY,
      assigned('c2', { at: '2026-11-12T10:00:00Z' }),
      bought('c2', 700, { at: '2026-11-25T10:00:00Z' }),
    ],
    is: USUAL,
    why: 'assigned again: 14 days run from the first time',
  },
  'full refund': {
    told: [...STORY, gaveBack()],
    is: { ...USUAL, 'uplift-value': 3_000 / 2 - 500 },
    why: 'bought is bought, and worth nothing',
  },
  'partial refund': {
    told: [...STORY, gaveBack(2_000)],
    is: { ...USUAL, 'uplift-value': 6_000 / 2 - 500 },
    why: 'only revenue is less',
  },
  'two currencies, one without a rate': {
    told: [
      ...STORY,
      tellRate('2026-11-10', 0.5),
      bought('c2', 800, { currency: 'USD' }),
      bought('t2', 900, { currency: 'GBP' }),
    ],
    is: {
      ...USUAL,
      uplift: 0,
      'uplift-anytime': 0,
      'uplift-relative': 0,
      'uplift-value': [4_000 - 1_400 / 2, 'estimated'],
      'uplift-chance': 1 / 2,
      'uplift-loss': 3 / 28,
    },
    why: '8 dollars are 4 euros; 9 pounds are an order, and make what persons are worth a guess',
  },
  'day of 25 hours': {
    told: [
      ...STORY.map((one) => ({
        ...one,
        at: isOrder(one) ? '2026-10-26T10:00:00+01:00' : '2026-10-12T10:00:00+02:00',
      })),
      bought('c2', 700, { at: '2026-10-26T10:00:01+01:00' }),
    ],
    settings: { window: { from: at('2026-09-30T22:00:00Z'), to: at('2026-10-31T23:00:00Z') } },
    is: USUAL,
    why: '14 civil days hold an hour more; their last moment counts, a second later does not',
  },
  'day of 23 hours': {
    told: [
      ...STORY.map((one) => ({
        ...one,
        at: isOrder(one) ? '2026-03-30T10:00:00+02:00' : '2026-03-16T10:00:00+01:00',
      })),
      bought('c2', 700, { at: '2026-03-30T10:00:01+02:00' }),
    ],
    settings: { window: { from: at('2026-02-28T23:00:00Z'), to: at('2026-03-31T22:00:00Z') } },
    is: USUAL,
    why: '14 civil days hold an hour less; a second after them is too late although 336 hours are not over',
  },
  merge: {
    told: [...STORY, ...tellMerge(['c2', 't2'], 'for good')],
    is: { ...ONE_EACH, 'in-two-arms': 1 },
    why: 'one person in two arms is in neither',
  },
  'consent withdrawn': {
    told: [tellRefusal('t2'), ...STORY],
    is: {
      ...USUAL,
      'uplift-value': 3_000 - 500,
      'uplift-chance': 7 / 10, // Beta(2, 1) against Beta(2, 2)
      'uplift-loss': 1 / 15,
      'sample-ratio': 0.563_702_861_65, // χ² of 1 ÷ 3 with one degree of freedom
    },
    why: 'of the treatment t1 alone is left',
  },
}

test.each(askCells(EXPERIMENT_FROM_LOG, ROWS))(
  '$row: $id is $value, $status ($why)',
  ({ ask, value, status }) => {
    expect(ask()).toEqual({ value, status })
  },
)

test.each(listCells(ROWS).filter(({ id }) => id === 'uplift-value'))(
  '$row: what recommendations bring is $value, $status, like every uplift ($why)',
  ({ log, settings, value, status }) => {
    const [found] = TRUST_FROM_LOG['recommendation-revenue'](log, settings)
    expect(toRounded(found?.value)).toEqual({ value, status })
  },
)

test('experiments about other things tell nothing of what recommendations bring', () => {
  const log = tellLog(
    STORY.map((one) => ({
      ...one,
      properties: { ...one.properties, experiment_id: 'reminders' },
    })),
  )
  const values = TRUST_FROM_LOG['recommendation-revenue'](log, settingsOf())
  expect(values.map(({ breakdown, value }) => [breakdown, value.status])).toEqual([[{}, 'no_data']])
})
