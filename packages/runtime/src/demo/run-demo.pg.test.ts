import { once } from 'node:events'
import { createServer } from 'node:net'
import { parseIncomingEvent, validateDefinition } from '@periplo/model'
import type { JsonObject } from '@periplo/model'
import { getWorkspace, migrate, openStore } from '@periplo/store'
import { createDatabase, seededIds, turnedClock } from '@periplo/testkit'
import { pino } from 'pino'
import { afterAll, describe, expect, test } from 'vitest'
import { auditInstallation } from '../audit/audit-installation.ts'
import { openRuntime } from '../open-runtime.ts'
import type { Runtime } from '../open-runtime.ts'
import { ensureDemo } from './run-demo.ts'
import type { DemoOptions } from './run-demo.ts'

const NOW = '2026-03-20T09:30:00Z'
const SIZE = { seed: 'small', people: 200, days: 3 }
const PERIOD = { from: '2026-03-01', to: '2026-03-31' }

const closers: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const close of closers.toReversed()) await close()
})

/** A runtime of its own with running loops, and whatever connected to its mail server. */
async function openShopRuntime() {
  const database = await createDatabase((url) => migrate({ url }))
  const store = openStore({ url: database.url })
  const clock = turnedClock(NOW)
  const strangers: string[] = []
  const mailServer = createServer((socket) => {
    strangers.push(socket.remoteAddress ?? '')
    socket.destroy()
  }).listen(0, '127.0.0.1')
  await once(mailServer, 'listening')
  const address = mailServer.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const runtime = await openRuntime({
    store,
    clock,
    wall: clock,
    ids: seededIds(7),
    log: pino({ level: 'silent' }),
    mail: { smtpUrl: `smtp://127.0.0.1:${port}`, from: 'shop@example.com' },
    egressAllow: [],
    publicUrl: 'http://127.0.0.1:1',
    secretKey: Buffer.alloc(32, 1),
  })
  const loops = new AbortController()
  const worker = runtime.startLoops(loops.signal)
  closers.push(async () => {
    loops.abort()
    await worker.stopped
    await runtime.close()
    await store.close()
    mailServer.close()
    await database.drop()
  })
  return { runtime, store, clock, strangers, database }
}

type Opened = Awaited<ReturnType<typeof openShopRuntime>>

async function fill({ runtime, clock }: Opened, options: Partial<DemoOptions> = {}): Promise<string> {
  const stop = new AbortController()
  const demo = await ensureDemo(runtime, {
    ...SIZE,
    signal: stop.signal,
    now: () => clock.now().getTime(),
    postEvents: () => Promise.resolve(),
    ...options,
  })
  await demo.filled
  stop.abort()
  await demo.ended
  return demo.workspaceId
}

/** Every figure of the maps of all journeys. */
async function readFigures({ verbs }: Runtime, workspaceId: string): Promise<string> {
  const figures = []
  for (const { journeyId, name } of await verbs.journeys.list({ workspaceId })) {
    const { live } = await verbs.journeys.getDraft({ workspaceId, journeyId })
    if (!live) continue
    const { versionId } = live
    figures.push([name, await verbs.measures.readOverlay({ workspaceId, versionId, ...PERIOD })])
  }
  return JSON.stringify(figures)
}

describe('a demo of three days', async () => {
  const opened = await openShopRuntime()
  const { runtime, store, strangers } = opened
  const { verbs } = runtime
  const seen: number[] = []
  const workspaceId = await fill(opened, { onProgress: ({ done, total }) => seen.push(done / total) })
  const figures = await readFigures(runtime, workspaceId)

  test('ends with a live clock and nothing left to load', async () => {
    const { clock, turnedAt, history, demo } = await getWorkspace(store, workspaceId)
    expect({ clock, turnedAt, history, demo }).toEqual({
      clock: 'live',
      turnedAt: null,
      history: null,
      demo: true,
    })
  })

  test('progress only rises, and ends complete', () => {
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(seen.at(-1)).toBe(1)
    expect(seen.length).toBeGreaterThan(10)
  })

  test('five journeys are live without a problem, and one is a draft with two errors', async () => {
    const journeys = await verbs.journeys.list({ workspaceId })
    expect(journeys.map(({ status }) => status).toSorted()).toEqual([
      'draft',
      'live',
      'live',
      'live',
      'live',
      'live',
    ])
    for (const { status, problems } of journeys)
      expect(problems).toEqual({ errors: status === 'draft' ? 2 : 0, warnings: 0 })
  })

  test('the map of the reference story has people in it, and loses none between its nodes', async () => {
    const journeys = await verbs.journeys.list({ workspaceId })
    const cart = journeys.find(({ name }) => name === 'Cart recovery, autumn')
    const { live, definition } = await verbs.journeys.getDraft({
      workspaceId,
      journeyId: cart?.journeyId ?? '',
    })
    expect(validateDefinition(definition)).toEqual([])
    const versionId = live?.versionId ?? ''
    const { nodes, journey } = await verbs.measures.readOverlay({ workspaceId, versionId, ...PERIOD })
    expect(journey.entered).toBeGreaterThan(80)
    expect(nodes['split']?.entered).toBeGreaterThan(5)
    expect(nodes['mail-code']?.messages.sent).toBeGreaterThan(0)
    for (const { entered, left, ended, inside } of Object.values(nodes))
      expect(left + ended + inside).toBe(entered)
  })

  test('receipts of messages that were really sent are counted', async () => {
    const { items } = await verbs.messages.list({ workspaceId, status: 'sent', cursor: null, limit: 200 })
    expect(items.filter(({ channel }) => channel === 'email').length).toBeGreaterThan(20)
    expect(items.some(({ outcomes }) => outcomes.includes('opened'))).toBe(true)
  })

  test('nothing leaves the process', async () => {
    const { items } = await verbs.messages.list({ workspaceId, status: 'all', cursor: null, limit: 500 })
    const sent = items.filter(({ status }) => status === 'sent')
    expect(new Set(sent.map(({ channel }) => channel))).toEqual(new Set(['email', 'webhook']))
    expect(new Set(sent.map(({ delivery }) => delivery))).toEqual(new Set(['inbox']))
    expect(items.filter(({ status }) => status === 'failed')).toEqual([])
    expect(strangers).toEqual([])
  })

  test('a second start finds it complete and changes no figure', async () => {
    expect(await fill(opened)).toBe(workspaceId)
    expect(await readFigures(runtime, workspaceId)).toBe(figures)
    expect(await verbs.journeys.list({ workspaceId })).toHaveLength(6)
  })

  test('a start that is stopped in the middle goes on, to the same figures as one that was not', async () => {
    const other = await openShopRuntime()
    const stop = new AbortController()
    await fill(other, {
      signal: stop.signal,
      onProgress: ({ done }) => {
        if (done === 6) stop.abort()
      },
    })
    expect((await getWorkspace(other.store, workspaceId)).history).toMatchObject({ done: 6 })
    await fill(other)
    expect(JSON.parse(await readFigures(other.runtime, workspaceId))).toEqual(JSON.parse(figures))
  })

  test('a database that goes away for a while holds the history up, and it ends complete and sound', async () => {
    const other = await openShopRuntime()
    const cuts: Promise<unknown>[] = []
    let passing: NodeJS.Timeout | undefined
    await fill(other, {
      onProgress: ({ done }) => {
        // a message whose settlement was lost with its connection is sent again when its claim has passed
        passing ??= setInterval(() => other.clock.advance(2_000), 100)
        if (done % 4 === 0) cuts.push(other.database.cut())
      },
    })
    clearInterval(passing)
    await Promise.all(cuts)
    expect(cuts.length).toBeGreaterThan(2)
    expect(await getWorkspace(other.store, workspaceId)).toMatchObject({ clock: 'live', history: null })
    const terms = { now: other.clock.now().getTime(), toleranceMs: 60_000, isDrained: false }
    expect((await auditInstallation(other.store, terms)).findings).toEqual([])
  })

  test('the live shop posts calls the tracking API takes, under a key that ends with the next start', async () => {
    const keys: string[] = []
    const posted = await watch(opened, { calls: 60, onBatch: ({ writeKey }) => keys.push(writeKey) })
    const receivedAt = opened.clock.now().getTime()
    for (const call of posted)
      expect(parseIncomingEvent(call, { receivedAt, newEventId: () => 'none' }).kind).toBe('accepted')
    expect(await runtime.findSource(keys[0] ?? '')).toMatchObject({ workspaceId, kind: 'server' })
    await watch(opened, { calls: 1, onBatch: ({ writeKey }) => keys.push(writeKey) })
    opened.clock.advance(5_000)
    expect(await runtime.findSource(keys[0] ?? '')).toBeUndefined()
    const sources = await verbs.workspace.listSources({ workspaceId })
    expect(sources.map(({ name }) => name).toSorted()).toEqual([
      'Shop simulator',
      'Tills and customer care',
      'Web shop and app',
    ])
  })

  test('while the API does not answer, events wait', async () => {
    let refusals = 3
    const posted = await watch(opened, {
      calls: 20,
      onBatch: () => {
        refusals -= 1
        if (refusals >= 0) throw new Error('503')
      },
    })
    expect(new Set(posted.map((call) => call['messageId'])).size).toBe(posted.length)
  })
})

interface Watching {
  readonly calls: number
  readonly onBatch: (batch: { readonly writeKey: string }) => void
}

/** Runs the live shop, its clock turned instead of waited for, until so many calls were posted. */
async function watch(
  { runtime, clock }: Opened,
  { calls: wanted, onBatch }: Watching,
): Promise<readonly JsonObject[]> {
  const stop = new AbortController()
  const posted: JsonObject[] = []
  const pace = async (ms: number): Promise<void> => clock.advance(ms)
  const resources = { ...runtime.resources, pace }
  const demo = await ensureDemo(
    { ...runtime, resources },
    {
      ...SIZE,
      signal: stop.signal,
      now: () => clock.now().getTime(),
      postEvents: async (batch) => {
        onBatch(batch)
        posted.push(...batch.calls)
        if (posted.length >= wanted) stop.abort()
      },
    },
  )
  await demo.ended
  return posted
}
