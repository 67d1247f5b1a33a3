import { expect, test } from 'vitest'
import type { LogSettings } from '../log/kpi-log.ts'
import { at } from '../testing/sample-journey.ts'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { VALUE_FROM_LOG } from './from-log.ts'
import { VALUE_MEASURES } from './measures.ts'

type ValueId = keyof typeof VALUE_MEASURES

/** Two years later, so that first years are over. */
const LATER: Partial<LogSettings> = { asOf: at('2028-01-31T23:00:00Z') }
const SMALL = ['small_n']

const order = (when: string, rest: Partial<Told> = {}): Told => ({
  event: 'Order Completed',
  at: when.includes('T') ? when : `${when}T11:00:00Z`,
  user: 'u',
  channel: 'web',
  amount: 10_000,
  properties: { order_id: `o-${when}`, margin: 40 },
  ...rest,
})
const refund = (when: string, of: string, amount?: number): Told => ({
  event: 'Order Refunded',
  at: `${when}T12:00:00Z`,
  user: 'u',
  properties: { order_id: `o-${of}` },
  ...(amount !== undefined && { amount }),
})
const spent = (channel: string | null, amount: number, rest: Partial<Told> = {}): Told => ({
  event: 'Ad Spend Reported',
  at: '2026-11-15T10:00:00Z',
  properties: {
    ...(channel !== null && { channel }),
    spend_minor: amount,
    currency: 'EUR',
    day: '2026-11-15',
  },
  ...rest,
})
const identity = (event: string, when: string): Told => ({
  event,
  at: `${when}T00:00:00Z`,
  properties: { ids: ['u', 'v'] },
})

/** The value of the whole and of each part, and the flags of the whole. */
function read(measure: ValueId, told: readonly Told[], settings: Partial<LogSettings> = LATER) {
  const values = VALUE_FROM_LOG[measure](tellLog(told, settings), settingsOf(settings))
  const [whole] = values
  const parts = Object.fromEntries(
    values.slice(1).map(({ breakdown, value }) => [Object.values(breakdown).join(' '), value.value]),
  )
  return { whole: whole?.value.value, ...parts, flags: whole?.value.flags }
}

const MEASURE_IDS = Object.keys(VALUE_MEASURES).filter((id): id is ValueId => id in VALUE_MEASURES)

test.each(MEASURE_IDS)('%s of an empty log is its whole, without data', (id) => {
  const values = VALUE_FROM_LOG[id](tellLog([]), settingsOf())
  expect(values).toHaveLength(1)
  expect(values[0]).toMatchObject({ measure: id, breakdown: {}, value: { value: null, status: 'no_data' } })
})

test.each(MEASURE_IDS)('%s is of the edition and unit that is explained', (id) => {
  const told = [order('2026-11-02'), order('2026-12-10'), spent('paid_search', 500)]
  for (const { measure, value } of VALUE_FROM_LOG[id](tellLog(told, LATER), settingsOf(LATER))) {
    const { definitionVersion, unit } = VALUE_MEASURES[measure]
    expect(value).toMatchObject({ definitionVersion, unit })
    expect(value.currency).toBe(unit === 'money' ? 'EUR' : undefined)
  }
})

test.each<{ told: Told[]; is: object; settings?: Partial<LogSettings>; why: string }>([
  {
    told: [order('2026-11-02')],
    is: { whole: 4_000, web: 4_000, flags: SMALL },
    why: 'one person, one order: its margin',
  },
  {
    told: [order('2026-11-02', { id: 'x' }), order('2026-11-02', { id: 'x' })],
    is: { whole: 4_000, web: 4_000, flags: SMALL },
    why: 'a message that comes twice is one',
  },
  {
    told: [order('2027-02-01'), order('2026-11-02')],
    is: { whole: 8_000, web: 8_000, flags: SMALL },
    why: 'out of order, and bought again',
  },
  {
    told: [order('2026-11-02'), order('2026-11-20', { received: '2026-12-20T10:00:00Z' })],
    is: { whole: 8_000, web: 8_000, flags: SMALL },
    why: 'late, after the seal',
  },
  {
    told: [order('2026-11-02'), order('2027-11-01T22:59:59Z'), order('2027-11-02T11:00:00Z')],
    is: { whole: 8_000, web: 8_000, flags: SMALL },
    why: '365 days on, to the moment, is another year',
  },
  {
    told: [order('2026-11-02'), refund('2026-12-02', '2026-11-02')],
    is: { whole: 0, web: 0, flags: SMALL },
    why: 'given back',
  },
  {
    told: [order('2026-11-02'), refund('2026-12-02', '2026-11-02', 2_500)],
    is: { whole: 3_000, web: 3_000, flags: SMALL },
    why: 'a part given back, and with it that part of the margin',
  },
  {
    told: [order('2026-11-02'), order('2026-11-09', { currency: 'USD' })],
    is: { whole: 4_000, web: 4_000, flags: ['estimated', 'small_n'] },
    why: 'another currency without a rate',
  },
  {
    told: [order('2026-11-02', { properties: {} })],
    is: { whole: 10_000, web: 10_000, flags: ['estimated', 'small_n'] },
    why: 'no margin: revenue stands for it',
  },
  {
    told: [
      order('2026-11-02'),
      order('2026-12-02', { channel: 'store' }),
      order('2027-02-10', { channel: 'app' }),
    ],
    is: { whole: 12_000, 'store+web': 12_000, flags: SMALL },
    why: 'the route is fixed after 90 days: the app came too late',
  },
  {
    told: [order('2026-11-02'), order('2026-11-09', { user: 'v' })],
    is: { whole: 4_000, web: 4_000, flags: SMALL },
    why: 'two persons',
  },
  {
    told: [
      order('2026-11-02'),
      order('2026-11-09', { user: 'v' }),
      identity('Identity Linked', '2026-11-20'),
    ],
    is: { whole: 8_000, web: 8_000, flags: SMALL },
    why: 'merged',
  },
  {
    told: [
      order('2026-11-02'),
      order('2026-11-09', { user: 'v' }),
      identity('Identity Linked', '2026-11-20'),
      identity('Identity Unlinked', '2026-11-21'),
    ],
    is: { whole: 4_000, web: 4_000, flags: SMALL },
    why: 'and unmerged again',
  },
  {
    told: [order('2026-11-02'), order('2026-11-09', { consent: 'denied' })],
    is: { whole: 4_000, web: 4_000, flags: SMALL },
    why: 'what is done without consent is nobody’s',
  },
  {
    told: [order('2026-11-02')],
    settings: {},
    is: { whole: null, web: null, flags: ['no_data', 'immature', 'small_n'] },
    why: 'the year is not over',
  },
  {
    told: [order('2026-10-02'), order('2026-11-02')],
    is: { whole: null, flags: ['no_data', 'small_n'] },
    why: 'won before',
  },
])('first-year value $is ($why)', ({ told, is, settings }) => {
  expect(read('clv-historic', told, settings)).toEqual(is)
})

test('who used three channels is set against who did not', () => {
  const broad = [
    order('2026-11-02'),
    order('2026-11-03', { channel: 'store' }),
    order('2026-11-04', { channel: 'app' }),
  ]
  const told = [...broad, order('2026-11-05', { user: 'v' })]
  expect(read('clv-breadth-gap', told)).toEqual({ whole: 8_000, flags: SMALL })
  expect(read('clv-breadth-gap', broad)).toEqual({ whole: null, flags: ['no_data', 'small_n'] })
})

const VISIT: Told = { event: 'Page Viewed', at: '2026-11-01T10:00:00Z', user: 'u', channel: 'paid_search' }
const USD_RATE: Told = {
  event: 'Fx Rate Set',
  at: '2026-11-15T00:00:00Z',
  properties: { date: '2026-11-15', base: 'USD', quote: 'EUR', rate: 0.5 },
}
const fixed: Told = {
  event: 'Cost Reported',
  at: '2026-11-20T10:00:00Z',
  properties: { scope: 'fixed', amount_minor: 1_000, currency: 'EUR' },
}

test.each<{ told: Told[]; is: object; why: string }>([
  {
    told: [VISIT, order('2026-11-02'), spent('paid_search', 3_000), fixed],
    is: { whole: 4_000, paid_search: 3_000, flags: SMALL },
    why: 'blended holds the fixed costs, the channel its own',
  },
  {
    told: [VISIT, order('2026-11-02'), spent('paid_search', 3_000), spent('display', 500)],
    is: { whole: 3_500, display: null, paid_search: 3_000, flags: SMALL },
    why: 'spending that won nobody has no cost per customer',
  },
  {
    told: [VISIT, order('2026-10-02'), order('2026-11-02'), spent('paid_search', 3_000)],
    is: { whole: null, paid_search: null, flags: ['no_data', 'small_n'] },
    why: 'who bought before is no new customer',
  },
  {
    told: [VISIT, order('2026-11-02'), spent('paid_search', 3_000, { at: '2026-12-02T10:00:00Z' })],
    is: { whole: 3_000, paid_search: 3_000, flags: SMALL },
    why: 'reported later, spent on its day',
  },
  {
    told: [
      VISIT,
      order('2026-11-02'),
      { ...spent(null, 0), properties: { channel: 'paid_search', spend_minor: 800, currency: 'USD' } },
      USD_RATE,
    ],
    is: { whole: 400, paid_search: 400, flags: SMALL },
    why: 'at the rate of the day',
  },
  {
    told: [
      VISIT,
      order('2026-11-02'),
      { ...spent(null, 0), properties: { channel: 'paid_search', spend_minor: 800, currency: 'USD' } },
    ],
    is: { whole: 0, paid_search: 0, flags: ['estimated', 'small_n'] },
    why: 'no rate: left out, and said so',
  },
  {
    told: [
      VISIT,
      order('2026-11-02'),
      { ...fixed, properties: { ...fixed.properties, allocation_key: 'agent_minutes' } },
    ],
    is: { whole: 0, paid_search: 0, flags: SMALL },
    why: 'service is not acquisition',
  },
])('cost per new customer $is ($why)', ({ told, is }) => {
  expect(read('acquisition-cost', told)).toEqual(is)
})

test('returns are of what was spent, and of channels it was spent on', () => {
  const told = [
    VISIT,
    order('2026-11-02'),
    order('2026-11-03', { user: 'v' }),
    spent('paid_search', 2_000),
    fixed,
  ]
  expect(read('return-on-ad-spend', told)).toEqual({ whole: 5, paid_search: 5, flags: SMALL })
  expect(read('attributed-roi', told)).toEqual({
    whole: (8_000 - 3_000) / 3_000,
    '(unattributed)': null,
    paid_search: 1,
    flags: SMALL,
  })
  expect(read('value-to-cost', told)).toEqual({ whole: 4_000 / 1_500, flags: SMALL })
})

test.each([
  { cost: 4_000, whole: 1, flags: SMALL, why: 'the first order pays' },
  { cost: 5_000, whole: 3, flags: SMALL, why: 'the second comes 65 days later' },
  { cost: 9_000, whole: null, flags: ['immature', 'small_n'], why: 'not yet' },
])('payback of $cost takes $whole months ($why)', ({ cost, whole, flags }) => {
  const told = [order('2026-11-02'), order('2027-01-06'), spent('paid_search', cost)]
  expect(read('payback-months', told)).toEqual({ whole, flags })
})

test('members are known by joining or by their card', () => {
  const member: Told = { event: 'Loyalty Joined', at: '2026-10-02T10:00:00Z', user: 'u' }
  const points = (event: string, points: number): Told => ({
    event,
    at: '2026-11-05T10:00:00Z',
    user: 'u',
    properties: { points },
  })
  const told = [
    member,
    order('2026-11-02'),
    order('2026-11-03', { user: 'v', amount: 5_000 }),
    order('2026-10-03', { user: 'w', loyalty: 'L1' }),
    points('Points Earned', 100),
    points('Points Redeemed', -30),
  ]
  expect(read('active-members', told)).toMatchObject({ whole: 0.5 })
  expect(read('member-revenue', told)).toMatchObject({ whole: 2 / 3 })
  expect(read('member-spend', told)).toMatchObject({ whole: 2 })
  expect(read('points-burned', told)).toMatchObject({ whole: 0.3 })
})

test.each<{ told: Told[]; asOf: string; is: object; why: string }>([
  {
    told: [order('2026-11-02'), order('2026-12-02'), order('2026-11-09', { user: 'v' })],
    asOf: '2026-12-31T23:00:00Z',
    is: { whole: 0.5, '2026-11 01': 0.5, flags: SMALL },
    why: 'one of two came back in December',
  },
  {
    told: [order('2026-11-02'), order('2026-12-02')],
    asOf: '2026-12-31T22:59:59Z',
    is: { whole: null, '2026-11 01': 1, flags: ['no_data', 'immature', 'small_n'] },
    why: 'December is not over in Madrid for another second',
  },
  {
    told: [order('2026-11-30T22:30:00Z'), order('2026-11-30T23:30:00Z')],
    asOf: '2026-12-31T23:00:00Z',
    is: { whole: 1, '2026-11 01': 1, flags: SMALL },
    why: 'half past midnight in Madrid is December',
  },
  {
    told: [order('2026-11-02')],
    asOf: '2026-11-30T23:00:00Z',
    is: { whole: null, flags: ['no_data', 'immature', 'small_n'] },
    why: 'the month after has not begun',
  },
])('retention $is ($why)', ({ told, asOf, is }) => {
  expect(read('retention', told, { asOf: at(asOf) })).toEqual(is)
})

test('a month with the clocks going back is a month', () => {
  const window = { from: at('2026-09-30T22:00:00Z'), to: at('2026-10-31T23:00:00Z') }
  const told = [order('2026-10-25T00:30:00Z'), order('2026-11-01T00:30:00Z')]
  expect(read('retention', told, { window, asOf: at('2026-11-30T23:00:00Z') })).toMatchObject({ whole: 1 })
})

test('buyers are predicted as they stood at the end of the window', () => {
  const days = [2, 5, 9, 12, 16, 20, 23, 27]
  const told = days.flatMap((day, place) => {
    const again = days.slice(0, 1 + (place % 4)).map((gap) => day + gap)
    return [day, ...again.filter((later) => later < 31 && place % 2 === 0)].map((when) =>
      order(`2026-11-${String(when).padStart(2, '0')}`, {
        user: `u${place}`,
        amount: 5_000 + 700 * place + 50 * when,
        properties: {},
      }),
    )
  })
  const later = order('2027-03-01', { user: 'u1', properties: {} })
  for (const id of ['clv-predicted', 'buyers-alive'] as const) {
    expect(read(id, [...told, later])).toEqual(read(id, told))
  }
  const alive = VALUE_FROM_LOG['buyers-alive'](tellLog(told, LATER), settingsOf(LATER))[0]?.value
  expect(alive).toMatchObject({ n: 8, denominator: 8 })
  expect(alive?.value).toBeGreaterThan(0)
  expect(alive?.value).toBeLessThanOrEqual(1)
})
