import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createDatabase, type TestDatabase } from '@periplo/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_ACCOUNTS } from './accounts/demo-accounts.ts'
import { findPort } from './start/find-port.ts'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))
const HOST = '127.0.0.1'
let database: TestDatabase

beforeAll(async () => {
  database = await createDatabase(async () => undefined)
})
afterAll(() => database.drop())

interface Run {
  readonly kill: (signal: NodeJS.Signals) => void
  /** Fulfilled with everything said so far once it contains the text. */
  readonly said: (text: string) => Promise<string>
  readonly ended: Promise<{ readonly code: number | null; readonly text: string }>
}

function run(environment: Readonly<Record<string, string>>): Run {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: database.url,
      PERIPLO_SECRET_KEY: Buffer.alloc(32, 3).toString('base64'),
      PERIPLO_DEMO: '0',
      ...environment,
    },
  })
  let text = ''
  const waiting: (() => void)[] = []
  const hear = (chunk: Buffer): void => {
    text += chunk.toString()
    for (const look of waiting) look()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  return {
    kill: (signal) => void child.kill(signal),
    said: (wanted) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (text.includes(wanted)) resolve(text)
        }
        waiting.push(look)
        look()
      }),
    ended: new Promise((resolve) => {
      child.once('close', (code) => resolve({ code, text }))
    }),
  }
}

function signIn(url: string, body: Readonly<Record<string, string | undefined>>): Promise<Response> {
  const headers = { 'content-type': 'application/json', origin: url }
  return fetch(`${url}/api/auth/sign-in/email`, { method: 'POST', headers, body: JSON.stringify(body) })
}

test('it starts, says where it is, answers, and stops in order on one signal', async () => {
  const port = await findPort({ host: HOST, port: 0 })
  const process = run({ PERIPLO_PORT: String(port), PERIPLO_DEMO: '1' })
  const text = await process.said('Periplo is ready on')
  const line = text.split('\n').find((line) => line.includes('Periplo is ready on')) ?? ''
  expect(line).toContain(`http://${HOST}:${port}`)
  for (const { email, password } of DEMO_ACCOUNTS) {
    expect(line).toContain(email)
    expect(line).toContain(password)
  }
  expect((await fetch(`http://${HOST}:${port}/health/ready`)).status).toBe(200)
  expect(await (await fetch(`http://${HOST}:${port}/api/demo`)).json()).toMatchObject({
    accounts: { length: 4 },
  })
  process.kill('SIGTERM')
  expect(await process.ended).toMatchObject({ code: 0 })
})

test('two processes on one new database start at once, and one of them tells the first sign-in', async () => {
  const fresh = await createDatabase(async () => undefined)
  const ports = [await findPort({ host: HOST, port: 0 }), await findPort({ host: HOST, port: 0 })]
  const processes = ports.map((port) => run({ PERIPLO_PORT: String(port), DATABASE_URL: fresh.url }))
  const texts = await Promise.all(processes.map((process) => process.said('Periplo is ready on')))
  const told = texts.flatMap((text) => /first sign-in: (\S+) with the password ([^,]+),/.exec(text) ?? [])
  const [, email, password, ...others] = told
  expect(others).toEqual([])
  const answers = ports.map((port) => signIn(`http://${HOST}:${port}`, { email, password }))
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200])
  for (const process of processes) process.kill('SIGINT')
  expect((await Promise.all(processes.map(({ ended }) => ended))).map(({ code }) => code)).toEqual([0, 0])
  await fresh.drop()
})

test('an installation that has a workspace is given no other, and tells no password', async () => {
  const port = await findPort({ host: HOST, port: 0 })
  const process = run({ PERIPLO_PORT: String(port) })
  expect(await process.said('Periplo is ready on')).not.toContain('sign-in')
  process.kill('SIGTERM')
  await process.ended
})

test.each([
  { environment: { PERIPLO_PORT: 'http' }, says: 'PERIPLO_PORT must be a port' },
  { environment: { PERIPLO_SECRET_KEY: '' }, says: 'PERIPLO_SECRET_KEY must be set' },
  {
    environment: { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', PERIPLO_PORT: '0' },
    says: 'PostgreSQL cannot be reached',
  },
])('$environment ends with 1 and one sentence: $says', async ({ environment, says }) => {
  const { code, text } = await run(environment).ended
  expect(code).toBe(1)
  expect(text).toContain(says)
  expect(text).not.toContain('    at ')
})

test('a taken port ends with 1 and one sentence, before anything is started', async () => {
  const port = await findPort({ host: HOST, port: 0 })
  const taker = createServer().listen(port, HOST)
  const { code, text } = await run({ PERIPLO_PORT: String(port) }).ended
  taker.close()
  expect([code, text]).toEqual([
    1,
    `Port ${port} on ${HOST} is taken; stop what uses it, or set PERIPLO_PORT to another.\n`,
  ])
})
