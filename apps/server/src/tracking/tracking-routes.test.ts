import { gzipSync } from 'node:zlib'
import { seededIds, turnedClock } from '@periplo/testkit'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { serve, type Served } from '../served.fixture.ts'

const clock = turnedClock('2026-11-20T10:15:31.000Z')
let served: Served

beforeAll(async () => {
  served = await serve({ clock, ids: seededIds('tracking') })
})
afterAll(() => served.close())
beforeEach(() => {
  served.handed.ingested.length = 0
  served.handed.rejected.length = 0
  served.store.away = false
  clock.advance(60_000)
})

const basic = (key: string): string => `Basic ${Buffer.from(`${key}:`).toString('base64')}`

interface Sending {
  readonly key?: string | null
  readonly headers?: Readonly<Record<string, string>>
}

const post = (
  path: string,
  body: unknown,
  { key = 'server-key', headers = {} }: Sending = {},
): Promise<Response> =>
  fetch(`${served.url}/v1/${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key !== null && { authorization: basic(key) }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

const postBytes = (
  bytes: Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>>,
): Promise<Response> =>
  fetch(`${served.url}/v1/track`, {
    method: 'POST',
    headers: { authorization: basic('server-key'), ...headers },
    body: bytes,
  })

const event = (rest: object = {}): object => ({
  type: 'track',
  event: 'Tried',
  userId: 'u-1',
  messageId: 'm-1',
  ...rest,
})
const names = (): readonly string[] =>
  served.handed.ingested.flatMap(({ events }) => events.map(({ name }) => name))

describe('calls', () => {
  test.each([
    ['identify', 'Identify'],
    ['track', 'Tried'],
    ['page', 'Page Viewed'],
    ['screen', 'Screen Viewed'],
    ['group', 'Group'],
    ['i', 'Identify'],
    ['t', 'Tried'],
    ['p', 'Page Viewed'],
    ['s', 'Screen Viewed'],
    ['g', 'Group'],
  ])('/v1/%s takes one event and makes it %s', async (path, name) => {
    const answer = await post(path, event())
    expect([answer.status, await answer.json()]).toEqual([200, { success: true, rejected: [] }])
    expect(names()).toEqual([name])
  })

  test('alias takes one event', async () => {
    expect((await post('a', event({ previousId: 'old' }))).status).toBe(200)
    expect(names()).toEqual(['Alias'])
  })

  test('a batch keeps the rest of what nests deeper than anybody could write out', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const answer = await post('batch', `{"batch":[${JSON.stringify(event())},${deep}]}`)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ success: true, rejected: [{ index: 1 }] })
    expect(names()).toEqual(['Tried'])
    expect(served.handed.rejected).toMatchObject([{ excerpt: '' }])
  })

  test('a batch lists what it refused and keeps the rest', async () => {
    const answer = await post('batch', {
      batch: [event(), { type: 'track' }, 7, event({ messageId: 'm-2' })],
    })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      success: true,
      rejected: [
        { index: 1, code: 'missing-event-name' },
        { index: 2, code: 'not-an-object' },
      ],
    })
    expect(names()).toEqual(['Tried', 'Tried'])
    expect(served.handed.rejected).toMatchObject([
      { code: 'missing-event-name', excerpt: '{"type":"track"}' },
      {},
    ])
  })

  test('what a batch says once holds for every event', async () => {
    const sentAt = new Date(clock.now().getTime() + 3_600_000).toISOString()
    await post('b', { batch: [event({ timestamp: sentAt })], sentAt, context: { timezone: 'Europe/Madrid' } })
    expect(served.handed.ingested[0]?.events).toMatchObject([
      { occurredAt: clock.now().getTime(), zone: 'Europe/Madrid', flags: [] },
    ])
  })

  test('an import is history', async () => {
    await post('import', { batch: [event()] })
    expect(served.handed.ingested[0]?.mode).toBe('history')
  })

  test('a batch of nothing but refused events is still read', async () => {
    expect((await post('batch', { batch: [{}] })).status).toBe(200)
    expect(served.handed.ingested).toEqual([])
  })

  test('what SDKs measure of themselves is taken and dropped', async () => {
    expect((await post('m', { series: [] })).status).toBe(200)
    expect(served.handed.ingested).toEqual([])
  })

  test('an unknown call is not found', async () => {
    expect((await post('delete', event())).status).toBe(404)
  })

  test('2xx only after the commit: a database that is away is 503 with Retry-After', async () => {
    served.store.away = true
    const answer = await post('track', event())
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(await answer.json()).toMatchObject({ success: false, code: 'store/unavailable' })
  })
})

describe('write keys', () => {
  test('in the body as well as in Basic authentication', async () => {
    expect((await post('track', { ...event(), writeKey: 'server-key' }, { key: null })).status).toBe(200)
    expect((await post('batch', { batch: [event()], writeKey: 'server-key' }, { key: null })).status).toBe(
      200,
    )
  })

  test.each([
    { key: 'wrong', why: 'unknown' },
    { key: null, why: 'missing' },
    { key: '', why: 'empty' },
    { key: 'x'.repeat(201), why: 'endless' },
    { key: '__proto__', why: 'a trick' },
  ])('a key that is $why is 401 and says so', async ({ key }) => {
    const answer = await post('track', event(), { key })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ success: false, code: 'access/unauthenticated' })
  })
})

describe('bodies', () => {
  const gzip = { 'content-encoding': 'gzip' }

  test('gzip is read', async () => {
    expect((await postBytes(gzipSync(JSON.stringify(event())), gzip)).status).toBe(200)
  })

  test('text/plain is JSON too, and so is no content type at all', async () => {
    expect((await post('track', event(), { headers: { 'content-type': 'text/plain' } })).status).toBe(200)
    expect((await postBytes(Buffer.from(JSON.stringify(event())), {})).status).toBe(200)
  })

  test.each([
    { body: '{', headers: {}, status: 400, why: 'not JSON' },
    { body: '', headers: {}, status: 400, why: 'empty' },
    { body: 'plain', headers: { 'content-encoding': 'gzip' }, status: 400, why: 'not gzip' },
    { body: '{}', headers: { 'content-encoding': 'br' }, status: 400, why: 'another encoding' },
    { body: 'x'.repeat(600 * 1_024), headers: {}, status: 413, why: 'too large' },
  ])('$why is $status', async ({ body, headers, status }) => {
    const answer = await post('track', body, { headers })
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ success: false })
  })

  test('a small body that inflates to a large one is 413', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1_024 * 1_024, 0x20))
    expect(bomb.length).toBeLessThan(100 * 1_024)
    expect((await postBytes(bomb, gzip)).status).toBe(413)
  })

  test('a single refused event is 400 with its code, and is shown', async () => {
    const answer = await post('track', event({ event: '' }))
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { success: false, code: 'missing-event-name' },
    ])
    expect(served.handed.rejected).toHaveLength(1)
  })

  test('what is shown of a refused event never holds the write key it came with', async () => {
    const writeKey = 'browser-key'
    await post('track', { ...event({ event: '' }), writeKey }, { key: null })
    await post('batch', { batch: [{ type: 'track', writeKey }], writeKey }, { key: null })
    const shown = served.handed.rejected.map(({ excerpt }) => excerpt)
    expect(shown).toEqual([expect.stringContaining('"u-1"'), '{"type":"track","writeKey":"…"}'])
    expect(shown.join('')).not.toContain(writeKey)
  })

  test('a batch that is no list, or too long a one, is 400', async () => {
    expect((await post('batch', { batch: {} })).status).toBe(400)
    expect((await post('batch', { batch: Array.from({ length: 501 }, () => ({})) })).status).toBe(400)
  })

  test('one event too large is refused, its neighbours are kept', async () => {
    const answer = await post('batch', {
      batch: [event({ properties: { text: 'x'.repeat(33 * 1_024) } }), event()],
    })
    expect(await answer.json()).toMatchObject({ success: true, rejected: [{ index: 0, code: 'too-large' }] })
    expect(served.handed.rejected[0]?.excerpt.length).toBeLessThanOrEqual(4_096)
    expect(names()).toEqual(['Tried'])
  })

  test('nesting without end is refused and fills no stack', async () => {
    const deep = `{"type":"track","event":"Tried","userId":"u","properties":${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}}`
    const answer = await post('track', deep)
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'too-deep' }])
  })

  test('a prototype in disguise is refused and leaves no trace', async () => {
    const answer = await post('track', '{"type":"track","event":"Tried","userId":"u","__proto__":{"x":1}}')
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'forbidden-key' }])
    expect(({} as { x?: unknown }).x).toBeUndefined()
  })
})

describe('browsers', () => {
  test('a preflight is answered for every page', async () => {
    const answer = await fetch(`${served.url}/v1/t`, {
      method: 'OPTIONS',
      headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' },
    })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-allow-headers')).toContain('authorization')
  })

  test('pages may read answers to browser keys, never those to server keys', async () => {
    const allowed = async (key: string): Promise<string | null> =>
      (await post('t', event(), { key })).headers.get('access-control-allow-origin')
    expect(await allowed('browser-key')).toBe('*')
    expect(await allowed('server-key')).toBeNull()
    expect(await allowed('wrong')).toBe('*')
  })

  test('the settings lead the SDK back to us', async () => {
    const answer = await fetch(`${served.url}/v1/projects/browser-key/settings`)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(await answer.json()).toMatchObject({
      integrations: {
        'Segment.io': { apiKey: 'browser-key', apiHost: 'studio.example.com/v1', protocol: 'https' },
      },
      metrics: { sampleRate: 0 },
    })
  })

  test.each(['wrong', 'server-key'])('there are no settings for %s', async (key) => {
    expect((await fetch(`${served.url}/v1/projects/${key}/settings`)).status).toBe(404)
  })
})

test('a source that sends too much is 429 with Retry-After, and its neighbour is not', async () => {
  const batch = { batch: Array.from({ length: 500 }, (_, at) => event({ messageId: `m-${at}` })) }
  const statuses: number[] = []
  for (let sent = 0; sent < 5; sent += 1) statuses.push((await post('batch', batch)).status)
  expect(statuses).toEqual([200, 200, 200, 200, 429])
  const refused = await post('batch', batch)
  expect(refused.headers.get('retry-after')).toBe('1')
  expect((await post('batch', batch, { key: 'browser-key' })).status).toBe(200)
  clock.advance(500)
  expect((await post('batch', batch)).status).toBe(200)
})

describe('an ask for an enrollment', () => {
  const journeyId = '0198c0de-0000-4000-8000-000000000001'

  test('of a server is handed on, as an event of ours', async () => {
    const answer = await post('enroll', {
      journeyId,
      userId: 'u-1',
      event: 'Another',
      properties: { plan: 'pro' },
    })
    expect(answer.status).toBe(200)
    expect(served.handed.ingested[0]?.events).toMatchObject([
      {
        name: 'Enrollment Requested',
        properties: { plan: 'pro' },
        identifiers: [{ kind: 'user', value: 'u-1' }],
      },
    ])
  })

  test.each([
    { body: { journeyId, userId: 'u-1' }, key: 'browser-key', status: 403, why: 'browser keys are public' },
    { body: { journeyId, userId: 'u-1' }, key: 'no-key', status: 401, why: 'nobody knows who asks' },
    { body: { userId: 'u-1' }, key: 'server-key', status: 400, why: 'into which journey?' },
    { body: { journeyId }, key: 'server-key', status: 400, why: 'for whom?' },
    { body: [journeyId], key: 'server-key', status: 400, why: 'no call' },
  ])('is refused with $status: $why', async ({ body, key, status }) => {
    expect((await post('enroll', body, { key })).status).toBe(status)
    expect(served.handed.ingested).toEqual([])
  })
})
