import { describe, expect, test } from 'vitest'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { CART_FROM_LOG } from './from-log.ts'

const did = (event: string, at: string, rest: Partial<Told> = {}): Told => ({
  event,
  at,
  user: 'u',
  properties: { sku: 'a', cart_id: 'c' },
  ...rest,
})
const added = (at = '2026-11-10T10:00:00Z', rest: Partial<Told> = {}) => did('Product Added', at, rest)
const ordered = (at: string, rest: Partial<Told> = {}) =>
  did('Order Completed', at, {
    amount: 5_000,
    properties: { order_id: 'o', products: [{ sku: 'a' }] },
    ...rest,
  })
const link = (event: 'Identity Linked' | 'Identity Unlinked', at: string): Told => ({
  event,
  at,
  properties: { ids: ['u', 'v'] },
})

function read(
  id: keyof typeof CART_FROM_LOG,
  told: readonly Told[],
  {
    settings = settingsOf(),
    part = {},
  }: { settings?: ReturnType<typeof settingsOf>; part?: Record<string, string> } = {},
) {
  const values = CART_FROM_LOG[id](tellLog(told, settings), settings)
  return values.find(({ breakdown }) => JSON.stringify(breakdown) === JSON.stringify(part))?.value
}

describe('cart abandonment', () => {
  test.each([
    { told: [], value: null, n: 0, why: 'no carts' },
    { told: [did('Product Viewed', '2026-11-10T10:00:00Z')], value: null, n: 0, why: 'looking is no cart' },
    { told: [added()], value: 1, n: 1, why: 'one person, one cart, no order' },
    {
      told: [added(), ordered('2026-11-11T10:00:00Z')],
      value: 0,
      n: 1,
      why: 'ordered at the last instant of 24 hours',
    },
    { told: [added(), ordered('2026-11-11T10:00:01Z')], value: 1, n: 1, why: 'a second too late' },
    {
      told: [added(), ordered('2026-11-10T18:00:00Z', { channel: 'pos' })],
      value: 0,
      n: 1,
      why: 'bought in a shop',
    },
    {
      told: [
        added(),
        ordered('2026-11-10T18:00:00Z', {
          channel: 'pos',
          properties: { order_id: 'o', products: [{ sku: 'z' }] },
        }),
      ],
      value: 0,
      n: 1,
      why: 'whatever was bought',
    },
    { told: [ordered('2026-11-10T11:00:00Z'), added()], value: 0, n: 1, why: 'told out of order' },
    {
      told: [added(undefined, { id: 'x' }), added(undefined, { id: 'x' })],
      value: 1,
      n: 1,
      why: 'one message twice',
    },
    {
      told: [added(), did('Product Removed', '2026-11-10T10:05:00Z')],
      value: null,
      n: 0,
      why: 'emptied: no cart',
    },
    {
      told: [
        added(undefined, { properties: { sku: 'a', quantity: 2, cart_id: 'c' } }),
        did('Product Removed', '2026-11-10T10:05:00Z'),
      ],
      value: 1,
      n: 1,
      why: 'one of two taken out',
    },
    { told: [added(), added('2026-11-12T10:00:00Z')], value: 1, n: 1, why: 'the same cart id, two days on' },
    {
      told: [
        added(undefined, { properties: { sku: 'a' } }),
        added('2026-11-11T10:00:01Z', { properties: { sku: 'a' } }),
      ],
      value: 1,
      n: 2,
      why: 'without an id, a day of silence makes two',
    },
    {
      told: [added(), ordered('2026-11-10T11:00:00Z'), added('2026-11-10T12:00:00Z')],
      value: 0.5,
      n: 2,
      why: 're-entry: an order closes a cart',
    },
    {
      told: [
        added(),
        ordered('2026-11-10T11:00:00Z'),
        did('Order Refunded', '2026-11-12T10:00:00Z', { properties: { order_id: 'o' } }),
      ],
      value: 0,
      n: 1,
      why: 'a refund is no abandonment',
    },
    {
      told: [
        added(undefined, { user: undefined, device: 'd' }),
        added('2026-11-10T11:00:00Z', { device: 'd', properties: { sku: 'a', cart_id: 'k' } }),
        ordered('2026-11-10T12:00:00Z'),
      ],
      value: 0,
      n: 1,
      why: 'signing in makes no second cart',
    },
    {
      told: [
        added(undefined, { user: undefined }),
        ordered('2026-11-10T11:00:00Z', { user: undefined, properties: { order_id: 'o', cart_id: 'c' } }),
      ],
      value: 0,
      n: 1,
      why: 'nobody known: the cart id joins them',
    },
    {
      told: [added(), ordered('2026-11-10T11:00:00Z', { user: 'v' })],
      value: 1,
      n: 1,
      why: 'somebody else’s order',
    },
    {
      told: [
        added(),
        ordered('2026-11-10T11:00:00Z', { user: 'v' }),
        link('Identity Linked', '2026-11-20T00:00:00Z'),
      ],
      value: 0,
      n: 1,
      why: 'who turns out to be the same',
    },
    {
      told: [
        added(),
        ordered('2026-11-10T11:00:00Z', { user: 'v' }),
        link('Identity Linked', '2026-11-20T00:00:00Z'),
        link('Identity Unlinked', '2026-11-21T00:00:00Z'),
      ],
      value: 1,
      n: 1,
      why: 'and then not',
    },
    {
      told: [added(), ordered('2026-11-10T11:00:00Z', { received: '2026-12-20T00:00:00Z' })],
      value: 0,
      n: 1,
      why: 'the shop’s till was late: restated',
    },
    {
      told: [added(), ordered('2026-11-10T11:00:00Z', { consent: 'denied' })],
      value: 1,
      n: 1,
      why: 'consent withdrawn: the order is nobody’s',
    },
    { told: [added('2026-10-31T22:59:59Z')], value: null, n: 0, why: 'begun in October' },
  ])('$value of $n ($why)', ({ told, value, n }) => {
    expect(read('cart-abandonment', told)).toMatchObject({ value, n })
  })

  test('24 hours are 24 hours, also when clocks change', () => {
    const october = settingsOf({ window: { from: Date.UTC(2026, 9, 1), to: Date.UTC(2026, 10, 1) } })
    const told = [added('2026-10-24T12:00:00Z'), ordered('2026-10-25T12:30:00Z')]
    expect(read('cart-abandonment', told, { settings: october })?.value).toBe(1)
  })

  test('a cart still within its time is not judged', () => {
    const soon = settingsOf({ asOf: Date.parse('2026-11-11T10:00:00Z') })
    expect(read('cart-abandonment', [added()], { settings: soon })).toMatchObject({
      value: null,
      flags: ['no_data', 'immature', 'small_n'],
    })
  })

  test('by channel, and for the reminder after an hour', () => {
    const told = [added(undefined, { channel: 'app' }), ordered('2026-11-10T12:00:00Z')]
    expect(read('cart-abandonment', told, { part: { channel: 'app' } })?.value).toBe(0)
    expect(read('cart-abandonment', told, { part: { within: '1 h' } })?.value).toBe(1)
  })
})

describe('the checkout', () => {
  const begun = did('Checkout Started', '2026-11-10T10:10:00Z')
  test.each([
    { told: [added()], value: null, why: 'never begun' },
    { told: [added(), begun], value: 1, why: 'begun and left' },
    { told: [added(), begun, ordered('2026-11-11T10:05:00Z')], value: 0, why: 'its own 24 hours' },
  ])('is abandoned at $value ($why)', ({ told, value }) => {
    expect(read('checkout-abandonment', told)?.value).toBe(value)
  })

  test.each([
    { after: [], obstacle: null, why: 'nobody knows' },
    {
      after: [
        did('Payment Failed', '2026-11-10T10:12:00Z', {
          properties: { cart_id: 'c', reason: 'card declined' },
        }),
      ],
      obstacle: 'card declined',
      why: 'the bank’s reason',
    },
    {
      after: [
        did('Checkout Step Viewed', '2026-11-10T10:12:00Z', {
          properties: { cart_id: 'c', step_name: 'Payment' },
        }),
      ],
      obstacle: 'payment not entered',
      why: 'the method was not there',
    },
    {
      after: [did('Coupon Denied', '2026-11-10T10:12:00Z', { properties: { cart_id: 'c' } })],
      obstacle: 'coupon denied',
      why: 'the coupon',
    },
  ])('stood before $obstacle ($why)', ({ after, obstacle }) => {
    const told = [added(), begun, ...after]
    expect(read('cart-obstacles', told)?.value).toBe(obstacle === null ? 0 : 1)
    if (obstacle !== null) expect(read('cart-obstacles', told, { part: { obstacle } })?.value).toBe(1)
  })

  test('what was paid in the end was no obstacle', () => {
    const step = did('Checkout Step Viewed', '2026-11-10T10:12:00Z', {
      properties: { cart_id: 'c', step: 'payment' },
    })
    const entered = did('Payment Info Entered', '2026-11-10T10:13:00Z', { properties: { cart_id: 'c' } })
    expect(read('cart-obstacles', [added(), begun, step, entered])?.value).toBe(0)
  })
})

describe('recovery', () => {
  const reminded = did('Email Delivered', '2026-11-11T12:00:00Z', {
    channel: 'email',
    properties: { purpose: 'cart_recovery' },
  })
  test.each([
    { told: [], all: null, mail: null, why: 'nothing abandoned' },
    { told: [added()], all: 0, mail: 0, why: 'never came back' },
    { told: [added(), ordered('2026-11-12T10:00:00Z')], all: 1, mail: 0, why: 'came back unasked' },
    { told: [added(), reminded, ordered('2026-11-12T10:00:00Z')], all: 1, mail: 1, why: 'after a reminder' },
    {
      told: [
        added(),
        { ...reminded, properties: { campaign_id: 'newsletter' } },
        ordered('2026-11-12T10:00:00Z'),
      ],
      all: 1,
      mail: 0,
      why: 'after a mail about something else',
    },
    {
      told: [added(), ordered('2026-11-12T10:00:00Z'), { ...reminded, at: '2026-11-12T10:00:00Z' }],
      all: 1,
      mail: 0,
      why: 'reminded when it was done',
    },
    { told: [added(), ordered('2026-11-18T10:00:00Z')], all: 1, mail: 0, why: 'the last instant of 7 days' },
    { told: [added(), ordered('2026-11-18T10:00:01Z')], all: 0, mail: 0, why: 'a second too late' },
    {
      told: [
        added(),
        ordered('2026-11-12T10:00:00Z', { properties: { order_id: 'o', products: [{ sku: 'z' }] } }),
      ],
      all: 0,
      mail: 0,
      why: 'something else entirely',
    },
    {
      told: [added(), ordered('2026-11-12T10:00:00Z', { channel: 'pos' })],
      all: 1,
      mail: 0,
      why: 'in a shop',
    },
  ])('is $all, $mail after a reminder ($why)', ({ told, all, mail }) => {
    expect(read('cart-recovery', told)?.value).toBe(all)
    expect(read('cart-recovery-reminded', told)?.value).toBe(mail)
  })

  test('is told by the channel of the order, and by that of the reminder', () => {
    const told = [added(), reminded, ordered('2026-11-12T10:00:00Z', { channel: 'pos' })]
    expect(read('cart-recovery', told, { part: { channel: 'store' } })?.value).toBe(1)
    expect(read('cart-recovery-reminded', told, { part: { channel: 'email' } })?.value).toBe(1)
  })

  test.each([
    { rest: {}, value: 5_000, why: 'in the reporting currency' },
    {
      rest: { currency: 'USD', properties: { order_id: 'o', products: [{ sku: 'a' }], fx_rate: 0.5 } },
      value: 2_500,
      why: 'at the rate of the day',
    },
    { rest: { currency: 'USD' }, value: 0, why: 'without a rate it is worth nothing, and says so' },
  ])('brought $value ($why)', ({ rest, value }) => {
    const found = read('cart-recovered-revenue', [added(), ordered('2026-11-12T10:00:00Z', rest)])
    expect(found).toMatchObject({ value, unit: 'money', currency: 'EUR' })
    expect(found?.flags.includes('estimated')).toBe(value === 0)
  })

  test('is net of what was given back', () => {
    const back = did('Order Refunded', '2026-11-14T10:00:00Z', {
      amount: 2_000,
      properties: { order_id: 'o' },
    })
    expect(read('cart-recovered-revenue', [added(), ordered('2026-11-12T10:00:00Z'), back])?.value).toBe(
      3_000,
    )
    expect(read('cart-recovered-revenue', [])).toMatchObject({ value: null, status: 'no_data' })
  })

  test('added by reminders is the difference to the holdout, by person', () => {
    const assigned = (user: string, arm: string): Told => ({
      event: 'Assignment Made',
      at: '2026-11-01T10:00:00Z',
      user,
      properties: { experiment_id: 'cart-reminder', arm },
    })
    const cartOf = (user: string, comesBack: boolean) => [
      added(undefined, { user, properties: { sku: 'a', cart_id: user } }),
      ...(comesBack
        ? [
            ordered('2026-11-12T10:00:00Z', {
              user,
              properties: { order_id: user, products: [{ sku: 'a' }] },
            }),
          ]
        : []),
    ]
    const told = [
      ...['a', 'b'].flatMap((user) => [assigned(user, 'remind'), ...cartOf(user, user === 'a')]),
      ...['c', 'd'].flatMap((user) => [assigned(user, 'holdout'), ...cartOf(user, false)]),
    ]
    expect(read('cart-recovery-incremental', told)).toMatchObject({
      value: 0.5,
      n: 2,
      interval: { method: 'newcombe' },
    })
    expect(read('cart-recovery-incremental', [])).toMatchObject({ value: null, status: 'no_data' })
  })
})
