import { expect, test } from 'vitest'
import { at } from '../testing/sample-journey.ts'
import { askCells, tellMerge, tellRate, tellRefusal, toUnchangingRows } from '../testing/fixture-list.ts'
import type { FixtureTable } from '../testing/fixture-list.ts'
import type { Told } from '../testing/tell-log.ts'
import { VALUE_FROM_LOG } from './from-log.ts'

// Five customers of November with two touches each, the order one of them: Ana and Eva saw the shop before buying
// online, and came again in December; Ben, Dan and Fay only used the web, and Fay came again.

type Id = 'retention-lift-matched'

/** When each part of the story happens. */
interface Days {
  readonly looked: string
  readonly order: string
  readonly again: string
}
const NOVEMBER: Days = {
  looked: '2026-11-02T10:00:00Z',
  order: '2026-11-03T10:00:00Z',
  again: '2026-12-03T10:00:00Z',
}

const bought = (user: string, when: string, rest: Partial<Told> = {}): Told => ({
  event: 'Order Completed',
  at: when,
  user,
  amount: 1_000,
  properties: { order_id: `${user} ${when}` },
  ...rest,
})
const tellCustomer = (user: string, { looked, order, again }: Days): readonly Told[] => [
  { event: 'Page Viewed', at: looked, user, channel: 'ae'.includes(user[0] ?? '') ? 'store' : 'web' },
  bought(user, order),
  ...('aef'.includes(user[0] ?? '') ? [bought(user, again)] : []),
]
const tellStory = (days: Days): readonly Told[] =>
  ['ana', 'ben', 'dan', 'eva', 'fay'].flatMap((user) => tellCustomer(user, days))
const STORY = tellStory(NOVEMBER)
const gaveBack = (amount?: number): Told => ({
  event: 'Order Refunded',
  at: '2026-11-20T10:00:00Z',
  user: 'ana',
  properties: { order_id: 'ana 2026-11-03T10:00:00Z' },
  ...(amount !== undefined && { amount }),
})

const NOTHING = { 'retention-lift-matched': null } as const
const USUAL = { 'retention-lift-matched': 2 / 3 } as const // 2 of 2 less 1 of 3, all of two touches

const ROWS: FixtureTable<Id> = {
  ...toUnchangingRows<Id>({
    story: STORY,
    is: USUAL,
    nothing: NOTHING,
    late: ({ user }) => user === 'ben',
    parted: ['ben', 'dan'],
  }),
  'denominator 0': {
    told: STORY.filter(({ user }) => user === 'ana' || user === 'eva'),
    is: NOTHING,
    why: 'nobody with one channel',
  },
  'one person': { told: tellCustomer('ana', NOVEMBER), is: NOTHING, why: 'nobody to compare her with' },
  're-entry': {
    told: [...STORY, ...['10', '11'].map((day) => bought('ana', `2026-11-${day}T10:00:00Z`))],
    is: { 'retention-lift-matched': 1 - 1 / 3 },
    why: 'Ana buys twice more in the month: with four touches she is like nobody, and Eva is left',
  },
  'full refund': { told: [...STORY, gaveBack()], is: USUAL, why: 'who gave it back had bought' },
  'partial refund': { told: [...STORY, gaveBack(500)], is: USUAL, why: 'so had who gave back a part' },
  'two currencies, one without a rate': {
    told: [
      tellRate('2026-11-03', 0.5),
      ...STORY.map((one) =>
        one.amount === undefined ? one : { ...one, currency: one.user === 'ana' ? 'USD' : 'GBP' },
      ),
    ],
    is: USUAL,
    why: 'that somebody bought is known without its worth',
  },
  'day of 25 hours': {
    told: [
      ...tellStory({
        looked: '2026-10-24T22:00:00Z',
        order: '2026-10-25T22:59:59Z',
        again: '2026-11-30T22:59:59Z',
      }),
      ...tellCustomer('gus', { ...NOVEMBER, order: '2026-10-25T23:00:00Z' }),
    ],
    settings: { window: { from: at('2026-10-24T22:00:00Z'), to: at('2026-10-25T23:00:00Z') } },
    is: USUAL,
    why: 'from its first instant to its last second, and until the last second of the next month; Gus is of the next day',
  },
  'day of 23 hours': {
    told: [
      ...tellStory({
        looked: '2026-03-28T23:00:00Z',
        order: '2026-03-29T21:59:59Z',
        again: '2026-04-30T21:59:59Z',
      }),
      ...tellCustomer('gus', { ...NOVEMBER, order: '2026-03-29T22:00:00Z' }),
    ],
    settings: { window: { from: at('2026-03-28T23:00:00Z'), to: at('2026-03-29T22:00:00Z') } },
    is: USUAL,
    why: 'from its first instant to its last second, and until the last second of April; Gus is of the next day',
  },
  merge: {
    told: [...STORY, ...tellMerge(['ben', 'dan'], 'for good')],
    is: { 'retention-lift-matched': 0 },
    why: 'Ben and Dan are one of four touches, like nobody: 2 of 2 less Fay’s 1 of 1',
  },
  'consent withdrawn': {
    told: [tellRefusal('ben'), ...STORY],
    is: { 'retention-lift-matched': 1 / 2 },
    why: '2 of 2 less 1 of 2: Ben is nobody',
  },
}

test.each(askCells(VALUE_FROM_LOG, ROWS))('$row: $id is $value, $status ($why)', ({ ask, value, status }) => {
  expect(ask()).toEqual({ value, status })
})
