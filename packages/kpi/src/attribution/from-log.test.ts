import { expect, test } from 'vitest'
import type { LogSettings } from '../log/kpi-log.ts'
import { at } from '../testing/sample-journey.ts'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { ATTRIBUTION_FROM_LOG } from './from-log.ts'

const visit = (day: number, rest: Partial<Told> = {}): Told => ({
  event: 'Page Viewed',
  at: `2026-11-${String(day).padStart(2, '0')}T10:00:00Z`,
  user: 'u',
  channel: 'paid_search',
  ...rest,
})
const order = (day: number, rest: Partial<Told> = {}): Told => ({
  ...visit(day),
  event: 'Order Completed',
  at: `2026-11-${String(day).padStart(2, '0')}T11:00:00Z`,
  channel: 'web',
  amount: 10_000,
  properties: { order_id: `o${day}` },
  ...rest,
})
const refund = (day: number, of: number, amount?: number): Told => ({
  event: 'Order Refunded',
  at: `2026-11-${String(day).padStart(2, '0')}T12:00:00Z`,
  user: 'u',
  properties: { order_id: `o${of}` },
  ...(amount !== undefined && { amount }),
})

type Measured = 'attributed-conversions' | 'attributed-revenue'

/** What each channel gets by the last touch, and the whole. */
function read(measure: Measured, told: readonly Told[], settings: Partial<LogSettings> = {}) {
  const log = tellLog(told, settings)
  const values = ATTRIBUTION_FROM_LOG[measure](log, settingsOf(settings))
  const last = values.filter(({ breakdown }) => breakdown['model'] === 'last')
  const parts = Object.fromEntries(last.map(({ breakdown, value }) => [breakdown['channel'], value.value]))
  return { ...parts, whole: values[0]?.value.value, flags: values[0]?.value.flags }
}

const SMALL = ['small_n']

test.each<{ told: Told[]; revenue: object; why: string }>([
  { told: [], revenue: { whole: null, flags: ['no_data', 'small_n'] }, why: 'empty' },
  {
    told: [visit(1)],
    revenue: { paid_search: null, whole: null, flags: ['no_data', 'small_n'] },
    why: 'nobody bought',
  },
  {
    told: [visit(1), order(2)],
    revenue: { paid_search: 10_000, whole: 10_000, flags: SMALL },
    why: 'one person',
  },
  {
    told: [visit(1, { id: 'v' }), visit(1, { id: 'v' }), order(2, { id: 'o' }), order(2, { id: 'o' })],
    revenue: { paid_search: 10_000, whole: 10_000, flags: SMALL },
    why: 'a message that comes twice is one',
  },
  {
    told: [order(3), visit(2, { channel: 'email' }), visit(1)],
    revenue: { email: 10_000, paid_search: 0, whole: 10_000, flags: SMALL },
    why: 'told out of order',
  },
  {
    told: [visit(1), order(3), visit(2, { channel: 'email', received: '2026-12-20T10:00:00Z' })],
    revenue: { email: 10_000, paid_search: 0, whole: 10_000, flags: SMALL },
    why: 'late, after the seal: it restates',
  },
  {
    told: [visit(1), order(2), visit(3, { channel: 'email' }), order(4)],
    revenue: { email: 10_000, paid_search: 10_000, whole: 20_000, flags: SMALL },
    why: 'bought again: the second order begins anew',
  },
  {
    told: [visit(1), order(2), refund(3, 2)],
    revenue: { paid_search: 0, whole: 0, flags: SMALL },
    why: 'given back: worth nothing, and still an order',
  },
  {
    told: [visit(1), order(2), refund(3, 2, 2_500)],
    revenue: { paid_search: 7_500, whole: 7_500, flags: SMALL },
    why: 'a part given back',
  },
  {
    told: [visit(1), order(2), order(3, { currency: 'USD' })],
    revenue: { '(unattributed)': 0, paid_search: 10_000, whole: 10_000, flags: ['estimated', 'small_n'] },
    why: 'another currency without a rate is worth 0 and makes an estimate',
  },
  {
    told: [
      {
        event: 'Fx Rate Set',
        at: '2026-11-03T00:00:00Z',
        properties: { date: '2026-11-03', base: 'USD', quote: 'EUR', rate: 0.5 },
      },
      visit(1),
      order(3, { currency: 'USD' }),
    ],
    revenue: { paid_search: 5_000, whole: 5_000, flags: SMALL },
    why: 'at the rate of the day',
  },
  {
    told: [visit(1, { user: 'v' }), order(2)],
    revenue: { '(unattributed)': 10_000, paid_search: 0, whole: 10_000, flags: SMALL },
    why: 'somebody else had come',
  },
  {
    told: [
      visit(1, { user: 'v' }),
      order(2),
      { event: 'Identity Linked', at: '2026-11-20T00:00:00Z', properties: { ids: ['u', 'v'] } },
    ],
    revenue: { paid_search: 10_000, whole: 10_000, flags: SMALL },
    why: 'merged: it was the same person, all along',
  },
  {
    told: [
      visit(1, { user: 'v' }),
      order(2),
      { event: 'Identity Linked', at: '2026-11-20T00:00:00Z', properties: { ids: ['u', 'v'] } },
      { event: 'Identity Unlinked', at: '2026-11-21T00:00:00Z', properties: { ids: ['u', 'v'] } },
    ],
    revenue: { '(unattributed)': 10_000, paid_search: 0, whole: 10_000, flags: SMALL },
    why: 'and unmerged again',
  },
  {
    told: [visit(1, { consent: 'denied' }), order(2)],
    revenue: { '(unattributed)': 10_000, whole: 10_000, flags: SMALL },
    why: 'a touch without consent is nobody’s',
  },
  {
    told: [visit(1), order(2, { consent: 'denied' })],
    revenue: { '(unattributed)': 10_000, paid_search: 0, whole: 10_000, flags: SMALL },
    why: 'an order without consent is a thing, not a person’s',
  },
  {
    told: [visit(1, { channel: 'web' }), order(2)],
    revenue: { direct: 10_000, whole: 10_000, flags: SMALL },
    why: 'our own site names no source',
  },
  {
    told: [visit(1), visit(1, { at: '2026-11-01T10:05:00Z', channel: 'web' }), order(2)],
    revenue: { paid_search: 10_000, whole: 10_000, flags: SMALL },
    why: 'nor does the rest of the visit',
  },
])('$revenue ($why)', ({ told, revenue }) => {
  expect(read('attributed-revenue', told)).toEqual(revenue)
})

test('30 days back are civil days, also where one of them has 25 hours', () => {
  const bought = order(17, { at: '2026-11-17T11:00:00Z' })
  // 30 days before 12:00 in Madrid is 12:00 there: 10:00 UTC, in summer time.
  const told = (when: string) => [visit(1, { at: when }), bought]
  const settings = { window: { from: at('2026-10-31T23:00:00Z'), to: at('2026-11-30T23:00:00Z') } }
  expect(read('attributed-conversions', told('2026-10-18T10:00:00Z'), settings)).toMatchObject({
    paid_search: 1,
  })
  expect(read('attributed-conversions', told('2026-10-18T09:59:59Z'), settings)).toMatchObject({
    '(unattributed)': 1,
  })
})

test('a run that can still convert is in no rate, and says so', () => {
  const early = { asOf: at('2026-11-20T00:00:00Z') }
  const rates = (settings: Partial<LogSettings>) =>
    ATTRIBUTION_FROM_LOG['channel-combination'](
      tellLog([visit(1), order(2), visit(5)], settings),
      settingsOf(settings),
    )
  expect(rates(early)[0]?.value).toMatchObject({ value: 1, denominator: 1, flags: ['immature', 'small_n'] })
  expect(rates({})[0]?.value).toMatchObject({ value: 0.5, denominator: 2, flags: ['small_n'] })
})

test('without a channel nobody arrives who came by it alone', () => {
  const told = [visit(1), order(2), visit(1, { user: 'v', channel: 'email' })]
  const values = ATTRIBUTION_FROM_LOG['removal-effect'](tellLog(told), settingsOf())
  expect(values.map(({ breakdown, value }) => [breakdown, value.value])).toEqual([
    [{}, 0.5],
    [{ channel: 'email' }, 0],
    [{ channel: 'paid_search' }, 1],
  ])
  const methods = values.map(({ value }) => value.interval?.method)
  expect(methods).toEqual(['wilson', 'bootstrap', 'bootstrap'])
})
