import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { JsonObject, TrackedEvent } from '@periplo/model'
import { openRoom, percentile, round } from './bench-room.ts'
import { post, postAll, startProduct, toBatches, toEvent } from './product.ts'
import type { Product } from './product.ts'

/** How fast the door takes events. */
export interface IngestFigures {
  readonly validatedEventsPerSecond: number
  readonly unvalidatedEventsPerSecond: number
  readonly ratio: number
  /** Of single events at 1,000 a second. */
  readonly p99Ms: number
}

const EVENTS = 40_000
const PEOPLE = 20_000

/**
 * Batches of 100 over HTTP into the log, committed before the answer: once through the product's door, once
 * through a bare one that trusts what it reads. Both in turn, three times; the medians are told. No journey is
 * live, but the product's worker takes every event into account.
 */
export async function benchIngest(): Promise<IngestFigures> {
  const bare = await openBareDoor()
  const product = await startProduct(3_919)
  try {
    await postAll(product, '/v1/batch', toBatches('warm', 10_000, PEOPLE))
    await postAll(bare, '/v1/batch', toBatches('warm', 10_000, PEOPLE))
    const validated: number[] = []
    const unvalidated: number[] = []
    for (const turn of ['a', 'b', 'c']) {
      validated.push(EVENTS / (await postAll(product, '/v1/batch', toBatches(turn, EVENTS, PEOPLE))))
      unvalidated.push(EVENTS / (await postAll(bare, '/v1/batch', toBatches(turn, EVENTS, PEOPLE))))
    }
    const [withIt, without] = [percentile(validated, 0.5), percentile(unvalidated, 0.5)]
    const p99Ms = await measureAcceptance(product)
    return {
      validatedEventsPerSecond: round(withIt),
      unvalidatedEventsPerSecond: round(without),
      ratio: round(withIt / without),
      p99Ms,
    }
  } finally {
    await product.stop()
    await bare.stop()
  }
}

/** Single events, a thousand a second for eight seconds; how long their answers take. */
async function measureAcceptance(product: Product): Promise<number> {
  const times: number[] = []
  const pending: Promise<void>[] = []
  const started = performance.now()
  for (let n = 0; n < 8_000; n += 1) {
    const due = started + n
    const early = due - performance.now()
    if (early > 1) await new Promise((resolve) => setTimeout(resolve, early))
    const body = JSON.stringify(toEvent(`single-${n}`, `user-${n % PEOPLE}`))
    pending.push(post(product, '/v1/track', body).then(() => void times.push(performance.now() - due)))
  }
  await Promise.all(pending)
  return round(percentile(times, 0.99))
}

/** A door without validation before the same log. */
async function openBareDoor(): Promise<Product> {
  const room = await openRoom()
  const workspaceId = await room.runtime.createWorkspace({
    name: 'Bare',
    zone: 'Europe/Madrid',
    currency: 'EUR',
    clock: 'live',
    demo: false,
  })
  const source = { sourceId: workspaceId, workspaceId, kind: 'server', name: 'bare' } as const
  const server = createServer((incoming, answer) => {
    void readBody(incoming).then(async (text) => {
      const { batch } = JSON.parse(text) as { batch: JsonObject[] }
      await room.runtime.takeEvents(source, batch.map(toTrusted))
      answer.end('{"success":true,"rejected":[]}')
    })
  })
  const stop = new AbortController()
  const worker = room.runtime.startLoops(stop.signal)
  await new Promise<void>((resolve) => server.listen(3_920, '127.0.0.1', resolve))
  return {
    url: 'http://127.0.0.1:3920',
    pid: process.pid,
    writeKey: '',
    workspaceId,
    store: room.store,
    owner: room.owner,
    dataDir: room.dataDir,
    publish: async () => undefined,
    async stop() {
      server.closeAllConnections()
      server.close()
      stop.abort()
      await worker.stopped
      await room.close()
    },
  }
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

function toTrusted(raw: JsonObject): TrackedEvent {
  return {
    eventId: String(raw['messageId']),
    type: 'track',
    name: String(raw['event']),
    occurredAt: Date.parse(String(raw['timestamp'])),
    channel: 'web',
    identifiers: [
      { kind: 'user', value: String(raw['userId']) },
      { kind: 'anonymous', value: String(raw['anonymousId']) },
    ],
    properties: raw['properties'] as JsonObject,
    flags: [],
  }
}
