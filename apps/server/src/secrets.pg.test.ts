import { invariant } from '@periplo/model'
import { createIds, openRuntime, type Runtime, systemClock } from '@periplo/runtime'
import { migrate, openStore, type Store } from '@periplo/store'
import { createDatabase, type TestDatabase, toTimedCode } from '@periplo/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AuthBrowser, openAuthBrowser } from './accounts/auth-browser.fixture.ts'
import { type Accounts, createAccounts } from './accounts/accounts.ts'
import { createMember } from './accounts/create-member.ts'
import { createMemberships } from './accounts/store-memberships.ts'
import { createLog } from './log.ts'
import { serve, type Served } from './served.fixture.ts'

const PUBLIC_URL = 'http://localhost:3000'
const SECRET_KEY = Buffer.from('the key of the installation: 32.')
const PASSWORD = 'canary password one'
const NEW_PASSWORD = 'canary password two'
const TYPED_BY_MISTAKE = 'canary password of another place'
const EMAIL = 'ada@example.com'

const lines: string[] = []
let database: TestDatabase
let store: Store
let runtime: Runtime
let accounts: Accounts
let served: Served
let workspaceId: string

beforeAll(async () => {
  database = await createDatabase((url) => migrate({ url }))
  store = openStore({ url: database.url })
  const log = createLog('trace', { write: (line) => lines.push(line) })
  const seams = { ids: createIds(systemClock), clock: systemClock, log }
  const edges = { ...seams, publicUrl: PUBLIC_URL, secretKey: SECRET_KEY }
  accounts = createAccounts({ ...edges, pool: store.authPool })
  await accounts.migrate()
  const mail = { smtpUrl: null, from: 'a@b.example' }
  runtime = await openRuntime({ ...edges, store, mail, egressAllow: [] })
  const zoned = { name: 'Own', zone: 'UTC', currency: 'EUR', clock: 'live', demo: false } as const
  workspaceId = await runtime.createWorkspace(zoned)
  const member = { workspaceId, name: 'Ada', email: EMAIL, password: PASSWORD, role: 'admin' } as const
  await createMember({ store, accounts }, member)
  const memberships = createMemberships(store)
  served = await serve({ ...seams, runtime, accounts, memberships, publicUrl: PUBLIC_URL })
})
afterAll(async () => {
  await served.close()
  await runtime.close()
  await store.close()
  await database.drop()
})

/** Every row of every table, as text. */
async function dump(): Promise<string> {
  const { rows: tables } = await store.authPool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('periplo', 'periplo_auth') order by 1`,
  )
  const rows = await Promise.all(
    tables.map(({ name }) => store.authPool.query<{ line: string }>(`select t::text as line from ${name} t`)),
  )
  return rows.flatMap((table) => table.rows.map(({ line }) => line)).join('\n')
}

const readText = (body: unknown, key: string): string => {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, key) : undefined
  invariant(typeof value === 'string', `${key} is answered as text`)
  return value
}

async function call(browser: AuthBrowser, path: string, input: object): Promise<unknown> {
  const answer = await fetch(`${served.url}/trpc/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: PUBLIC_URL, cookie: browser.cookie() },
    body: JSON.stringify({ workspaceId, ...input }),
  })
  const body: unknown = await answer.json()
  invariant(typeof body === 'object' && body !== null, 'procedures answer with an object')
  const result: unknown = Reflect.get(body, 'result')
  return typeof result === 'object' && result !== null ? Reflect.get(result, 'data') : undefined
}

/** Signs in, sets up a second step and changes the password; what was secret in it. */
async function changeSignIn(browser: AuthBrowser): Promise<readonly string[]> {
  await browser.post('sign-in/email', { email: EMAIL, password: TYPED_BY_MISTAKE })
  await browser.post('sign-in/email', { email: EMAIL, password: PASSWORD })
  const cookie = browser.cookie()
  const begun: unknown = await (await browser.post('two-factor/enable', { password: PASSWORD })).json()
  const uri = readText(begun, 'totpURI')
  const code = toTimedCode(uri, Date.now())
  expect((await browser.post('two-factor/verify-totp', { code })).status).toBe(200)
  const passwords = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD }
  expect((await browser.post('change-password', passwords)).status).toBe(200)
  const key = new URL(uri).searchParams.get('secret') ?? ''
  const backupCodes: unknown = Reflect.get(Object(begun), 'backupCodes')
  invariant(Array.isArray(backupCodes) && backupCodes.length === 10, 'there are ten backup codes')
  const cookies = [cookie, browser.cookie()].flatMap((held) => held.split('; ').map(toValue))
  return [PASSWORD, NEW_PASSWORD, TYPED_BY_MISTAKE, key, ...backupCodes.map(String), ...cookies]
}

const toValue = (cookie: string): string => decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1))

/** Makes write keys and sends with them, rightly and wrongly; what was secret in it. */
async function sendEvents(browser: AuthBrowser): Promise<readonly string[]> {
  const source = await call(browser, 'workspace.createSource', { name: 'Shop', kind: 'server' })
  const first = readText(source, 'writeKey')
  const sourceId = readText(source, 'sourceId')
  const second = readText(
    await call(browser, 'workspace.replaceSourceKey', { sourceId, overlapMs: 60_000 }),
    'writeKey',
  )
  for (const writeKey of [first, second]) {
    const batch = [{ type: 'track', event: 'Tried', userId: 'u' }, { type: 'track' }]
    const answer = await fetch(`${served.url}/v1/batch`, {
      method: 'POST',
      body: JSON.stringify({ writeKey, batch }),
    })
    expect(answer.status).toBe(200)
    await fetch(`${served.url}/v1/track`, { method: 'POST', body: `{"writeKey":"${writeKey}","event":` })
    for (const event of ['Tried alone', undefined]) {
      const single = JSON.stringify({ writeKey, type: 'track', event, userId: 'u' })
      await fetch(`${served.url}/v1/track`, { method: 'POST', body: single })
    }
  }
  return [first, second]
}

test('no secret is in the database or in the log, however it was used', async () => {
  const browser = openAuthBrowser(served.url, PUBLIC_URL)
  const { secret } = await runtime.verbs.workspace.getSigningSecret({ workspaceId })
  const canaries = [
    ...(await changeSignIn(browser)),
    ...(await sendEvents(browser)),
    secret,
    secret.replace('whsec_', ''),
    ...(['utf8', 'hex', 'base64', 'base64url'] as const).map((form) => SECRET_KEY.toString(form)),
  ]
  const [stored, logged] = [await dump(), lines.join('\n')]
  expect(stored).toContain(EMAIL)
  expect(stored).toContain('missing-event-name')
  expect(stored).toContain('Tried alone')
  expect(canaries.every((canary) => canary.length >= 10)).toBe(true)
  expect(canaries.filter((canary) => stored.includes(canary))).toEqual([])
  expect(canaries.filter((canary) => logged.includes(canary))).toEqual([])
})
