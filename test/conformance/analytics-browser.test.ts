import type { TrackedEvent } from '@periplo/model'
import { launchBrowser } from '@periplo/testkit'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { drawFates } from './draw-fates.ts'
import type { Call } from './front-door.ts'
import { openPeriplo } from './open-periplo.ts'
import type { Periplo } from './open-periplo.ts'
import { serveShop } from './serve-shop.ts'
import type { ServedShop } from './serve-shop.ts'
import type { Visit } from './shop-page.ts'

const SEED = 20_261_104
const CALLS_PER_VISIT = 8
const LANDING = '/?utm_source=news&utm_medium=email&utm_campaign=winter'

let periplo: Periplo
let shop: ServedShop
let browser: Browser
let context: BrowserContext
let writeKey: string
let visited = 0
let before = 0

beforeAll(async () => {
  periplo = await openPeriplo()
  writeKey = await periplo.createKey('browser')
  shop = await serveShop()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await shop.close()
  await periplo.close()
})
beforeEach(async () => {
  context = await browser.newContext({ locale: 'es-ES', timezoneId: 'Europe/Madrid' })
  visited += 1
  before = periplo.front.calls.length
})
afterEach(async () => {
  await context.close()
  periplo.front.decideBy(() => 'pass')
})

interface Opened {
  readonly page: Page
  /** Everything the browser complained about. */
  readonly complaints: readonly string[]
}

async function openShop(): Promise<Opened> {
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${shop.url}${LANDING}`)
  return { page, complaints }
}

const toVisit = (batching: boolean): Visit => ({
  writeKey,
  cdnURL: periplo.url,
  batching,
  userId: `member-${visited}`,
})

/** How many events were answered well, each counted once. */
function countAnswered(calls: readonly Call[]): number {
  const answered = calls.filter(({ fate, status }) => fate === 'pass' && status === 200)
  return new Set(answered.flatMap(({ messageIds }) => messageIds)).size
}

/** Everything of this test is through; what of it the log has. */
async function readOwnLog(): Promise<readonly TrackedEvent[]> {
  await periplo.front.waitUntil((calls) => countAnswered(calls.slice(before)) >= CALLS_PER_VISIT)
  await periplo.work()
  const ids = new Set(periplo.front.calls.slice(before).flatMap(({ messageIds }) => messageIds))
  return (await periplo.readLog()).filter(({ eventId }) => ids.has(eventId))
}

const callsSince = () => periplo.front.calls.slice(before)

describe.each([
  { batching: false, why: 'one request for each call' },
  { batching: true, why: 'in batches' },
])('analytics-next, $why', ({ batching }) => {
  test('delivers every type of call, and the browser has nothing to complain of', async () => {
    const { page, complaints } = await openShop()
    const { first, second } = await page.evaluate((asked) => globalThis.shop.visit(asked), toVisit(batching))
    const log = await readOwnLog()
    expect(complaints).toEqual([])
    expect(callsSince().map(({ status }) => status)).not.toContain(400)
    expect(callsSince().every(({ path }) => (path === '/v1/b') === batching)).toBe(true)
    expect(log.map(({ type, name }) => `${type} ${name}`).toSorted()).toEqual([
      'alias Alias',
      'group Group',
      'identify Identify',
      'page Page Viewed',
      'page Page Viewed',
      'screen Screen Viewed',
      'track Order Completed',
      'track Product Added',
    ])
    const landing = log.find(({ properties }) => properties['name'] === 'Coats')
    expect(landing).toMatchObject({
      channel: 'email',
      locale: 'es-ES',
      zone: 'Europe/Madrid',
      properties: { category: 'Shop', shelf: 3, path: '/', url: `${shop.url}${LANDING}`, title: 'Coats' },
    })
    expect(log.find(({ type }) => type === 'alias')?.previous).toEqual({ kind: 'anonymous', value: first })
    await expectPeople({ first, second })
  })

  test(`delivers every call once where calls and answers get lost (seed ${SEED})`, async () => {
    periplo.front.decideBy(drawFates(SEED))
    const { page, complaints } = await openShop()
    const visitors = await page.evaluate((asked) => globalThis.shop.visit(asked), toVisit(batching))
    const log = await readOwnLog()
    const fates = callsSince().map(({ fate }) => fate)
    expect(fates).toEqual(expect.arrayContaining(['refuse', 'time-out']))
    expect(callsSince().filter(({ headers }) => headers['x-retry-count'] !== undefined)).not.toEqual([])
    expect(log).toHaveLength(CALLS_PER_VISIT)
    expect(complaints.filter((complaint) => !complaint.startsWith('Failed to load resource'))).toEqual([])
    await expectPeople(visitors)
  })
})

/** Whoever signed in is one person with what they did before; whoever came after is somebody else. */
async function expectPeople({ first, second }: { first: string; second: string }): Promise<void> {
  const { verbs, workspaceId } = periplo
  const page = { workspaceId, search: '', cursor: null, limit: 200 }
  const { items } = await verbs.people.list(page)
  const known = items.map(({ identifiers }) => identifiers.map(({ value }) => value).toSorted())
  const userId = `member-${visited}`
  expect(known).toContainEqual([first, userId, `${userId}@example.com`].toSorted())
  expect(known).toContainEqual([second])
  expect(second).not.toBe(first)
}

test('what a visit could not deliver before the page was left, the next visit delivers once', async () => {
  periplo.front.decideBy(() => 'refuse')
  const { page } = await openShop()
  await page.evaluate((asked) => globalThis.shop.visit(asked), toVisit(false))
  expect(callsSince().length).toBeGreaterThanOrEqual(CALLS_PER_VISIT)
  await page.goto('about:blank')
  periplo.front.decideBy(() => 'pass')
  await page.goto(`${shop.url}/`)
  await page.evaluate((asked) => globalThis.shop.comeBack(asked), toVisit(false))
  expect(await readOwnLog()).toHaveLength(CALLS_PER_VISIT)
})
