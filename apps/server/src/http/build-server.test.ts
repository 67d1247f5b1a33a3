import { ROUTE_POLICY } from '@periplo/api'
import { seededIds, turnedClock } from '@periplo/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MESSAGE_HTML, serve, type Served, WORKSPACE_ID } from '../served.fixture.ts'

const SIGNED_IN = { cookie: 'session=mara' }
const seams = { clock: turnedClock('2026-11-20T10:15:31.000Z'), ids: seededIds('routes') }
let served: Served

beforeAll(async () => {
  served = await serve({ ...seams, role: 'analyst', publicUrl: 'https://studio.example.com' })
})
afterAll(() => served.close())

const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(`${served.url}${path}`, { headers, redirect: 'manual' })

describe('the policy', () => {
  test('has a row for every route, and every row has its route', () => {
    const rows = Object.keys(ROUTE_POLICY)
    const missing = rows.filter((row) => {
      const [method = '', url = ''] = row.split(' ')
      return !served.app.hasRoute({ method, url })
    })
    expect(missing).toEqual([])
  })

  test('a route without a row keeps the server from starting', () => {
    expect(() => served.app.get('/forgotten', async () => 'x')).toThrow()
  })
})

describe('pages', () => {
  test.each(['/', '/journeys/1/map', '/people?search=ana'])(
    '%s is the studio under its own policy',
    async (path) => {
      const answer = await get(path)
      expect(answer.status).toBe(200)
      expect(await answer.text()).toContain('<title>Periplo</title>')
      const policy = answer.headers.get('content-security-policy')
      expect(policy).toContain("script-src 'self'")
      expect(policy).not.toContain('unsafe')
      expect(answer.headers.get('cache-control')).toBe('no-cache')
    },
  )

  test('hashed files may be kept for ever', async () => {
    const answer = await get('/assets/main-abc123.js')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(answer.headers.get('content-type')).toContain('javascript')
  })

  test.each(['/assets/gone.js', '/v1/nothing', '/api/nothing', '/trpc', '/t/x/y', '/api/auth/sign-up/email'])(
    '%s is not there, and is no page',
    async (path) => {
      const answer = await get(path)
      expect(answer.status).toBe(404)
      expect(await answer.json()).toMatchObject({ code: 'not-found' })
    },
  )

  test.each(['/..%2f..%2fetc/passwd', '/assets/..%2f..%2f..%2fetc/passwd', '/%00'])(
    '%s leads nowhere',
    async (path) => {
      expect(await (await get(path)).text()).not.toContain('root:')
    },
  )

  test('every answer carries the headers that none should be without', async () => {
    for (const path of ['/', '/health/live', '/v1/none', '/u/good', '/t/o/x']) {
      const { headers } = await get(path)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('strict-transport-security')).toMatch(/max-age/)
    }
  })
})

describe('health', () => {
  test('alive always, ready only while it can work', async () => {
    expect((await get('/health/live')).status).toBe(200)
    expect((await get('/health/ready')).status).toBe(200)
    served.store.away = true
    const answer = await get('/health/ready')
    served.store.away = false
    expect([answer.status, await answer.json()]).toEqual([
      503,
      { ready: false, reasons: ['The database cannot be reached.'] },
    ])
  })
})

describe('links of our messages', () => {
  test('a click is recorded and leads on', async () => {
    const answer = await get('/t/c/good')
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://shop.example/p/1'])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect((await get('/t/c/forged')).status).toBe(404)
  })

  test('a scanner that only looks is no click', async () => {
    const before = served.handed.clicks.length
    await fetch(`${served.url}/t/c/good`, { method: 'HEAD' })
    expect(served.handed.clicks).toHaveLength(before)
  })

  test('an open is a pixel, also for a token nobody signed', async () => {
    const answer = await get('/t/o/whatever')
    expect(answer.headers.get('content-type')).toBe('image/gif')
    expect(served.handed.opens).toContain('whatever')
  })

  test('a token may be as long as the address it carries', async () => {
    expect((await get(`/t/c/${'a'.repeat(4_000)}`)).status).toBe(404)
    expect(served.handed.clicks.at(-1)).toHaveLength(4_000)
  })
})

describe('unsubscribing', () => {
  const post = (body: string): Promise<Response> =>
    fetch(`${served.url}/u/good`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    })

  test('looking changes nothing, however often', async () => {
    for (let look = 0; look < 1_000; look += 1) expect((await get('/u/good')).status).toBe(200)
    expect(served.handed.unsubscribes).toEqual([])
  })

  test.each([
    { language: 'es-ES,es;q=0.9,en;q=0.8', says: 'Cancelar suscripción' },
    { language: 'en', says: 'Unsubscribe' },
    { language: 'de-DE, es;q=0.5', says: 'Cancelar suscripción' },
    { language: 'zz', says: 'Unsubscribe' },
  ])('asks in $language: $says', async ({ language, says }) => {
    expect(await (await get('/u/good', { 'accept-language': language })).text()).toContain(says)
  })

  test('one click of a mail client, our form, and both again are all the same', async () => {
    for (const body of ['List-Unsubscribe=One-Click', '', 'List-Unsubscribe=One-Click']) {
      expect((await post(body)).status).toBe(200)
    }
    expect(served.handed.unsubscribes).toEqual(['good', 'good', 'good'])
  })

  test('a broken link says so', async () => {
    expect((await fetch(`${served.url}/u/cut`, { method: 'POST' })).status).toBe(404)
  })
})

describe('previews of messages', () => {
  const path = `/preview/message/key?workspaceId=${WORKSPACE_ID}`

  test('are shown in a sandbox without script, and count no opening', async () => {
    const answer = await get(path, SIGNED_IN)
    expect(await answer.text()).toBe(MESSAGE_HTML)
    expect(answer.headers.get('content-security-policy')).toBe(
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; frame-ancestors 'self'",
    )
  })

  test('only for members', async () => {
    expect((await get(path)).status).toBe(401)
    const foreign = path.replace(WORKSPACE_ID, '018f2f6a-0000-4000-8000-000000000002')
    expect((await get(foreign, SIGNED_IN)).status).toBe(404)
    expect((await get('/preview/message/key', SIGNED_IN)).status).toBe(404)
  })

  test('one that is being written comes back in the same sandbox, to our own page alone', async () => {
    const send = (headers: Record<string, string>): Promise<Response> =>
      fetch(`${served.url}/preview/message`, {
        method: 'POST',
        body: new URLSearchParams({ html: MESSAGE_HTML }),
        headers,
      })
    const answer = await send({ ...SIGNED_IN, origin: served.url })
    expect(await answer.text()).toBe(MESSAGE_HTML)
    expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/)
    expect((await send({ origin: served.url })).status).toBe(401)
    expect((await send({ ...SIGNED_IN, origin: 'https://evil.example' })).status).toBe(403)
    expect((await send(SIGNED_IN)).status).toBe(403)
  })

  test('only from analysts up', async () => {
    const viewers = await serve({ ...seams, role: 'viewer' })
    expect((await fetch(`${viewers.url}${path}`, { headers: SIGNED_IN })).status).toBe(403)
    await viewers.close()
  })
})

describe('procedures', () => {
  const input = JSON.stringify({ workspaceId: WORKSPACE_ID, name: 'x', kind: 'browser' })
  const change = (headers: Readonly<Record<string, string>>): Promise<Response> =>
    fetch(`${served.url}/trpc/workspace.createSource`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...SIGNED_IN, ...headers },
      body: input,
    })

  test('are called over HTTP with the session of the cookie', async () => {
    const asked = `/trpc/journeys.list?input=${encodeURIComponent(JSON.stringify({ workspaceId: WORKSPACE_ID }))}`
    expect(await (await get(asked, SIGNED_IN)).json()).toEqual({ result: { data: [] } })
    expect((await get(asked)).status).toBe(401)
  })

  test.each([
    { headers: {}, why: 'no origin' },
    { headers: { origin: 'https://evil.example' }, why: 'a foreign page' },
    { headers: { origin: 'null' }, why: 'a sandboxed page' },
    { headers: { origin: 'https://studio.example.com.evil.example' }, why: 'a page that sounds like ours' },
    { headers: { origin: 'http://localhost:1' }, why: 'another server on this machine' },
  ])('a change from $why is refused', async ({ headers }) => {
    const answer = await change(headers)
    expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'access/forbidden' }])
  })

  test('a change that is not JSON is refused, as a foreign form would send it', async () => {
    const own = { origin: 'https://studio.example.com' }
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      expect((await change({ ...own, 'content-type': type })).status).toBe(400)
    }
  })

  test('a change from our own page reaches the policy', async () => {
    expect((await change({ origin: 'https://studio.example.com' })).status).toBe(403)
    expect(await (await change({ origin: served.url })).json()).toMatchObject({
      error: { data: { code: 'FORBIDDEN', failure: 'access/forbidden', path: 'workspace.createSource' } },
    })
  })

  test('nothing is changed over GET', async () => {
    const path = `/trpc/workspace.createSource?input=${encodeURIComponent(input)}`
    expect((await get(path, { ...SIGNED_IN, origin: served.url })).status).toBe(405)
  })

  test('an open stream does not keep the server from closing', async () => {
    const closing = await serve({ ...seams, role: 'analyst' })
    const asked = encodeURIComponent(JSON.stringify({ workspaceId: WORKSPACE_ID }))
    const stream = await fetch(`${closing.url}/trpc/events.watch?input=${asked}`, {
      headers: { ...SIGNED_IN, accept: 'text/event-stream' },
    })
    const reader = stream.body?.getReader()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('event: connected')
    await closing.close()
    await expect(drain(reader)).rejects.toThrow()
  })
})

async function drain(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<void> {
  let last = await reader?.read()
  while (last?.done === false) last = await reader?.read()
}

test('a worker answers for its health and for nothing else', async () => {
  const worker = await serve({ ...seams, servesApi: false })
  expect((await fetch(`${worker.url}/health/live`)).status).toBe(200)
  expect((await fetch(`${worker.url}/v1/track`, { method: 'POST' })).status).toBe(404)
  expect((await fetch(`${worker.url}/`)).status).toBe(404)
  await worker.close()
})
