import { describe, expect, test } from 'vitest'
import { toOrders } from '../log/orders.ts'
import type { LogSettings } from '../log/kpi-log.ts'
import { mantelHaenszel } from '../statistics/stratified.ts'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { ORDER_FROM_LOG } from './from-log.ts'

const bought = (rest: Partial<Told> = {}): Told => ({
  event: 'Order Completed',
  at: '2026-11-10T10:00:00Z',
  user: 'u',
  amount: 10_000,
  properties: { order_id: 'o' },
  ...rest,
})
const refunded = (rest: Partial<Told> = {}): Told => ({
  event: 'Order Refunded',
  at: '2026-11-15T10:00:00Z',
  user: 'u',
  properties: { order_id: 'o' },
  ...rest,
})
const rate = (date: string, value: number): Told => ({
  event: 'Fx Rate Set',
  at: `${date}T00:00:00Z`,
  properties: { date, base: 'USD', quote: 'EUR', rate: value },
})
const link = (event: 'Identity Linked' | 'Identity Unlinked', at: string, ids: readonly string[]): Told => ({
  event,
  at,
  properties: { ids },
})
const order = (told: readonly Told[]) => toOrders(tellLog(told), settingsOf()).orders[0]

/** The value of the whole, or of one part. */
function read(
  id: keyof typeof ORDER_FROM_LOG,
  told: readonly Told[],
  { settings = settingsOf(), part = {} }: { settings?: LogSettings; part?: Record<string, string> } = {},
) {
  const values = ORDER_FROM_LOG[id](tellLog(told, settings), settings)
  return values.find(({ breakdown }) => JSON.stringify(breakdown) === JSON.stringify(part))?.value
}

describe('orders', () => {
  test.each([
    { told: [bought()], gross: 10_000, net: 10_000, settled: 10_000, why: 'nothing came back' },
    {
      told: [bought(), refunded()],
      gross: 10_000,
      net: 0,
      settled: 0,
      why: 'no amount, no products: everything',
    },
    {
      told: [bought(), refunded({ amount: 2_500 })],
      gross: 10_000,
      net: 7_500,
      settled: 7_500,
      why: 'a part',
    },
    {
      told: [bought(), refunded({ amount: 99_999 })],
      gross: 10_000,
      net: 0,
      settled: 0,
      why: 'never below nothing',
    },
    {
      told: [bought(), refunded({ at: '2026-12-05T10:00:00Z', amount: 2_500 })],
      gross: 10_000,
      net: 10_000,
      settled: 7_500,
      why: 'after the window, within 30 days: settled knows, net of the window does not',
    },
    {
      told: [bought(), refunded({ at: '2026-12-15T10:00:00Z', amount: 2_500 })],
      gross: 10_000,
      net: 10_000,
      settled: 10_000,
      why: 'after 30 days it is no return any more',
    },
    {
      told: [bought(), refunded({ amount: 9_000, currency: 'USD' })],
      gross: 10_000,
      net: 10_000,
      settled: 10_000,
      why: 'another currency cannot be taken off',
    },
    {
      told: [bought(), { ...refunded(), event: 'Order Cancelled' }],
      gross: 10_000,
      net: 0,
      settled: 0,
      why: 'cancelled',
    },
    {
      told: [bought({ id: 'a' }), bought({ id: 'a' })],
      gross: 10_000,
      net: 10_000,
      settled: 10_000,
      why: 'one message twice',
    },
    {
      told: [bought({ id: 'a' }), bought({ id: 'b', amount: 5 })],
      gross: 10_000,
      net: 10_000,
      settled: 10_000,
      why: 'one order told twice',
    },
    {
      told: [refunded({ at: '2026-11-09T10:00:00Z' }), bought()],
      gross: 10_000,
      net: 0,
      settled: 0,
      why: 'a refund dated before its order',
    },
  ])('gross $gross, net $net, settled $settled ($why)', ({ told, gross, net, settled }) => {
    expect(order(told)).toMatchObject({ grossMinor: gross, netMinor: net, settledMinor: settled })
  })

  test.each([
    {
      told: [bought({ currency: 'USD' }), rate('2026-11-10', 0.9)],
      gross: 9_000,
      unpriced: null,
      why: 'the day’s rate',
    },
    {
      told: [bought({ currency: 'USD' }), rate('2026-11-09', 0.9)],
      gross: null,
      unpriced: 'no-rate',
      why: 'yesterday’s rate is not the day’s',
    },
    {
      told: [
        bought({ currency: 'USD', properties: { order_id: 'o', fx_rate: 0.8 } }),
        rate('2026-11-10', 0.9),
      ],
      gross: 8_000,
      unpriced: null,
      why: 'its own rate wins',
    },
    {
      told: [bought({ currency: 'JPY', amount: 1_500, properties: { order_id: 'o', fx_rate: 0.006 } })],
      gross: 900,
      unpriced: null,
      why: '1,500 yen are 9 euros',
    },
    {
      told: [bought({ currency: 'KWD', amount: 1_500, properties: { order_id: 'o', fx_rate: 3 } })],
      gross: 450,
      unpriced: null,
      why: '1.500 dinars are 4.50 euros',
    },
    { told: [bought({ currency: null })], gross: null, unpriced: 'no-currency', why: 'an amount of nothing' },
    {
      told: [bought({ amount: undefined, currency: null })],
      gross: null,
      unpriced: 'no-amount',
      why: 'nobody said',
    },
    {
      told: [
        bought({ currency: 'USD' }),
        rate('2026-11-10', 0.9),
        rate('2026-11-15', 0.5),
        refunded({ amount: 10_000, currency: 'USD' }),
      ],
      gross: 9_000,
      unpriced: null,
      why: 'refunds go at the rate of the order, and leave nothing',
    },
  ])('in euros $gross ($why)', ({ told, gross, unpriced }) => {
    expect(order(told)).toMatchObject({ grossMinor: gross, unpriced })
    if (told.length === 4) expect(order(told)?.netMinor).toBe(0)
  })

  test('what cannot be placed is counted', () => {
    const log = tellLog([
      bought(),
      refunded({ currency: 'USD', amount: 1 }),
      refunded({ properties: { order_id: 'x' } }),
    ])
    expect(toOrders(log, settingsOf())).toMatchObject({ orphanRefunds: 1, unreadRefunds: 1 })
  })
})

describe('average order value', () => {
  const two = [bought(), bought({ user: 'v', amount: 20_000, properties: { order_id: 'p' } })]
  test.each([
    { told: [], value: null, status: 'no_data', why: 'no orders' },
    {
      told: [bought({ at: '2026-10-01T10:00:00Z' })],
      value: null,
      status: 'no_data',
      why: 'none in the window',
    },
    { told: [bought()], value: 10_000, status: 'small_n', why: 'one person' },
    { told: two, value: 15_000, status: 'small_n', why: '(100 + 200) ÷ 2' },
    { told: two.toReversed(), value: 15_000, status: 'small_n', why: 'out of order' },
    {
      told: [...two, bought({ id: 'm-0000' })],
      value: 15_000,
      status: 'small_n',
      why: 'one message twice',
    },
    {
      told: [...two, refunded()],
      value: 20_000,
      status: 'small_n',
      why: 'given back in full: no order any more',
    },
    { told: [...two, refunded({ amount: 5_000 })], value: 12_500, status: 'small_n', why: '(50 + 200) ÷ 2' },
    {
      told: [...two, bought({ amount: 0, properties: { order_id: 'q' } })],
      value: 10_000,
      status: 'small_n',
      why: 'free from the start counts: 300 ÷ 3',
    },
    {
      told: [...two, bought({ currency: 'USD', properties: { order_id: 'q' } })],
      value: 15_000,
      status: 'estimated',
      why: 'two currencies, one without a rate: left out and said',
    },
    {
      told: [bought({ at: '2026-10-31T23:00:00Z' })],
      value: 10_000,
      status: 'small_n',
      why: 'the first instant of November in Madrid',
    },
    {
      told: [bought({ at: '2026-11-30T23:00:00Z' })],
      value: null,
      status: 'no_data',
      why: 'the first of December',
    },
    {
      told: [bought({ received: '2026-12-20T10:00:00Z' })],
      value: 10_000,
      status: 'small_n',
      why: 'late after the seal',
    },
    {
      told: [bought({ consent: 'denied' })],
      value: 10_000,
      status: 'small_n',
      why: 'an order counts as an order, by nobody',
    },
  ])('$value, $status ($why)', ({ told, value, status }) => {
    expect(read('average-order-value', told)).toMatchObject({ value, status, unit: 'money', currency: 'EUR' })
  })

  test('gross keeps what was given back; settled waits', () => {
    const told = [...two, refunded()]
    expect(read('average-order-value', told, { part: { revenue: 'gross' } })?.value).toBe(15_000)
    const early = settingsOf({ asOf: Date.parse('2026-12-01T00:00:00Z') })
    expect(
      read('average-order-value', told, { settings: early, part: { revenue: 'settled' } }),
    ).toMatchObject({
      value: null,
      flags: ['no_data', 'immature', 'small_n'],
    })
  })

  test('the interval knows that orders of one person are not independent', () => {
    const of = (user: (at: number) => string) =>
      Array.from({ length: 40 }, (_, at) =>
        bought({ user: user(at), amount: at % 2 ? 8_000 : 12_000, properties: { order_id: `o${at}` } }),
      )
    const width = (told: readonly Told[]) => {
      const interval = read('average-order-value', told)?.interval
      return interval ? interval.hi - interval.lo : 0
    }
    // one person buying dear things only, the other cheap ones: two persons, not forty orders
    expect(width(of((at) => `u${at % 2}`))).toBeGreaterThan(width(of((at) => `u${at}`)))
  })

  test('merging two persons changes no order, and its undoing neither', () => {
    const merged = [...two, link('Identity Linked', '2026-11-20T00:00:00Z', ['u', 'v'])]
    const undone = [...merged, link('Identity Unlinked', '2026-11-21T00:00:00Z', ['u', 'v'])]
    expect(read('average-order-value', merged)?.value).toBe(15_000)
    expect(read('average-order-value', undone)).toEqual(read('average-order-value', two))
  })

  test('the median and the cap', () => {
    const told = [1, 2, 3, 4, 5, 6, 7, 8, 9, 1_000].map((amount, at) =>
      bought({ user: `u${at}`, amount, properties: { order_id: `o${at}` } }),
    )
    expect(read('median-order-value', told)).toMatchObject({ value: 5.5, interval: { lo: 2, hi: 9 } })
    // 99.9 % quantile = 9 + 0.991 · 991 = 991.081 → (45 + 991.081) ÷ 10
    expect(read('capped-order-value', told)?.value).toBeCloseTo(103.6081, 6)
    expect(read('median-order-value', [])).toMatchObject({ value: null, status: 'no_data' })
  })

  test('orders without money are counted by their reason, over all orders', () => {
    const told = [
      ...two,
      bought({ currency: 'USD', properties: { order_id: 'q' } }),
      bought({ amount: undefined, currency: null, properties: { order_id: 'r' } }),
    ]
    expect(read('unpriced-orders', told)?.value).toBe(0.5)
    expect(read('unpriced-orders', told, { part: { reason: 'no-rate' } })?.value).toBe(0.25)
  })
})

describe('reverse ROPO', () => {
  const visit = (at: string, rest: Partial<Told> = {}): Told => ({
    event: 'Store Visit Recorded',
    at,
    user: 'u',
    channel: 'store',
    properties: { store_id: 's' },
    ...rest,
  })
  const tried = (sku: string, category: string): Told => ({
    event: 'Product Tried',
    at: '2026-11-09T10:00:00Z',
    user: 'u',
    channel: 'store',
    properties: { sku, category },
  })
  test.each([
    { told: [], value: null, why: 'no orders' },
    { told: [bought()], value: 0, why: 'never in a shop' },
    { told: [visit('2026-11-09T10:00:00Z'), bought()], value: 1, why: 'in a shop the day before' },
    { told: [bought(), visit('2026-11-09T10:00:00Z')], value: 1, why: 'told out of order' },
    {
      told: [visit('2026-10-11T10:00:00Z'), bought()],
      value: 1,
      why: 'the first instant of 30 civil days, over the clock change',
    },
    { told: [visit('2026-10-11T08:59:59Z'), bought()], value: 0, why: 'a second earlier' },
    { told: [visit('2026-11-10T10:00:00Z'), bought()], value: 0, why: 'at the same instant is not before' },
    {
      told: [visit('2026-11-09T10:00:00Z'), bought({ channel: 'pos' })],
      value: null,
      why: 'bought in the shop: not an online order',
    },
    {
      told: [
        visit('2026-11-09T10:00:00Z'),
        bought({ channel: 'pos', properties: { order_id: 'o', fulfilment: 'bopis' } }),
      ],
      value: 1,
      why: 'bought online, fetched at a till',
    },
    {
      told: [visit('2026-11-09T10:00:00Z', { event: 'Points Earned' }), bought()],
      value: 1,
      why: 'a card shown in a shop',
    },
    {
      told: [visit('2026-11-09T10:00:00Z', { event: 'Points Earned', channel: 'web' }), bought()],
      value: 0,
      why: 'points earned online are no visit',
    },
    {
      told: [visit('2026-11-09T10:00:00Z', { consent: 'denied' }), bought()],
      value: 0,
      why: 'consent withdrawn',
    },
    {
      told: [
        visit('2026-11-09T10:00:00Z', { user: 'v' }),
        bought(),
        link('Identity Linked', '2026-11-20T00:00:00Z', ['u', 'v']),
      ],
      value: 1,
      why: 'a merge holds for history',
    },
    {
      told: [
        visit('2026-11-09T10:00:00Z', { user: 'v' }),
        bought(),
        link('Identity Linked', '2026-11-20T00:00:00Z', ['u', 'v']),
        link('Identity Unlinked', '2026-11-21T00:00:00Z', ['u', 'v']),
      ],
      value: 0,
      why: 'and an unmerge takes it back',
    },
    {
      told: [visit('2026-11-09T10:00:00Z', { received: '2026-12-20T00:00:00Z' }), bought()],
      value: 1,
      why: 'late after the seal restates',
    },
  ])('$value ($why)', ({ told, value }) => {
    expect(read('reverse-ropo-orders', told)?.value).toBe(value)
  })

  test('levels nest', () => {
    const shoe = bought({ properties: { order_id: 'o', products: [{ sku: 'a', category: 'Shoes' }] } })
    const at = (match: string, contact: Told) =>
      read('reverse-ropo-orders', [contact, shoe], { part: { match, days: '30' } })?.value
    expect([at('any', tried('x', 'hats')), at('category', tried('x', 'hats'))]).toEqual([1, 0])
    expect([at('category', tried('x', 'shoes')), at('sku', tried('x', 'shoes'))]).toEqual([1, 0])
    expect([at('any', tried('a', 'x')), at('sku', tried('a', 'x'))]).toEqual([1, 1])
  })

  test('revenue is settled, bounds hold the unidentified, and thin coverage is an estimate', () => {
    const told = [
      visit('2026-11-09T10:00:00Z'),
      bought(),
      refunded({ amount: 4_000 }),
      bought({ user: 'v', properties: { order_id: 'p' }, amount: 6_000 }),
      ...Array.from({ length: 6 }, (_, at) =>
        bought({ user: undefined, properties: { order_id: `n${at}` }, amount: 1_000 }),
      ),
    ]
    // identified: 60 of 60 + 60; over all: 60 … 60 + 60 of 180
    expect(read('reverse-ropo-revenue', told)).toMatchObject({
      value: 0.5,
      numerator: 6_000,
      denominator: 12_000,
      interval: { lo: 1 / 3, hi: 2 / 3, level: 1 },
      flags: ['estimated', 'small_n'],
    })
  })

  test('an order that may still come back is not judged', () => {
    const early = settingsOf({ asOf: Date.parse('2026-12-01T00:00:00Z') })
    expect(read('reverse-ropo-orders', [bought()], { settings: early })).toMatchObject({
      value: null,
      status: 'no_data',
      flags: ['no_data', 'immature', 'small_n'],
    })
  })
})

describe('shop and web together', () => {
  const how = (fulfilment: string, id: string) => bought({ properties: { order_id: id, fulfilment } })
  test('click & collect and ship from store are shares of online orders', () => {
    const told = [
      how('bopis', 'a'),
      how('ship_from_store', 'b'),
      how('home', 'c'),
      bought({ channel: 'pos', properties: { order_id: 'd' } }),
    ]
    expect(read('click-and-collect', told)?.value).toBeCloseTo(1 / 3, 12)
    expect(read('ship-from-store', told)?.value).toBeCloseTo(1 / 3, 12)
    expect(read('click-and-collect', [])).toMatchObject({ value: null, status: 'no_data' })
  })

  test('how it left may be told later', () => {
    const left: Told = {
      event: 'Order Fulfilled',
      at: '2026-11-11T10:00:00Z',
      properties: { order_id: 'o', fulfilment: 'ship_from_store' },
    }
    expect(read('ship-from-store', [bought(), left])?.value).toBe(1)
  })

  test.each([
    { told: [bought()], value: null, why: 'no returns' },
    { told: [bought(), refunded({ channel: 'web' })], value: 0, why: 'back where it came from' },
    { told: [bought(), refunded({ channel: 'pos' })], value: 1, why: 'bought online, brought to the till' },
    {
      told: [bought({ channel: 'pos' }), refunded({ channel: 'store' })],
      value: 0,
      why: 'all tills of a shop are the shop',
    },
    {
      told: [bought(), refunded({ channel: 'web', properties: { order_id: 'o', return_channel: 'store' } })],
      value: 1,
      why: 'the return says where it came back',
    },
    {
      told: [bought(), { ...refunded({ channel: 'pos' }), event: 'Order Cancelled' }],
      value: null,
      why: 'a cancellation is no return',
    },
    { told: [refunded({ channel: 'pos' })], value: null, why: 'a return of an unknown order' },
  ])('cross-channel returns $value ($why)', ({ told, value }) => {
    expect(read('cross-channel-returns', told)?.value).toBe(value)
  })

  test('stock-outs are checks that found nothing, by store', () => {
    const check = (available: boolean | null, store: string): Told => ({
      event: 'Stock Checked',
      at: '2026-11-10T10:00:00Z',
      properties: { available, store_id: store },
    })
    const told = [check(true, 's'), check(false, 's'), check(false, 't'), check(null, 't')]
    expect(read('stock-outs', told)?.value).toBeCloseTo(2 / 3, 12)
    expect(read('stock-outs', told, { part: { store: 's' } })?.value).toBe(0.5)
    expect(read('stock-outs', [check(null, 't')])).toMatchObject({ value: null, status: 'no_data' })
  })
})

describe('omnichannel conversion', () => {
  const seen = (user: string, channel: Told['channel'], rest: Partial<Told> = {}): Told => ({
    event: 'Product Viewed',
    at: '2026-11-10T09:00:00Z',
    user,
    ...(channel && { channel }),
    ...rest,
  })
  test.each([
    { told: [], value: null, why: 'nobody' },
    { told: [seen('u', 'web')], value: 0, why: 'one who looked' },
    { told: [bought()], value: 1, why: 'an order is a touch' },
    {
      told: [seen('u', 'web'), seen('u', 'app'), bought(), seen('v', 'web')],
      value: 0.5,
      why: 'persons, not channels',
    },
    {
      told: [seen('u', 'web', { id: 'a' }), seen('u', 'web', { id: 'a' }), bought(), seen('v', 'web')],
      value: 0.5,
      why: 'one message twice',
    },
    {
      told: [bought(), bought({ properties: { order_id: 'p' } }), seen('v', 'web')],
      value: 0.5,
      why: 're-entry: buying twice is one person',
    },
    {
      told: [bought(), refunded(), seen('v', 'web')],
      value: 0.5,
      why: 'gross: a full refund keeps the conversion',
    },
    {
      told: [seen('v', 'email', { event: 'Email Delivered' }), bought()],
      value: 1,
      why: 'a send touches nobody',
    },
    { told: [seen('u', 'web', { consent: 'denied' })], value: null, why: 'consent withdrawn' },
    {
      told: [
        seen('u', 'web'),
        bought({ user: 'v' }),
        link('Identity Linked', '2026-11-20T00:00:00Z', ['u', 'v']),
      ],
      value: 1,
      why: 'merged: one who looked and bought',
    },
    {
      told: [
        seen('u', 'web'),
        bought({ user: 'v' }),
        link('Identity Linked', '2026-11-20T00:00:00Z', ['u', 'v']),
        link('Identity Unlinked', '2026-11-21T00:00:00Z', ['u', 'v']),
      ],
      value: 0.5,
      why: 'and two again',
    },
    { told: [bought({ at: '2026-11-30T23:00:00Z' }), seen('u', 'web')], value: 0, why: 'bought in December' },
    {
      told: [seen('u', 'web'), bought({ received: '2026-12-20T00:00:00Z' })],
      value: 1,
      why: 'late after the seal',
    },
  ])('$value ($why)', ({ told, value }) => {
    expect(read('omnichannel-conversion', told)?.value).toBe(value)
  })

  test('by the set of channels and by how many; tills are the store', () => {
    const told = [
      seen('u', 'web'),
      bought({ channel: 'pos' }),
      seen('v', 'web'),
      seen('w', 'app'),
      seen('w', 'web'),
      seen('w', 'email'),
    ]
    expect(read('omnichannel-conversion', told, { part: { channels: 'store+web' } })?.value).toBe(1)
    expect(read('omnichannel-conversion', told, { part: { breadth: '1' } })?.value).toBe(0)
    expect(read('omnichannel-conversion', told, { part: { breadth: '3+' } })?.n).toBe(1)
  })

  test('the raw lift is there, and goes away among like and like', () => {
    // three touches each: whoever has one channel and whoever has two convert alike; the idle have one and none
    const active = (user: string, channel: Told['channel'], buys: boolean) => [
      seen(user, 'web', { at: '2026-11-10T08:00:00Z' }),
      seen(user, channel, { at: '2026-11-10T08:30:00Z' }),
      buys ? bought({ user, properties: { order_id: user } }) : seen(user, 'web'),
    ]
    const told = [
      ...['a', 'b'].flatMap((user, at) => active(user, 'web', at === 0)),
      ...['c', 'd'].flatMap((user, at) => active(user, 'app', at === 0)),
      ...['e', 'f'].map((user) => seen(user, 'web')),
    ]
    expect(read('omnichannel-lift', told)?.value).toBe(0.25)
    expect(read('omnichannel-lift-matched', told)?.value).toBe(0)
    expect(read('omnichannel-lift', [])).toMatchObject({ value: null, status: 'no_data' })
  })

  test('strata are put together by what each can tell (by hand)', () => {
    const stratum = ([a, m]: readonly [number, number], [b, n]: readonly [number, number]) => ({
      treatment: { successes: a, n: m },
      control: { successes: b, n },
    })
    // weights 10·30/40 = 7.5 and 20·20/40 = 10; differences 0.4 and 0.1
    const estimate = mantelHaenszel([
      stratum([8, 10], [12, 30]),
      stratum([6, 20], [4, 20]),
      stratum([1, 1], [0, 0]),
    ])
    expect(estimate?.value).toBeCloseTo((7.5 * 0.4 + 10 * 0.1) / 17.5, 12)
    const variance = 7.5 ** 2 * (0.016 + 0.008) + 100 * (0.0105 + 0.008)
    expect(estimate?.standardError).toBeCloseTo(Math.sqrt(variance) / 17.5, 12)
    expect(mantelHaenszel([])).toBeNull()
  })
})
