import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { JourneyDefinition } from '@periplo/model'
import { findRunningPostgres } from '@periplo/postgres'
import { createIds, openRuntime, systemClock } from '@periplo/runtime'
import { openStore } from '@periplo/store'
import type { Store } from '@periplo/store'
import { Pool } from 'pg'
import { pino } from 'pino'
import { Agent, request } from 'undici'

const MAIN = fileURLToPath(new URL('../../apps/server/src/main.ts', import.meta.url))
const ROOT_PACKAGE = new URL('../../package.json', import.meta.url)
const ACTOR = { memberId: 'bench', name: 'Bench' }
const KEY = Buffer.alloc(32, 7)

/** The product as users start it, in a process of its own, with one workspace and one write key. */
export interface Product {
  readonly url: string
  readonly pid: number
  readonly writeKey: string
  readonly workspaceId: string
  readonly store: Store
  readonly owner: Pool
  readonly dataDir: string
  publish(definition: JourneyDefinition): Promise<void>
  stop(): Promise<void>
}

/** Starts the product on free ports with an empty data directory. */
export async function startProduct(port: number): Promise<Product> {
  const base = `/var/tmp/periplo-bench-${process.pid}-product`
  rmSync(base, { recursive: true, force: true })
  mkdirSync(base, { recursive: true, mode: 0o755 })
  const dataDir = join(base, 'data')
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [...readStartFlags(), MAIN], {
    env: {
      ...process.env,
      PERIPLO_DATA_DIR: dataDir,
      PERIPLO_PORT: String(port),
      PERIPLO_DEMO: 'off',
      PERIPLO_RATE_LIMIT: '1000000',
      PERIPLO_EGRESS_ALLOW: '127.0.0.1/32',
      PERIPLO_SECRET_KEY: KEY.toString('base64'),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await untilReady(url, child)
  const database = await findRunningPostgres(dataDir)
  if (!database) throw new Error('the product has started no PostgreSQL')
  return openProduct({ base, dataDir, url, child, databaseUrl: database.url })
}

/** What `pnpm start` tells node. */
function readStartFlags(): readonly string[] {
  const [, flags] = /exec node (.*)apps\/server/.exec(readFileSync(ROOT_PACKAGE, 'utf8')) ?? []
  if (flags === undefined) throw new Error('package.json no longer says how the product is started')
  return flags.split(' ').filter(Boolean)
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error('the product did not start')
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the product was not ready within a minute')
}

async function openProduct(started: {
  base: string
  dataDir: string
  url: string
  child: ChildProcess
  databaseUrl: string
}): Promise<Product> {
  const { base, dataDir, url, child, databaseUrl } = started
  const store = openStore({ url: databaseUrl, poolSize: 2 })
  const owner = new Pool({ connectionString: databaseUrl, max: 1, options: '-c search_path=periplo' })
  owner.on('error', () => undefined)
  const runtime = await openRuntime({
    store,
    clock: systemClock,
    ids: createIds(systemClock),
    log: pino({ level: 'silent' }),
    mail: { smtpUrl: null, from: 'bench@periplo.example' },
    egressAllow: [],
    publicUrl: url,
    secretKey: KEY,
  })
  const workspaceId = await runtime.createWorkspace({
    name: 'Bench',
    zone: 'Europe/Madrid',
    currency: 'EUR',
    clock: 'live',
    demo: false,
  })
  const source = await runtime.verbs.workspace.createSource({
    workspaceId,
    name: 'bench',
    kind: 'server',
    actor: ACTOR,
  })
  return {
    url,
    pid: child.pid ?? 0,
    writeKey: source.writeKey,
    workspaceId,
    store,
    owner,
    dataDir,
    async publish(definition) {
      const { name } = definition
      const draft = await runtime.verbs.journeys.create({ workspaceId, name, definition, actor: ACTOR })
      const { journeyId, revision } = draft
      await runtime.verbs.journeys.publish({ workspaceId, journeyId, revision, actor: ACTOR })
    },
    async stop() {
      await runtime.close()
      await store.close()
      await owner.end()
      child.kill('SIGTERM')
      await new Promise((resolve) => child.once('exit', resolve))
      rmSync(base, { recursive: true, force: true })
    },
  }
}

/** As many connections as there may be visitors at once: with fewer, events would wait in line here. */
const agent = new Agent({ connections: 128, pipelining: 1 })

/** Posts one body to the tracking API; throws unless it was taken. */
export async function post(
  { url, writeKey }: Pick<Product, 'url' | 'writeKey'>,
  path: string,
  body: string,
): Promise<void> {
  const answer = await request(`${url}${path}`, {
    method: 'POST',
    dispatcher: agent,
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
    },
    body,
  })
  const text = await answer.body.text()
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode}: ${text}`)
}

/** Requests under way at once. */
const AT_ONCE = 24

/** Posts many bodies, twenty-four at a time; resolves with the seconds it took. */
export async function postAll(
  product: Pick<Product, 'url' | 'writeKey'>,
  path: string,
  bodies: readonly string[],
): Promise<number> {
  const started = performance.now()
  let next = 0
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let at = next; at < bodies.length; at = next) {
        next += 1
        await post(product, path, bodies[at] ?? '')
      }
    }),
  )
  return (performance.now() - started) / 1000
}

/** Events as a Segment SDK sends them: the `Product Added` of Segment's specification, by one of `people`. */
export function toEvent(id: string, userId: string, name = 'Product Added'): object {
  return {
    type: 'track',
    event: name,
    messageId: id,
    userId,
    anonymousId: `anon-${userId}`,
    context: {
      library: { name: 'analytics-node', version: '3.1.0' },
      locale: 'es-ES',
      timezone: 'Europe/Madrid',
      campaign: { name: 'autumn', source: 'newsletter', medium: 'email' },
      page: { path: '/product/path', url: 'https://www.example.com/product/path', title: 'Monopoly' },
    },
    properties: {
      cart_id: `cart-${userId}`,
      product_id: '507f1f77bcf86cd799439011',
      sku: 'G-32',
      category: 'Games',
      name: 'Monopoly: 3rd Edition',
      brand: 'Hasbro',
      variant: '200 pieces',
      price: 18.99,
      quantity: 1,
      coupon: 'MAYDEALS',
      position: 3,
      currency: 'EUR',
      url: 'https://www.example.com/product/path',
      image_url: 'https://www.example.com/product/path.jpg',
    },
    timestamp: new Date().toISOString(),
  }
}

/** Batches of 100 events of `people` people, as JSON texts. */
export function toBatches(prefix: string, events: number, people: number): readonly string[] {
  return Array.from({ length: Math.ceil(events / 100) }, (_, batch) =>
    JSON.stringify({
      batch: Array.from({ length: 100 }, (_, at) => {
        const n = batch * 100 + at
        return toEvent(`${prefix}-${n}`, `user-${(n * 7_919) % people}`)
      }),
    }),
  )
}
