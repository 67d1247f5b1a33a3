import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, lstat, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { findServiceAccount } from './account.ts'
import { findRunningPostgres, PostgresError, type RunningPostgres, startPostgres } from './index.ts'

const EVENTUALLY = { timeout: 30_000, interval: 50 }

let scratch: string
let dataDir: string
const running: RunningPostgres[] = []

beforeEach(async () => {
  scratch = await mkdtemp('/var/tmp/periplo-postgres-test-')
  await chmod(scratch, 0o755)
  dataDir = join(scratch, 'data')
})

afterEach(async () => {
  await Promise.all(running.splice(0).map((postgres) => postgres.stop()))
  await rm(scratch, { recursive: true, force: true })
})

test('what was committed is there after a stop and a start', async () => {
  const first = await startDurable()
  await query(first.url, 'create table voyage (port text); insert into voyage values ($$Cádiz$$)')
  await first.stop()
  const second = await startDurable()
  expect(await query(second.url, 'select port, upper(port) as loud from voyage')).toEqual([
    { port: 'Cádiz', loud: 'CÁDIZ' },
  ])
})

test('a durable database asks for its password, and only its account can read it', async () => {
  const { url } = await startDurable()
  const wrong = new URL(url)
  wrong.password = 'guess'
  await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/)
  const file = await lstat(join(dataDir, 'password'))
  expect(file.mode & 0o777).toBe(0o600)
  expect((await lstat(dataDir)).mode & 0o777).toBe(0o700)
})

test('a durable database waits for the disk', async () => {
  const { url } = await startDurable()
  const rows = await query(
    url,
    `select name, setting from pg_settings where name in ('fsync', 'jit', 'synchronous_commit')`,
  )
  expect(rows).toEqual([
    { name: 'fsync', setting: 'on' },
    { name: 'jit', setting: 'off' },
    { name: 'synchronous_commit', setting: 'on' },
  ])
})

test('a second start on one directory is refused, and finds the first instead', async () => {
  const first = await startDurable()
  await expect(startDurable()).rejects.toMatchObject({ code: 'data-dir-in-use' })
  expect(await findRunningPostgres(dataDir)).toEqual({ url: first.url })
  await first.stop()
  expect(await findRunningPostgres(dataDir)).toBeUndefined()
})

test('a stop leaves no process and a disposable one no directory', async () => {
  const disposable = await startPostgres({ durable: false })
  const pid = await readPid(disposable.dataDir)
  await disposable.stop()
  expect(await isAlive(pid)).toBe(false)
  await expect(lstat(disposable.dataDir)).rejects.toThrow(/ENOENT/)
})

test('a stop does not wait for a client that stays', async () => {
  const postgres = await startDurable()
  const client = new Client(postgres.url)
  client.on('error', () => undefined)
  await client.connect()
  await postgres.stop()
  await expect(client.query('select 1')).rejects.toThrow()
})

test('kill -9 of the starting process stops PostgreSQL, keeps committed rows, and the next start finds a clean place', async () => {
  const { child, url } = await startInChild({ durable: true, dataDir })
  await query(url, 'create table voyage (port text); insert into voyage values ($$Vigo$$)')
  const pid = await readPid(dataDir)
  child.kill('SIGKILL')
  await once(child, 'exit')
  const next = await startDurable()
  expect(await query(next.url, 'select port from voyage')).toEqual([{ port: 'Vigo' }])
  expect(await isAlive(pid)).toBe(false)
})

test('kill -9 of the starting process leaves no orphan even if nobody starts again', async () => {
  const { child, dataDir: disposableDir } = await startInChild({ durable: false })
  const pid = await readPid(disposableDir)
  child.kill('SIGKILL')
  await vi.waitFor(async () => expect(await isAlive(pid)).toBe(false), EVENTUALLY)
  await vi.waitFor(() => expect(lstat(disposableDir)).rejects.toThrow(/ENOENT/), EVENTUALLY)
})

test('a leftover whose supervisor died too is stopped before the next start', async () => {
  const { child } = await startInChild({ durable: true, dataDir })
  const pid = await readPid(dataDir)
  for (const supervisor of await findSupervisors(pid)) process.kill(supervisor, 'SIGKILL')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const progress: string[] = []
  await startDurable({ onProgress: (sentence) => progress.push(sentence) })
  expect(await isAlive(pid)).toBe(false)
  expect(progress).toEqual(['Stopped the PostgreSQL that an earlier run left behind.'])
})

test('the death of PostgreSQL itself is told, and it can be started again', async () => {
  const first = await startDurable()
  process.kill(await readPid(dataDir), 'SIGKILL')
  await first.ended
  const second = await startDurable()
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a pid file that names a stranger does not stop a start', async () => {
  await (await startDurable()).stop()
  await writeFile(join(dataDir, 'cluster', 'postmaster.pid'), `${process.pid}\n${dataDir}\n0\n5432\n`)
  const next = await startDurable()
  expect(await query(next.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a directory PostgreSQL may not enter is named in one sentence', async () => {
  const closed = join(scratch, 'closed')
  await mkdir(closed, { mode: 0o700 })
  if (process.getuid?.() !== 0) await chmod(closed, 0o500)
  const failure = await startPostgres({ durable: true, dataDir: join(closed, 'data') }).catch(
    (error: unknown) => error,
  )
  expect(failure).toBeInstanceOf(PostgresError)
  expect(failure).toMatchObject({
    code: 'data-dir-unreadable',
    message: expect.stringContaining(join(closed, 'data')),
  })
})

test.runIf(process.getuid?.() === 0)('a directory of another owner is refused', async () => {
  await mkdir(dataDir)
  await expect(startDurable()).rejects.toMatchObject({ code: 'data-dir-wrong-owner' })
})

test('data of another major version is refused and left as it is', async () => {
  await (await startDurable()).stop()
  await writeFile(join(dataDir, 'cluster', 'PG_VERSION'), '15\n')
  await expect(startDurable()).rejects.toMatchObject({ code: 'version-mismatch' })
  expect(await readFile(join(dataDir, 'cluster', 'PG_VERSION'), 'utf8')).toBe('15\n')
})

test.each([
  { refusal: 'version-mismatch', version: '15\n', why: 'of another version' },
  { refusal: 'data-dir-damaged', version: undefined, why: 'without a version' },
  { refusal: 'data-dir-damaged', version: '18\n', why: 'without a password' },
])('a directory that is refused ($why) stays as open as it was', async ({ refusal, version }) => {
  const cluster = join(dataDir, 'cluster')
  await mkdir(cluster, { recursive: true })
  await writeFile(join(cluster, version === undefined ? 'notes' : 'PG_VERSION'), version ?? '')
  const account = findServiceAccount()
  if (account !== undefined) await chown(dataDir, account.uid, account.gid)
  await chmod(dataDir, 0o755)
  await expect(startDurable()).rejects.toMatchObject({ code: refusal })
  expect((await lstat(dataDir)).mode & 0o777).toBe(0o755)
})

test('a lost password file is a damaged directory, not a new password', async () => {
  await (await startDurable()).stop()
  await rm(join(dataDir, 'password'))
  await expect(startDurable()).rejects.toMatchObject({ code: 'data-dir-damaged' })
})

test('a port that is taken is named', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const address = taken.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  await expect(startDurable({ port })).rejects.toMatchObject({
    code: 'port-in-use',
    message: expect.stringContaining(String(port)),
  })
  taken.close()
})

test('an aborted start ends with nothing running, and the directory stays usable', async () => {
  await expect(startDurable({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'stopped' })
  expect(await findRunningPostgres(dataDir)).toBeUndefined()
  const postgres = await startDurable()
  expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

async function startDurable(
  options: { port?: number; signal?: AbortSignal; onProgress?: (sentence: string) => void } = {},
) {
  const postgres = await startPostgres({ durable: true, dataDir, ...options })
  running.push(postgres)
  return postgres
}

/** Another Node process that starts PostgreSQL and then waits to be killed. */
async function startInChild(options: { durable: boolean; dataDir?: string }) {
  const program = `
    import { startPostgres } from ${JSON.stringify(new URL('index.ts', import.meta.url).href)}
    const { url, dataDir } = await startPostgres(${JSON.stringify(options)})
    console.log(JSON.stringify({ url, dataDir }))
    setInterval(() => {}, 60_000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line]: unknown[] = await once(child.stdout, 'data')
  const told: { url: string; dataDir: string } = JSON.parse(String(line))
  return { child, ...told }
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client(url)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

async function readPid(directory: string): Promise<number> {
  return Number.parseInt(await readFile(join(directory, 'cluster', 'postmaster.pid'), 'utf8'), 10)
}

/** The shell above PostgreSQL, and the one beside it that watches the pipe. */
async function findSupervisors(pid: number): Promise<readonly number[]> {
  const shell = Number(/^PPid:\s+(\d+)$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1])
  const children = await readFile(`/proc/${shell}/task/${shell}/children`, 'utf8')
  return [shell, ...children.trim().split(' ').map(Number)].filter((found) => found !== pid)
}

/** A process that has ended but whose end nobody has read (a zombie) is not alive. */
async function isAlive(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => 'State:\tX')
  return !/^State:\s+[XZ]/m.test(status)
}
