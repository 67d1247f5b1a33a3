import type { TrackedEvent } from '@periplo/model'
import { describe, expect, test } from 'vitest'
import { openShop } from './shop-simulator.ts'
import { DAY_MS, HOUR_MS } from './shop-world.ts'
import type { SentMessage } from './reactions.ts'

const START = Date.parse('2026-03-01T23:00:00Z')
const SETTINGS = { seed: 'nordica', startAt: START, days: 20, people: 600 }

/** The whole story in steps of `stepMs`. */
function live(settings: typeof SETTINGS, stepMs: number): readonly TrackedEvent[] {
  const shop = openShop(settings)
  const events: TrackedEvent[] = []
  for (let at = START; at < START + 20 * DAY_MS; at += stepMs) events.push(...shop.advanceTo(at + stepMs))
  return events
}

const events = live(SETTINGS, 6 * HOUR_MS)
const count = (name: string): number => events.filter((event) => event.name === name).length
const orders = events.filter((event) => event.name === 'Order Completed')

test('the same seed tells the same story, byte for byte', () => {
  expect(JSON.stringify(live(SETTINGS, 6 * HOUR_MS))).toBe(JSON.stringify(events))
})

test('a story does not depend on how often one looks', () => {
  expect(live(SETTINGS, DAY_MS)).toEqual(events)
})

test('another seed tells another story', () => {
  expect(live({ ...SETTINGS, seed: 'other' }, DAY_MS)).not.toEqual(events)
})

test('events are told in time order, each once', () => {
  expect(events.every((event, index) => event.occurredAt >= (events[index - 1]?.occurredAt ?? START))).toBe(
    true,
  )
  expect(new Set(events.map((event) => event.eventId)).size).toBe(events.length)
})

describe('people behave plausibly', () => {
  test.each([
    { name: 'Product Viewed', of: 'Page Viewed', lo: 1.5, hi: 5, why: 'a sitting has a few products' },
    { name: 'Signed Up', of: 'Ad Clicked', lo: 0.25, hi: 0.7, why: 'about every second joins' },
    { name: 'Cart Viewed', of: 'Signed Up', lo: 0.5, hi: 3, why: 'members fill carts, some several' },
    { name: 'Checkout Started', of: 'Cart Viewed', lo: 0.1, hi: 0.4, why: 'most carts are left behind' },
    { name: 'Case Resolved', of: 'Case Opened', lo: 0.5, hi: 1, why: 'nearly every case is solved' },
  ])('$name by $of lies in [$lo, $hi] ($why)', ({ name, of, lo, hi }) => {
    const ratio = count(name) / count(of)
    expect(ratio).toBeGreaterThanOrEqual(lo)
    expect(ratio).toBeLessThanOrEqual(hi)
  })

  test('every order has an amount in euros, and every till order a store', () => {
    expect(orders.length).toBeGreaterThan(50)
    for (const { amountMinor, currency, channel, properties } of orders) {
      expect(currency).toBe('EUR')
      expect(amountMinor).toBeGreaterThan(0)
      expect(typeof properties['store_id']).toBe(channel === 'pos' ? 'string' : 'undefined')
    }
  })

  test('nobody buys one cart twice', () => {
    const carts = orders.map((order) => order.properties['cart_id']).filter((cart) => cart !== undefined)
    expect(new Set(carts).size).toBe(carts.length)
  })

  test('the till does not know everybody', () => {
    const till = orders.filter((order) => order.channel === 'pos')
    const known = till.filter((order) => order.identifiers.some(({ kind }) => kind === 'user'))
    expect(known.length / till.length).toBeGreaterThan(0.4)
    expect(known.length / till.length).toBeLessThan(0.95)
  })

  test('every address is one nobody has', () => {
    const addresses = events.flatMap((event) => event.identifiers.filter(({ kind }) => kind === 'email'))
    expect(addresses.length).toBeGreaterThan(100)
    expect(addresses.every(({ value }) => /^[a-z0-9.]+@example\.com$/.test(value))).toBe(true)
  })
})

describe('reactions', () => {
  const crowd = { ...SETTINGS, people: 3_000 }
  const written = (nodeId: string): readonly TrackedEvent[] => {
    const shop = openShop(crowd)
    const before = shop.advanceTo(START + 10 * DAY_MS)
    shop.receive(listMembers(before).map((email, index) => toMessage(nodeId, email, index)))
    return shop.advanceTo(START + 20 * DAY_MS)
  }
  const ordersOf = (told: readonly TrackedEvent[]): number =>
    told.filter((event) => event.name === 'Order Completed').length

  test('a code sells more than a reminder, and a reminder more than nothing', () => {
    const nothing = ordersOf(written('no such node'))
    const [reminder, code] = [ordersOf(written('mail-reminder')), ordersOf(written('mail-code'))]
    expect(reminder).toBeGreaterThan(nothing)
    expect(code).toBeGreaterThan(reminder)
  })

  test('receipts name the message they are about, and never come before it', () => {
    const receipts = written('mail-code').filter((event) => event.touch !== undefined)
    expect(receipts.length).toBeGreaterThan(50)
    for (const { touch, occurredAt, channel } of receipts) {
      expect(touch?.nodeId).toBe('mail-code')
      expect(occurredAt).toBeGreaterThanOrEqual(START + 10 * DAY_MS)
      expect(channel).toBe('email')
    }
  })

  test('a message to a stranger, or of a node nobody knows, changes nothing', () => {
    const shop = openShop(SETTINGS)
    shop.receive([
      toMessage('mail-code', 'nobody@example.com', 1),
      toMessage('unheard-of', listMembers(events)[0] ?? '', 2),
    ])
    expect(shop.advanceTo(START + 20 * DAY_MS)).toEqual(events)
  })
})

test('while somebody watches, a few events happen every second', () => {
  const shop = openShop(SETTINGS)
  const at = START + 20 * DAY_MS
  shop.advanceTo(at)
  shop.openToWatchers(at)
  shop.advanceTo(at + 60_000)
  const perSecond = shop.advanceTo(at + 360_000).length / 300
  expect(perSecond).toBeGreaterThan(1)
  expect(perSecond).toBeLessThan(8)
})

function listMembers(told: readonly TrackedEvent[]): readonly string[] {
  return [
    ...new Set(
      told.flatMap((event) =>
        event.identifiers.filter(({ kind }) => kind === 'email').map(({ value }) => value),
      ),
    ),
  ]
}

function toMessage(nodeId: string, email: string, index: number): SentMessage {
  const touch = { sendKey: `send-${index}`, enrollmentId: 'e', journeyId: 'j', versionId: 'v', nodeId }
  return { touch, email, sentAt: START + 10 * DAY_MS - HOUR_MS }
}
