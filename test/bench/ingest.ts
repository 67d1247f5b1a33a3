import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import type { JsonObject, TrackedEvent } from '@periplo/model'
import type { SourceRef } from '@periplo/runtime'
import { openRoom, percentile, round } from './bench-room.ts'
import type { BenchRoom } from './bench-room.ts'
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
 * Single events first, while nothing else runs in this process. Then batches of 100 over HTTP into the log,
 * committed before the answer: once through the product's door, once through a bare one that trusts what it
 * reads. Both in turn, three times; the medians are told. No journey is live, but the product's worker takes
 * every event into account.
 */
export async function benchIngest(): Promise<IngestFigures> {
  const product = await startProduct(3_919)
  try {
    await postAll(product, '/v1/batch', toBatches('warm', 10_000, PEOPLE))
    const p99Ms = await measureAcceptance(product)
    return { ...(await compareDoors(product)), p99Ms }
  } finally {
    await product.stop()
  }
}

async function compareDoors(product: Product): Promise<Omit<IngestFigures, 'p99Ms'>> {
  const bare = await openBareDoor()
  try {
    await postAll(bare, '/v1/batch', toBatches('warm', 10_000, PEOPLE))
    const validated: number[] = []
    const unvalidated: number[] = []
    for (const turn of ['a', 'b', 'c']) {
      validated.push(EVENTS / (await postAll(product, '/v1/batch', toBatches(turn, EVENTS, PEOPLE))))
      unvalidated.push(EVENTS / (await postAll(bare, '/v1/batch', toBatches(turn, EVENTS, PEOPLE))))
    }
    const [withIt, without] = [percentile(validated, 0.5), percentile(unvalidated, 0.5)]
    return {
      validatedEventsPerSecond: round(withIt),
      unvalidatedEventsPerSecond: round(without),
      ratio: round(withIt / without),
    }
  } finally {
    await bare.stop()
  }
}

const WARM_SINGLES = 3_000
const SINGLES = 8_000
/** Answers waited for at once at most; keeping thousands of them would make this process pause for its own garbage. */
const UNANSWERED = 1_000

/** Single events, a thousand a second for eight seconds after three that are not counted; how long their answers take, from when each was due. */
async function measureAcceptance(product: Product): Promise<number> {
  const times: number[] = []
  const pending: Promise<void>[] = []
  const started = performance.now()
  for (let n = 0; n < WARM_SINGLES + SINGLES; n += 1) {
    await pending[n % UNANSWERED]
    const due = started + n
    const early = due - performance.now()
    if (early > 1) await new Promise((resolve) => setTimeout(resolve, early))
    const body = JSON.stringify(toEvent(`single-${n}`, `user-${n % PEOPLE}`))
    const answered = post(product, '/v1/track', body)
    pending[n % UNANSWERED] =
      n < WARM_SINGLES ? answered : answered.then(() => void times.push(performance.now() - due))
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
    void takeTrusted(room, source, incoming).then(() => answer.end('{"success":true,"rejected":[]}'))
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

/** Takes a body as it is: read, but not judged. */
async function takeTrusted(room: BenchRoom, source: SourceRef, incoming: IncomingMessage): Promise<void> {
  const { batch } = JSON.parse(await text(incoming)) as { batch: WireEvent[] } // oxlint-disable-line typescript/no-unsafe-type-assertion -- trusting it is the point of this door
  await room.runtime.takeEvents(source, batch.map(toTrusted))
}

/** What `toEvent` wrote. */
interface WireEvent {
  readonly messageId: string
  readonly event: string
  readonly timestamp: string
  readonly userId: string
  readonly anonymousId: string
  readonly properties: JsonObject
}

function toTrusted(wire: WireEvent): TrackedEvent {
  return {
    eventId: wire.messageId,
    type: 'track',
    name: wire.event,
    occurredAt: Date.parse(wire.timestamp),
    channel: 'web',
    identifiers: [
      { kind: 'user', value: wire.userId },
      { kind: 'anonymous', value: wire.anonymousId },
    ],
    properties: wire.properties,
    flags: [],
  }
}
