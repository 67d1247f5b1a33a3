import { migrate, openStore, type Store } from '@periplo/store'
import { createDatabase, seededIds, type TestDatabase, toTimedCode, turnedClock } from '@periplo/testkit'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serve, type Served } from '../served.fixture.ts'
import { type Accounts, createAccounts } from './accounts.ts'
import { type AuthBrowser, openAuthBrowser } from './auth-browser.fixture.ts'

const PASSWORD = 'a long enough password'
const PUBLIC_URL = 'http://localhost:3000'
const STEP_MS = 30_000

let database: TestDatabase
let store: Store
let accounts: Accounts
let served: Served
const clock = turnedClock('2026-11-20T10:15:31.000Z')
const ids = seededIds('second-factor')

beforeAll(async () => {
  database = await createDatabase((url) => migrate({ url }))
  store = openStore({ url: database.url })
  const options = { pool: store.authPool, publicUrl: PUBLIC_URL, secretKey: Buffer.alloc(32, 1), ids }
  accounts = createAccounts({ ...options, log: pino({ level: 'silent' }) })
  await accounts.migrate()
  served = await serve({ accounts, publicUrl: PUBLIC_URL, clock, ids })
})
afterAll(async () => {
  await served.close()
  await store.close()
  await database.drop()
})

const open = (): AuthBrowser => openAuthBrowser(served.url, PUBLIC_URL)

/** The body of an answer that must be a success. */
async function toBody(answer: Response): Promise<Record<string, unknown>> {
  const text = await answer.text()
  expect([answer.status, text]).toEqual([200, expect.any(String)])
  return JSON.parse(text) as Record<string, unknown> // oxlint-disable-line typescript/no-unsafe-type-assertion -- the test fails on anything else
}

let made = 0
interface Member {
  readonly email: string
  readonly browser: AuthBrowser
}
async function enter(): Promise<Member> {
  const email = `member-${(made += 1)}@example.com`
  await accounts.ensureAccount({ name: 'Mara', email, password: PASSWORD })
  const browser = open()
  expect((await browser.post('sign-in/email', { email, password: PASSWORD })).status).toBe(200)
  return { email, browser }
}

interface Secured extends Member {
  readonly uri: string
  readonly backupCodes: readonly string[]
}
async function secure(): Promise<Secured> {
  const { email, browser } = await enter()
  const { totpURI, backupCodes } = await toBody(
    await browser.post('two-factor/enable', { password: PASSWORD }),
  )
  const uri = String(totpURI)
  const code = toTimedCode(uri, Date.now())
  expect((await browser.post('two-factor/verify-totp', { code })).status).toBe(200)
  return { email, browser, uri, backupCodes: backupCodes as readonly string[] } // oxlint-disable-line typescript/no-unsafe-type-assertion -- looked at by every test
}

async function challenge(email: string): Promise<AuthBrowser> {
  const browser = open()
  const answer = await browser.post('sign-in/email', { email, password: PASSWORD })
  expect(await toBody(answer)).toEqual({ twoFactorRedirect: true, twoFactorMethods: ['totp'] })
  return browser
}

/** The next code an app will show: the one before has been used to set it up. */
const nextCode = (uri: string): string => toTimedCode(uri, Date.now() + STEP_MS)
const wrongCode = (uri: string): string => {
  const near = [-2, -1, 0, 1, 2].map((steps) => toTimedCode(uri, Date.now() + steps * STEP_MS))
  return (
    ['111111', '222222', '333333', '444444', '555555', '666666'].find((code) => !near.includes(code)) ?? ''
  )
}

describe('setting up', () => {
  test('takes the password, and counts only once a code confirms it', async () => {
    const { email, browser } = await enter()
    expect((await browser.post('two-factor/enable', { password: 'not the password' })).status).toBe(400)
    const { totpURI, backupCodes } = await toBody(
      await browser.post('two-factor/enable', { password: PASSWORD }),
    )
    expect(totpURI).toMatch(/^otpauth:\/\/totp\/Periplo:member-\d+%40example\.com\?secret=[A-Z2-7]{52}&/)
    expect(new Set(backupCodes as readonly string[]).size).toBe(10) // oxlint-disable-line typescript/no-unsafe-type-assertion -- a set of anything else has another size
    expect(await browser.me()).toMatchObject({ hasSecondFactor: false })
    expect((await open().post('sign-in/email', { email, password: PASSWORD })).status).toBe(200)
    const refused = await browser.post('two-factor/verify-totp', { code: wrongCode(String(totpURI)) })
    expect([refused.status, (await browser.me()) !== null]).toEqual([401, true])
    const code = toTimedCode(String(totpURI), Date.now())
    expect((await browser.post('two-factor/verify-totp', { code })).status).toBe(200)
    expect(await browser.me()).toMatchObject({ hasSecondFactor: true })
  })

  test('gives another session, and ends every other one of the member', async () => {
    const { email, browser } = await enter()
    const other = open()
    await other.post('sign-in/email', { email, password: PASSWORD })
    const before = browser.cookie()
    const { totpURI } = await toBody(await browser.post('two-factor/enable', { password: PASSWORD }))
    await browser.post('two-factor/verify-totp', { code: toTimedCode(String(totpURI), Date.now()) })
    expect(await other.me()).toBeNull()
    expect(browser.cookie()).not.toBe(before)
    expect(await browser.me()).not.toBeNull()
  })

  test('of one who has it already changes nothing', async () => {
    const { email, browser, uri } = await secure()
    expect((await browser.post('two-factor/enable', { password: PASSWORD })).status).toBe(400)
    const again = await challenge(email)
    expect((await again.post('two-factor/verify-totp', { code: nextCode(uri) })).status).toBe(200)
  })
})

describe('signing in', () => {
  test('takes the password and then the code; the password alone is nobody', async () => {
    const { email, uri } = await secure()
    const browser = await challenge(email)
    expect(await browser.me()).toBeNull()
    expect((await browser.post('two-factor/verify-totp', { code: nextCode(uri) })).status).toBe(200)
    expect(await browser.me()).toMatchObject({ email, hasSecondFactor: true })
  })

  test('hears a code once, and of two at once one', async () => {
    const { email, uri } = await secure()
    const browsers = [await challenge(email), await challenge(email)]
    const code = nextCode(uri)
    const answers = await Promise.all(
      browsers.map((browser) => browser.post('two-factor/verify-totp', { code })),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401])
    const third = await challenge(email)
    expect((await third.post('two-factor/verify-totp', { code })).status).toBe(401)
    expect(await third.me()).toBeNull()
  })

  test('takes each backup code once, and none of another member', async () => {
    const { email, backupCodes } = await secure()
    const [code = ''] = backupCodes
    const stranger = await challenge((await secure()).email)
    expect((await stranger.post('two-factor/verify-backup-code', { code })).status).toBe(401)
    const browser = await challenge(email)
    expect((await browser.post('two-factor/verify-backup-code', { code })).status).toBe(200)
    expect(await browser.me()).toMatchObject({ email })
    const again = await challenge(email)
    expect((await again.post('two-factor/verify-backup-code', { code })).status).toBe(401)
    expect(await again.me()).toBeNull()
  })

  test('makes who guesses codes wait, however often the password is given in between', async () => {
    const { email, uri } = await secure()
    const statuses: number[] = []
    for (let at = 0; at < 6; at += 1) {
      const browser = await challenge(email)
      statuses.push((await browser.post('two-factor/verify-totp', { code: wrongCode(uri) })).status)
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
    const browser = await challenge(email)
    const refused = await browser.post('two-factor/verify-backup-code', { code: 'wrong-again' })
    expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([429, expect.any(Number)])
    clock.advance(60_000)
    expect((await browser.post('two-factor/verify-totp', { code: nextCode(uri) })).status).toBe(200)
  })

  test('remembers no browser, whatever it asks for', async () => {
    const { email, uri } = await secure()
    const browser = await challenge(email)
    const body = { code: nextCode(uri), trustDevice: true }
    expect((await browser.post('two-factor/verify-totp', body)).status).toBe(200)
    expect(browser.cookie()).not.toContain('trust')
    await browser.post('sign-out', {})
    const answer = await browser.post('sign-in/email', { email, password: PASSWORD })
    expect(await answer.json()).toMatchObject({ twoFactorRedirect: true })
  })

  test.each([
    { body: {}, why: 'no code' },
    { body: { code: '12345' }, why: 'too short' },
    { body: { code: '1234567' }, why: 'too long' },
    { body: { code: 123_456 }, why: 'a number' },
    { body: { code: '12345٦' }, why: 'digits of another script' },
    { body: null, why: 'nothing' },
  ])('a code that is none is no guess ($why)', async ({ body }) => {
    const browser = open()
    expect((await browser.post('two-factor/verify-totp', body)).status).toBe(400)
  })

  test('a code without a password is heard of nobody, nor under a made-up sign-in', async () => {
    const { uri } = await secure()
    for (const path of ['two-factor/verify-totp', 'two-factor/verify-backup-code']) {
      expect((await open().post(path, { code: nextCode(uri) })).status).toBe(401)
      const forged = await fetch(`${served.url}/api/auth/${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          origin: PUBLIC_URL,
          cookie: 'periplo.two_factor=2fa-madeup.signature',
        },
        body: JSON.stringify({ code: nextCode(uri) }),
      })
      expect(forged.status).toBe(401)
    }
  })
})

test('behind https every cookie of it is for https alone, and no script reads one', async () => {
  const publicUrl = 'https://studio.example.com'
  const options = { pool: store.authPool, publicUrl, secretKey: Buffer.alloc(32, 1), ids }
  const secured = createAccounts({ ...options, log: pino({ level: 'silent' }) })
  const door = await serve({ accounts: secured, publicUrl, clock, ids })
  const { email, uri } = await secure()
  const browser = openAuthBrowser(door.url, publicUrl)
  const asked = await browser.post('sign-in/email', { email, password: PASSWORD })
  const entered = await browser.post('two-factor/verify-totp', { code: nextCode(uri) })
  expect([asked.status, entered.status]).toEqual([200, 200])
  const cookies = [asked, entered].flatMap(({ headers }) => headers.getSetCookie())
  expect(cookies.length).toBeGreaterThan(1)
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__Secure-periplo\./)
    expect(cookie).toMatch(/; Secure/i)
    expect(cookie).toMatch(/; HttpOnly/i)
    expect(cookie).toMatch(/; SameSite=Lax/i)
  }
  await door.close()
})

describe('turning it off', () => {
  test('takes the password, and then signing in takes no code', async () => {
    const { email, browser } = await secure()
    expect((await browser.post('two-factor/disable', { password: 'not the password' })).status).toBe(400)
    expect(await browser.me()).toMatchObject({ hasSecondFactor: true })
    expect((await browser.post('two-factor/disable', { password: PASSWORD })).status).toBe(200)
    expect(await browser.me()).toMatchObject({ hasSecondFactor: false })
    const next = open()
    await next.post('sign-in/email', { email, password: PASSWORD })
    expect(await next.me()).toMatchObject({ email })
  })

  test('new backup codes take the password and replace the old ones', async () => {
    const { email, browser, backupCodes } = await secure()
    const asked = 'two-factor/generate-backup-codes'
    expect((await browser.post(asked, { password: 'not the password' })).status).toBe(400)
    const fresh = (await toBody(await browser.post(asked, { password: PASSWORD })))['backupCodes']
    const again = await challenge(email)
    const useCode = (code: unknown) => again.post('two-factor/verify-backup-code', { code })
    expect((await useCode(backupCodes[0])).status).toBe(401)
    expect((await useCode(Array.isArray(fresh) ? fresh[0] : '')).status).toBe(200)
  })
})

describe('a new password', () => {
  const NEW = 'another long password'

  test('takes the old one, ends every other session and every sign-in on its way, and gives a new session', async () => {
    const { email, browser, uri } = await secure()
    const waiting = await challenge(email)
    const other = await challenge(email)
    await other.post('two-factor/verify-totp', { code: nextCode(uri) })
    expect(await other.me()).not.toBeNull()
    const before = browser.cookie()
    const change = (currentPassword: string, newPassword: string) =>
      browser.post('change-password', { currentPassword, newPassword, revokeOtherSessions: false })
    expect((await change('not the password', NEW)).status).toBe(400)
    expect(await other.me()).not.toBeNull()
    expect((await change(PASSWORD, NEW)).status).toBe(200)
    expect(await other.me()).toBeNull()
    expect([browser.cookie() === before, await browser.me()]).toEqual([
      false,
      expect.objectContaining({ email }),
    ])
    const late = await waiting.post('two-factor/verify-totp', {
      code: toTimedCode(uri, Date.now() - STEP_MS),
    })
    expect(late.status).toBe(401)
    expect((await open().post('sign-in/email', { email, password: PASSWORD })).status).toBe(401)
    const entered = await open().post('sign-in/email', { email, password: NEW })
    expect(await toBody(entered)).toMatchObject({ twoFactorRedirect: true })
  })

  test.each([
    { body: { currentPassword: PASSWORD, newPassword: 'too short' }, why: 'nine characters' },
    { body: { currentPassword: PASSWORD, newPassword: 'x'.repeat(129) }, why: 'too long' },
    { body: { currentPassword: PASSWORD, newPassword: PASSWORD }, why: 'the one there is' },
    { body: { newPassword: NEW }, why: 'without the old one' },
    { body: { currentPassword: PASSWORD, newPassword: 1_234_567_890 }, why: 'no text' },
  ])('is refused where it is none ($why)', async ({ body }) => {
    const { email, browser } = await enter()
    expect((await browser.post('change-password', body)).status).toBe(400)
    expect((await open().post('sign-in/email', { email, password: PASSWORD })).status).toBe(200)
  })

  test('makes who guesses the old one wait, as at sign-in', async () => {
    const { email, browser } = await enter()
    const guess = () =>
      browser.post('change-password', { currentPassword: 'a wrong password', newPassword: NEW })
    const statuses: number[] = []
    for (let at = 0; at < 6; at += 1) statuses.push((await guess()).status)
    expect(statuses).toEqual([400, 400, 400, 400, 400, 429])
    expect((await open().post('sign-in/email', { email, password: PASSWORD })).status).toBe(429)
    clock.advance(60_000)
    expect((await open().post('sign-in/email', { email, password: PASSWORD })).status).toBe(200)
  })
})

const CHANGES = [
  'change-password',
  'two-factor/enable',
  'two-factor/disable',
  'two-factor/generate-backup-codes',
]

test.each(CHANGES)('%s is for who is signed in, and from our own page', async (path) => {
  const body = { password: PASSWORD, currentPassword: PASSWORD, newPassword: 'another long password' }
  expect((await open().post(path, body)).status).toBe(401)
  const { browser } = await enter()
  const send = (headers: Readonly<Record<string, string>>) =>
    fetch(`${served.url}/api/auth/${path}`, {
      method: 'POST',
      headers: { cookie: browser.cookie(), ...headers },
      body: JSON.stringify(body),
    })
  expect((await send({ 'content-type': 'application/json', origin: 'https://evil.example' })).status).toBe(
    403,
  )
  expect((await send({ 'content-type': 'application/json' })).status).toBe(403)
  expect((await send({ 'content-type': 'text/plain', origin: PUBLIC_URL })).status).toBe(400)
})

test.each(['get-totp-uri', 'send-otp', 'verify-otp', 'view-backup-codes', 'generate-totp'])(
  'nothing else of the library is reachable: %s',
  async (path) => {
    const { browser } = await secure()
    expect((await browser.post(`two-factor/${path}`, { password: PASSWORD })).status).toBe(404)
  },
)

test('members of an edition that knew no second step sign in as before, and can set one up', async () => {
  const { email } = await enter()
  await store.authPool.query('drop table periplo_auth."twoFactor"')
  await store.authPool.query('alter table periplo_auth."user" drop column "twoFactorEnabled"')
  await accounts.migrate()
  const browser = open()
  await browser.post('sign-in/email', { email, password: PASSWORD })
  expect(await browser.me()).toMatchObject({ email, hasSecondFactor: false })
  const { totpURI } = await toBody(await browser.post('two-factor/enable', { password: PASSWORD }))
  const code = toTimedCode(String(totpURI), Date.now())
  expect((await browser.post('two-factor/verify-totp', { code })).status).toBe(200)
  expect(await browser.me()).toMatchObject({ hasSecondFactor: true })
})

test('neither the secret nor a backup code is in the database', async () => {
  const { uri, backupCodes } = await secure()
  const { rows } = await store.authPool.query<{ secret: string; backupCodes: string }>(
    'select secret, "backupCodes" from periplo_auth."twoFactor"',
  )
  const sealed = /^s1\.k1\.[\w-]{16}\.[\w-]{22}\.[\w-]+$/
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows)
    expect([row.secret, row.backupCodes]).toEqual([
      expect.stringMatching(sealed),
      expect.stringMatching(sealed),
    ])
  const stored = JSON.stringify(rows)
  expect(stored).not.toContain(new URL(uri).searchParams.get('secret'))
  for (const code of backupCodes) expect(stored).not.toContain(code)
})
