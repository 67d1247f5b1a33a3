import { createIds, openRuntime, type Runtime, systemClock } from '@periplo/runtime'
import { migrate, openStore, type Store } from '@periplo/store'
import { createDatabase, type TestDatabase } from '@periplo/testkit'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Accounts, createAccounts } from './accounts/accounts.ts'
import { createMember } from './accounts/create-member.ts'
import { createMemberships } from './accounts/store-memberships.ts'
import { serve, type Served } from './served.fixture.ts'

const PUBLIC_URL = 'http://localhost:3000'
const PASSWORD = 'a long enough password'
const SECRET_KEY = Buffer.alloc(32, 9)

let database: TestDatabase
let store: Store
let runtime: Runtime
let accounts: Accounts
let served: Served
let own: string
let foreign: string

beforeAll(async () => {
  database = await createDatabase((url) => migrate({ url }))
  store = openStore({ url: database.url })
  const ids = createIds(systemClock)
  const log = pino({ level: 'silent' })
  const edges = { ids, log, publicUrl: PUBLIC_URL, secretKey: SECRET_KEY }
  accounts = createAccounts({ ...edges, pool: store.authPool })
  await accounts.migrate()
  runtime = await openRuntime({
    ...edges,
    store,
    clock: systemClock,
    mail: { smtpUrl: null, from: 'a@b.example' },
    egressAllow: [],
  })
  own = await runtime.createWorkspace({
    name: 'Own',
    zone: 'Europe/Madrid',
    currency: 'EUR',
    clock: 'live',
    demo: false,
  })
  foreign = await runtime.createWorkspace({
    name: 'Foreign',
    zone: 'UTC',
    currency: 'EUR',
    clock: 'live',
    demo: false,
  })
  const member = {
    workspaceId: own,
    name: 'Ada',
    email: 'ada@example.com',
    password: PASSWORD,
    role: 'admin',
  } as const
  await createMember({ store, accounts }, member)
  const memberships = createMemberships(store)
  served = await serve({
    runtime,
    accounts,
    memberships,
    publicUrl: PUBLIC_URL,
    clock: systemClock,
    ids,
    log,
  })
})
afterAll(async () => {
  await served.close()
  await runtime.close()
  await store.close()
  await database.drop()
})

const signIn = async (): Promise<string> => {
  const answer = await fetch(`${served.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: PUBLIC_URL },
    body: JSON.stringify({ email: 'ada@example.com', password: PASSWORD }),
  })
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ')
}

interface Answer {
  readonly status: number
  readonly data: unknown
  readonly failure: unknown
}

const toAnswer = async (response: Response): Promise<Answer> => {
  const body: { result?: { data?: unknown }; error?: { data?: { failure?: unknown } } } = JSON.parse(
    await response.text(),
  )
  return { status: response.status, data: body.result?.data, failure: body.error?.data?.failure }
}

const ask = async (path: string, input: object, cookie: string): Promise<Answer> =>
  toAnswer(
    await fetch(`${served.url}/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`, {
      headers: { cookie },
    }),
  )

const change = async (path: string, input: object, cookie: string): Promise<Answer> =>
  toAnswer(
    await fetch(`${served.url}/trpc/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: PUBLIC_URL, cookie },
      body: JSON.stringify(input),
    }),
  )

const send = (writeKey: string, batch: readonly object[]): Promise<Response> =>
  fetch(`${served.url}/v1/batch`, { method: 'POST', body: JSON.stringify({ writeKey, batch }) })

async function createSource(cookie: string, kind: string): Promise<{ sourceId: string; writeKey: string }> {
  const { data } = await change('workspace.createSource', { workspaceId: own, name: 'Shop', kind }, cookie)
  const source = data as { sourceId: string; writeKey: string } // oxlint-disable-line typescript/no-unsafe-type-assertion -- the test fails on anything else
  expect(source.writeKey).toEqual(expect.any(String))
  return source
}

describe('an event of a source made in the studio', () => {
  test('is on the Events screen once it was answered with 200, and only once', async () => {
    const cookie = await signIn()
    const { writeKey } = await createSource(cookie, 'server')
    const event = {
      type: 'track',
      event: 'Order Completed',
      userId: 'u-1',
      messageId: 'm-1',
      properties: { revenue: 5, currency: 'EUR' },
    }
    expect((await send(writeKey, [event, event])).status).toBe(200)
    expect((await send(writeKey, [event, { type: 'track' }])).status).toBe(200)
    const { data } = await ask('events.list', { workspaceId: own }, cookie)
    expect(data).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ kind: 'accepted', name: 'Order Completed', eventId: 'm-1' }),
        expect.objectContaining({ kind: 'rejected', code: 'missing-event-name' }),
      ]),
    })
    expect(data).toMatchObject({ items: { length: 2 } })
  })

  test('is refused once the source is revoked, as soon as its key is forgotten', async () => {
    const cookie = await signIn()
    const { sourceId, writeKey } = await createSource(cookie, 'browser')
    expect((await change('workspace.revokeSource', { workspaceId: own, sourceId }, cookie)).status).toBe(200)
    const answer = await send(writeKey, [{ type: 'track', event: 'x', userId: 'u' }])
    expect(answer.status).toBe(401)
  })
})

describe('a foreign workspace', () => {
  const ID = '018f2f6a-0000-4000-8000-00000000000a'

  test.each(['journeys.list', 'people.list', 'events.list', 'messages.list', 'workspace.get'])(
    '%s: does not exist',
    async (path) => {
      expect(await ask(path, { workspaceId: foreign }, await signIn())).toMatchObject({
        status: 404,
        failure: 'workspace/not-found',
      })
    },
  )

  test('its journey does not exist inside our own', async () => {
    const cookie = await signIn()
    const actor = { memberId: 'm', name: 'M' }
    const { journeyId } = await runtime.verbs.journeys.create({ workspaceId: foreign, name: 'Theirs', actor })
    expect(await ask('journeys.getDraft', { workspaceId: own, journeyId }, cookie)).toMatchObject({
      status: 404,
      failure: 'journey/not-found',
    })
    expect(await ask('journeys.getDraft', { workspaceId: own, journeyId: ID }, cookie)).toMatchObject({
      status: 404,
      failure: 'journey/not-found',
    })
  })
})

test('a draft is saved by the one who read it last, and by nobody with an older one', async () => {
  const cookie = await signIn()
  const { data } = await change('journeys.create', { workspaceId: own, name: 'Mine' }, cookie)
  const draft = data as { journeyId: string; revision: number; definition: object } // oxlint-disable-line typescript/no-unsafe-type-assertion -- the test fails on anything else
  const { journeyId, revision, definition } = draft
  const save = { workspaceId: own, journeyId, revision, definition: { ...definition, name: 'Renamed' } }
  expect((await change('journeys.saveDraft', save, cookie)).status).toBe(200)
  expect(await change('journeys.saveDraft', save, cookie)).toMatchObject({
    status: 409,
    failure: 'journey/stale-revision',
  })
})

test('events are seen by who watches as they arrive', async () => {
  const cookie = await signIn()
  const { writeKey } = await createSource(cookie, 'server')
  const leaving = new AbortController()
  const input = encodeURIComponent(JSON.stringify({ workspaceId: own }))
  const stream = await fetch(`${served.url}/trpc/events.watch?input=${input}`, {
    headers: { cookie, accept: 'text/event-stream' },
    signal: leaving.signal,
  })
  expect(stream.headers.get('content-type')).toContain('text/event-stream')
  await send(writeKey, [{ type: 'track', event: 'Watched', userId: 'u-2', messageId: 'w-1' }])
  expect(await readUntil(stream, 'Watched')).toContain('w-1')
  leaving.abort()
})

async function readUntil(stream: Response, text: string): Promise<string> {
  const decoder = new TextDecoder()
  let seen = ''
  for await (const chunk of stream.body ?? []) {
    seen += decoder.decode(chunk, { stream: true })
    if (seen.includes(text)) return seen
  }
  return seen
}

test('a made-up link unsubscribes nobody and leads nowhere', async () => {
  expect((await fetch(`${served.url}/u/made-up`)).status).toBe(404)
  expect((await fetch(`${served.url}/u/made-up`, { method: 'POST' })).status).toBe(404)
  expect((await fetch(`${served.url}/t/c/made-up`, { redirect: 'manual' })).status).toBe(404)
  expect((await fetch(`${served.url}/t/o/made-up`)).status).toBe(200)
})
