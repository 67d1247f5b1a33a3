import { migrate, openStore, type Store } from '@periplo/store'
import { createDatabase, seededIds, type TestDatabase, turnedClock } from '@periplo/testkit'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serve, type Served, WORKSPACE_ID } from '../served.fixture.ts'
import { type Accounts, createAccounts } from './accounts.ts'

const PASSWORD = 'a long enough password'
const PUBLIC_URL = 'http://localhost:3000'

let database: TestDatabase
let store: Store
let accounts: Accounts
let served: Served
const clock = turnedClock('2026-11-20T10:15:31.000Z')
const ids = seededIds('accounts')

beforeAll(async () => {
  database = await createDatabase((url) => migrate({ url }))
  store = openStore({ url: database.url })
  const options = {
    pool: store.authPool,
    publicUrl: PUBLIC_URL,
    secretKey: Buffer.alloc(32, 1),
    ids,
  }
  accounts = createAccounts({ ...options, log: pino({ level: 'silent' }) })
  await Promise.all([accounts.migrate(), accounts.migrate()])
  await accounts.ensureAccount({ name: 'Mara', email: 'Mara@Example.com', password: PASSWORD })
  served = await serve({ accounts, publicUrl: PUBLIC_URL, role: 'editor', clock, ids })
})
afterAll(async () => {
  await served.close()
  await store.close()
  await database.drop()
})

const post = (
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  fetch(`${served.url}/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: PUBLIC_URL, ...headers },
    body: JSON.stringify(body),
  })

const signIn = (email: string, password: string): Promise<Response> =>
  post('sign-in/email', { email, password })
const toCookie = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ')

const me = async (cookie: string): Promise<unknown> => {
  const answer = await fetch(`${served.url}/trpc/session.me`, { headers: { cookie } })
  return answer.json()
}

describe('signing in', () => {
  test('gives a session that the procedures know, until signing out', async () => {
    const answer = await signIn('mara@example.com', PASSWORD)
    expect(answer.status).toBe(200)
    const cookie = toCookie(answer)
    expect(await me(cookie)).toMatchObject({
      result: { data: { member: { name: 'Mara', email: 'mara@example.com' } } },
    })
    expect((await post('sign-out', {}, { cookie })).status).toBe(200)
    expect(await me(cookie)).toEqual({ result: { data: null } })
  })

  test('sets a cookie no script reads and no foreign page sends', async () => {
    const [cookie] = (await signIn('mara@example.com', PASSWORD)).headers.getSetCookie()
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
  })

  test('gives another session each time', async () => {
    const [first, second] = [
      await signIn('mara@example.com', PASSWORD),
      await signIn('mara@example.com', PASSWORD),
    ]
    expect(toCookie(first)).not.toBe(toCookie(second))
  })

  test('tells an unknown address nothing a wrong password would not be told', async () => {
    const unknown = await signIn('nobody@example.com', PASSWORD)
    const wrong = await signIn('mara@example.com', 'not the password')
    expect(unknown.status).toBe(401)
    expect([wrong.status, await wrong.text()]).toEqual([unknown.status, await unknown.text()])
  })

  test('is not offered to who guesses: a wait, the same for an account that is not there', async () => {
    for (const email of ['guess@example.com', 'mara@example.com']) {
      const statuses: number[] = []
      for (let at = 0; at < 7; at += 1) statuses.push((await signIn(email, 'wrong password')).status)
      expect(statuses.slice(-1)).toEqual([429])
    }
    const refused = await signIn('mara@example.com', PASSWORD)
    expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([429, expect.any(Number)])
    clock.advance(60_000)
    expect((await signIn('mara@example.com', PASSWORD)).status).toBe(200)
  })

  test('guesses made all at once are heard no more often than one after the other', async () => {
    const wrong = Array.from({ length: 20 }, () => signIn('mara@example.com', 'wrong password'))
    const answers = await Promise.all([...wrong, signIn('mara@example.com', PASSWORD)])
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
    expect(statuses.filter((status) => status === 200)).toEqual([])
    clock.advance(60_000)
    expect((await signIn('mara@example.com', PASSWORD)).status).toBe(200)
  })

  test('is refused from a foreign page, or as a form', async () => {
    const body = { email: 'mara@example.com', password: PASSWORD }
    expect((await post('sign-in/email', body, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await post('sign-in/email', body, { 'content-type': 'text/plain' })).status).toBe(400)
  })
})

test('nobody signs up over HTTP, and nothing else of the library is reachable', async () => {
  const body = { name: 'Eve', email: 'eve@example.com', password: PASSWORD }
  for (const path of ['sign-up/email', 'update-user', 'delete-user', 'request-password-reset', 'ok']) {
    expect((await post(path, body)).status).toBe(404)
  }
})

test('an account that is there stays as it is', async () => {
  const again = await accounts.ensureAccount({
    name: 'Other',
    email: 'mara@example.com',
    password: 'another password',
  })
  clock.advance(60_000)
  expect((await signIn('mara@example.com', 'another password')).status).toBe(401)
  expect(await accounts.ensureAccount({ name: 'M', email: 'MARA@example.com', password: PASSWORD })).toBe(
    again,
  )
})

test('a forged cookie is nobody', async () => {
  expect(await me('periplo.session_token=abc.def')).toEqual({ result: { data: null } })
})

test('a session opens what the role opens', async () => {
  const cookie = toCookie(await signIn('mara@example.com', PASSWORD))
  const asked = (workspaceId: string): Promise<Response> =>
    fetch(`${served.url}/trpc/journeys.list?input=${encodeURIComponent(JSON.stringify({ workspaceId }))}`, {
      headers: { cookie },
    })
  expect((await asked(WORKSPACE_ID)).status).toBe(200)
  expect((await asked('018f2f6a-0000-4000-8000-000000000002')).status).toBe(404)
})

test('passwords are kept as argon2id only, in the schema of their own', async () => {
  const { rows } = await store.authPool.query<{ password: string }>(
    'select password from periplo_auth.account',
  )
  expect(rows).not.toEqual([])
  expect(rows.every(({ password }) => password.startsWith('$argon2id$'))).toBe(true)
})
