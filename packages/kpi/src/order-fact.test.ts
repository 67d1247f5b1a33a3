import { expect, test } from 'vitest'
import type { Channel, JsonObject, OrderFact, TrackedEvent } from '@periplo/model'
import { isOfflineOrder, RESEARCH_WINDOW_MS, toOrderFact, withRefund } from './order-fact.ts'
import { at, DAY_MS, HOUR_MS } from './testing/sample-journey.ts'

const SOLD_AT = at('2026-05-20T17:00:00Z')
const PERSON = '0c0ffee0-0000-4000-8000-000000000003'

function toEvent(name: string, parts: Partial<TrackedEvent> = {}): TrackedEvent {
  return {
    eventId: 'e1',
    type: 'track',
    name,
    occurredAt: SOLD_AT,
    channel: 'pos',
    identifiers: [],
    properties: {},
    flags: [],
    ...parts,
  }
}

const BASKET: JsonObject = {
  store_id: 'gran-via',
  products: [
    { sku: 'MUG-1', category: 'Kitchen' },
    { product_id: 77, category: ' kitchen ' },
  ],
}

function toOrder(
  research: readonly { name: string; beforeMs: number; properties?: JsonObject; channel?: Channel }[],
) {
  return toOrderFact({
    orderId: 'o1',
    personId: PERSON,
    occurredAt: SOLD_AT,
    event: toEvent('Order Completed', { properties: BASKET, amountMinor: 4_500, currency: 'EUR' }),
    identified: true,
    research: research.map(({ beforeMs, properties = {}, ...touch }) => ({
      ...touch,
      properties,
      occurredAt: SOLD_AT - beforeMs,
    })),
    journeyIds: [],
  })
}

test.each<{ event: Partial<TrackedEvent>; name?: string; offline: boolean; why: string }>([
  { event: { channel: 'pos' }, offline: true, why: 'at the till' },
  { event: { channel: 'web' }, offline: false, why: 'online' },
  { event: { channel: 'custom:popup' }, offline: false, why: 'nobody said it is offline' },
  { event: { properties: { fulfilment: 'BOPIS' } }, offline: false, why: 'bought online, picked up here' },
  { event: { properties: { fulfilment: 'store' } }, offline: true, why: 'taken home at once' },
  { event: { properties: { fulfilment: 'ship_from_store' } }, offline: true, why: 'bought here, sent home' },
  { event: {}, name: 'Order Refunded', offline: false, why: 'not a sale' },
])('an offline order: $offline ($why)', ({ event, name = 'Order Completed', offline }) => {
  expect(isOfflineOrder(toEvent(name, event))).toBe(offline)
})

test('an order keeps what was bought in comparable form', () => {
  expect(toOrder([])).toMatchObject({
    skus: ['MUG-1', '77'],
    categories: ['kitchen'],
    storeId: 'gran-via',
    netMinor: 4_500,
    currency: 'EUR',
    research: { any: null, category: null, sku: null },
  })
})

test.each([
  { touch: { name: 'Store Locator Used', beforeMs: DAY_MS }, levels: ['any'], why: 'about no product' },
  {
    touch: { name: 'Product List Viewed', beforeMs: DAY_MS, properties: { category: 'KITCHEN' } },
    levels: ['any', 'category'],
    why: 'the category, in any case',
  },
  {
    touch: { name: 'Product Viewed', beforeMs: DAY_MS, properties: { product_id: '77' } },
    levels: ['any', 'category', 'sku'],
    why: 'the product, and so its category',
  },
  { touch: { name: 'Product Viewed', beforeMs: 0 }, levels: [], why: 'at the instant of the order' },
  { touch: { name: 'Product Viewed', beforeMs: -1 }, levels: [], why: 'after the order' },
  { touch: { name: 'Product Viewed', beforeMs: RESEARCH_WINDOW_MS + 1 }, levels: [], why: 'too long ago' },
  { touch: { name: 'Product Added', beforeMs: DAY_MS }, levels: [], why: 'not an act of research' },
  {
    touch: { name: 'Email Link Clicked', beforeMs: DAY_MS },
    levels: [],
    why: 'a click to nowhere in particular',
  },
  {
    touch: { name: 'Email Link Clicked', beforeMs: DAY_MS, properties: { sku: 'MUG-1' } },
    levels: ['any', 'category', 'sku'],
    why: 'a click to the product',
  },
  {
    touch: { name: 'Stock Checked', beforeMs: DAY_MS, channel: 'store' as const },
    levels: [],
    why: 'done in the shop',
  },
  {
    touch: { name: 'Product Viewed', beforeMs: HOUR_MS / 2, properties: { store_id: 'gran-via' } },
    levels: [],
    why: 'on the wifi of the same shop, 30 minutes before',
  },
  {
    touch: { name: 'Product Viewed', beforeMs: HOUR_MS / 2 + 1, properties: { store_id: 'gran-via' } },
    levels: ['any'],
    why: 'the same shop, but well before',
  },
  {
    touch: { name: 'Product Viewed', beforeMs: HOUR_MS / 2, properties: { store_id: 'sol' } },
    levels: ['any'],
    why: 'on the wifi of another shop',
  },
])('$touch.name counts for $levels ($why)', ({ touch, levels }) => {
  const research = Object.entries(toOrder([touch]).research).filter(([, at]) => at !== null)
  expect(research.map(([level]) => level)).toEqual(levels)
})

test('the last research per level is kept, in whatever order it is given', () => {
  const early = { name: 'Product Viewed', beforeMs: 3 * DAY_MS, properties: { sku: 'MUG-1' } }
  const late = { name: 'Products Searched', beforeMs: DAY_MS }
  const research = { any: SOLD_AT - DAY_MS, category: SOLD_AT - 3 * DAY_MS, sku: SOLD_AT - 3 * DAY_MS }
  expect(toOrder([early, late]).research).toEqual(research)
  expect(toOrder([late, early]).research).toEqual(research)
})

test.each<{ refund: Partial<TrackedEvent>; netMinor: number; why: string }>([
  { refund: { amountMinor: 1_000, currency: 'EUR' }, netMinor: 3_500, why: 'in part' },
  {
    refund: { amountMinor: -1_000, currency: 'EUR' },
    netMinor: 3_500,
    why: 'some senders write it negative',
  },
  { refund: { amountMinor: 9_000, currency: 'EUR' }, netMinor: 0, why: 'never below nothing' },
  { refund: {}, netMinor: 0, why: 'names nothing: the whole order' },
  { refund: { properties: { products: [] } }, netMinor: 4_500, why: 'part of it, of unknown worth' },
  { refund: { flags: ['currency-missing'] }, netMinor: 4_500, why: 'an amount nobody can read' },
  { refund: { amountMinor: 1_000, currency: 'USD' }, netMinor: 4_500, why: 'no rate to convert by' },
])('a refund leaves $netMinor ($why)', ({ refund, netMinor }) => {
  const order: OrderFact = toOrder([])
  expect(withRefund(order, toEvent('Order Refunded', refund))).toEqual({ ...order, netMinor })
})
