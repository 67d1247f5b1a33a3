import { gzipSync } from 'node:zlib'
import type { TrackedEvent } from '@periplo/model'
import { turnedClock } from '@periplo/testkit'
import { Analytics } from '@segment/analytics-node'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { drawFates } from './draw-fates.ts'
import { openPeriplo } from './open-periplo.ts'
import type { Periplo } from './open-periplo.ts'

const SEED = 20_261_122
const SHOPPERS = 30
const HOUR_MS = 3_600_000
/** How far a moment may be off: what the way to us takes. */
const SLACK_MS = 5_000
const FLUSH = { timeout: 40_000 } as const

const CONTEXT = {
  locale: 'es-ES',
  timezone: 'Europe/Madrid',
  campaign: { name: 'winter', source: 'news', medium: 'email', content: 'hero' },
  page: { url: 'https://shop.example/coats', path: '/coats' },
}

let periplo: Periplo
let writeKey: string

beforeAll(async () => {
  periplo = await openPeriplo()
  writeKey = await periplo.createKey('server')
})
afterAll(() => periplo.close())
afterEach(() => periplo.front.decideBy(() => 'pass'))

interface Client {
  readonly analytics: Analytics
  /** What it could not deliver. */
  readonly failures: readonly unknown[]
}

/** The client as its manual sets it up, with nothing but our host. */
function openClient(): Client {
  const failures: unknown[] = []
  const analytics = new Analytics({ writeKey, host: periplo.url })
  analytics.on('error', (failure) => failures.push(failure))
  return { analytics, failures }
}

/** The events of the log that came in calls after the first `before`. */
async function readLogSince(before: number): Promise<readonly TrackedEvent[]> {
  const ids = new Set(periplo.front.calls.slice(before).flatMap(({ messageIds }) => messageIds))
  return (await periplo.readLog()).filter(({ eventId }) => ids.has(eventId))
}

/** A shopper looks around, becomes known by a guest's order, and signs up. Seven calls, all of them types. */
function shop(analytics: Analytics, n: number): void {
  const anonymousId = `0a5c2b3e-4c1f-4d7e-9a40-${String(n).padStart(12, '0')}`
  const userId = `member-${n}`
  const guest = `guest-${n}`
  const timestamp = new Date(Date.now() - HOUR_MS)
  analytics.page({ anonymousId, name: 'Coats', category: 'Shop', context: CONTEXT })
  analytics.screen({ anonymousId, name: 'Basket', properties: { items: n } })
  analytics.track({ anonymousId, event: 'Product Added', properties: { cart_id: `c-${n}` }, timestamp })
  analytics.identify({
    userId,
    anonymousId,
    traits: { email: `Shopper-${n}@Example.com`, first_name: 'Ana' },
  })
  analytics.group({ userId, groupId: `club-${n % 3}`, traits: { email: 'club@example.com' } })
  analytics.track({ userId, event: 'Order Completed', properties: { revenue: 19.95, currency: 'EUR' } })
  analytics.alias({ userId, previousId: guest })
  analytics.track({ userId: guest, event: 'Coupon Entered' })
}

describe('analytics-node, on a way where answers get lost', () => {
  beforeAll(async () => {
    periplo.front.decideBy(drawFates(SEED))
    const { analytics, failures } = openClient()
    for (let n = 0; n < SHOPPERS; n += 1) shop(analytics, n)
    await analytics.closeAndFlush(FLUSH)
    expect(failures).toEqual([])
    await periplo.work()
  })

  test(`has every call in the log once, though many were sent again after they were taken (seed ${SEED})`, async () => {
    const { calls } = periplo.front
    const sent = new Set(calls.flatMap(({ messageIds }) => messageIds))
    const repeated = calls.filter(({ headers }) => headers['x-retry-count'] !== undefined)
    const lost = calls.filter(({ fate, status }) => fate !== 'pass' && status === 200)
    expect(sent.size).toBe(SHOPPERS * 8)
    expect(calls.filter(({ fate }) => fate === 'refuse').length).toBeGreaterThan(2)
    expect(lost.length).toBeGreaterThan(4)
    expect(repeated.length).toBeGreaterThan(6)
    const logged = (await periplo.readLog()).map(({ eventId }) => eventId)
    expect(logged.toSorted()).toEqual([...sent].toSorted())
  })

  test('knows each shopper as one person, in whatever order their calls came', async () => {
    const { verbs, workspaceId } = periplo
    const page = { workspaceId, search: '', cursor: null, limit: 200 }
    const { items } = await verbs.people.list(page)
    const known = items.map(({ identifiers }) => identifiers.map(({ kind, value }) => `${kind} ${value}`))
    const expected = Array.from({ length: SHOPPERS }, (_, n) => [
      `anonymous 0a5c2b3e-4c1f-4d7e-9a40-${String(n).padStart(12, '0')}`,
      `email shopper-${n}@example.com`,
      `user guest-${n}`,
      `user member-${n}`,
    ])
    const toTexts = (people: readonly (readonly string[])[]) =>
      people.map((names) => names.toSorted().join(', ')).toSorted()
    expect(toTexts(known)).toEqual(toTexts(expected))
  })

  test('keeps what each type of call says', async () => {
    const log = await periplo.readLog()
    const own = log.filter(({ identifiers }) =>
      identifiers.some(({ value }) => ['member-7', 'guest-7'].includes(value) || value.endsWith('0007')),
    )
    const told = Object.fromEntries(own.map((event) => [`${event.type} ${event.name}`, event]))
    expect(Object.keys(told).toSorted()).toEqual([
      'alias Alias',
      'group Group',
      'identify Identify',
      'page Page Viewed',
      'screen Screen Viewed',
      'track Coupon Entered',
      'track Order Completed',
      'track Product Added',
    ])
    expect(told['page Page Viewed']).toMatchObject({
      properties: { name: 'Coats', category: 'Shop' },
      context: { campaign: CONTEXT.campaign, page: CONTEXT.page },
      channel: 'email',
      zone: 'Europe/Madrid',
      locale: 'es-ES',
    })
    expect(told['screen Screen Viewed']).toMatchObject({ properties: { name: 'Basket', items: 7 } })
    expect(told['identify Identify']?.traits).toMatchObject({ first_name: 'Ana' })
    expect(told['group Group']).toMatchObject({ properties: { group_id: 'club-1' } })
    expect(told['group Group']?.identifiers).toEqual([{ kind: 'user', value: 'member-7' }])
    expect(told['track Order Completed']).toMatchObject({ amountMinor: 1_995, currency: 'EUR' })
    expect(told['alias Alias']?.previous).toEqual({ kind: 'user', value: 'guest-7' })
  })

  test('shows the campaign and the page beside what the call said', async () => {
    const { verbs, workspaceId } = periplo
    const page = { workspaceId, show: 'accepted', name: 'Page Viewed', cursor: null, limit: 1 } as const
    const { items } = await verbs.events.list(page)
    const context = { campaign: CONTEXT.campaign, page: CONTEXT.page }
    expect(items).toMatchObject([{ properties: { name: 'Coats', context } }])
  })

  test('keeps when it happened, however late a repetition came', async () => {
    const log = await periplo.readLog()
    const added = log.filter(({ name }) => name === 'Product Added')
    const sentAt = Math.max(...log.map(({ occurredAt }) => occurredAt))
    expect(added).toHaveLength(SHOPPERS)
    for (const { occurredAt, flags } of added) {
      expect(Math.abs(sentAt - HOUR_MS - occurredAt)).toBeLessThan(SLACK_MS)
      expect(flags).toEqual([])
    }
  })

  test('and packed with gzip, as mobile clients send it, the same calls add nothing', async () => {
    const before = await periplo.readLog()
    for (const { path, headers, bytes } of periplo.front.calls.slice(0, 6)) {
      const { authorization = '' } = headers
      const answer = await fetch(`${periplo.url}${path}`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json', 'content-encoding': 'gzip' },
        body: gzipSync(bytes),
      })
      expect(await answer.json()).toEqual({ success: true, rejected: [] })
    }
    expect(await periplo.readLog()).toHaveLength(before.length)
  })
})

test('one call that cannot be taken costs its neighbours nothing, and is shown with its reason', async () => {
  const before = periplo.front.calls.length
  const { analytics, failures } = openClient()
  analytics.track({ userId: 'bea', event: 'Cart Viewed' })
  analytics.track({ userId: 'null', event: 'Cart Viewed' })
  analytics.track({ userId: 'bea', event: 'Wished', properties: { note: 'a\u0000b' } })
  analytics.track({ userId: 'bea', event: 'Checkout Started' })
  await analytics.closeAndFlush(FLUSH)
  expect(failures).toEqual([])
  const taken = (await readLogSince(before)).map(({ name }) => name)
  expect(taken.toSorted()).toEqual(['Cart Viewed', 'Checkout Started'])
  const { verbs, workspaceId } = periplo
  const page = { workspaceId, show: 'rejected', name: '', cursor: null, limit: 50 } as const
  const { items } = await verbs.events.list(page)
  expect(items).toHaveLength(2)
  expect(items).toContainEqual(expect.objectContaining({ code: 'missing-identity' }))
})

test('told to wait by 429, the client waits as long as we say and then delivers everything', async () => {
  const clock = turnedClock(new Date().toISOString())
  const strict = await openPeriplo({ rateLimit: 300, clock })
  const failures: unknown[] = []
  const analytics = new Analytics({ writeKey: await strict.createKey('server'), host: strict.url })
  analytics.on('error', (failure) => failures.push(failure))
  for (let n = 0; n < 750; n += 1) analytics.track({ userId: 'cleo', event: 'Product Viewed' })
  const flushed = analytics.closeAndFlush(FLUSH)
  await strict.front.waitUntil((calls) => calls.some(({ status }) => status === 429))
  clock.advance(1_000)
  await flushed
  expect(failures).toEqual([])
  expect(await strict.readLog()).toHaveLength(750)
  await strict.close()
})

test('with a revoked key nothing is taken, and the client says so', async () => {
  const failures: unknown[] = []
  const analytics = new Analytics({ writeKey: 'pk_revoked', host: periplo.url })
  analytics.on('error', (failure) => failures.push(failure))
  analytics.track({ userId: 'dora', event: 'Cart Viewed' })
  await analytics.closeAndFlush(FLUSH)
  expect(failures).toHaveLength(1)
})
