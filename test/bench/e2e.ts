import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { JourneyDefinition, Node } from '@periplo/model'
import { toBlankDefinition } from '@periplo/model'
import { percentile, round } from './bench-room.ts'
import { post, postAll, startProduct, toBatches, toEvent } from './product.ts'
import type { Product } from './product.ts'

/** What happens between an event at the door and its effect. */
export interface EndToEndFigures {
  readonly latency: { readonly p50Ms: number; readonly p95Ms: number }
  readonly updateProfile: { readonly eventsPerSecond: number }
  readonly webhook: { readonly eventsPerSecond: number }
  readonly burst: { readonly webhooks: number; readonly sendKeys: number }
}

/** One the egress door lets calls out to. */
const SINK_PORT = 8_443
const PEOPLE = 20_000
const UPDATES = 100_000
const WEBHOOKS = 30_000
const place = { stage: 'awareness', position: { x: 0, y: 0 } }

/** Starts the product, sends it events over HTTP, and waits for what must come of them. */
export async function benchEndToEnd(): Promise<EndToEndFigures> {
  const sink = await openSink()
  const product = await startProduct(3_917)
  try {
    await product.publish(toJourney('Ping', sink.url))
    await product.publish(toJourney('Hook', sink.url))
    await product.publish(updating)
    await warmUp(product, sink)
    return {
      latency: await measureLatency(product, sink),
      updateProfile: await measureUpdates(product),
      webhook: await measureWebhooks(product, sink),
      burst: await measureBurst(product, sink),
    }
  } finally {
    await product.stop()
    sink.close()
  }
}

function toJourney(event: string, url: string): JourneyDefinition {
  const nodes: Node[] = [
    { ...place, id: 'enter', kind: 'event-entry', title: 'In', event },
    { ...place, id: 'call', kind: 'webhook', title: 'Call', url },
    { ...place, id: 'out', kind: 'exit', title: 'Out' },
  ]
  return connect({ ...toBlankDefinition(event), nodes }, ['enter:next>call', 'call:next>out'])
}

/** Entry → condition → update-profile → exit, for every event of everybody. */
const updating: JourneyDefinition = connect(
  {
    ...toBlankDefinition('Updating'),
    nodes: [
      { ...place, id: 'enter', kind: 'event-entry', title: 'In', event: 'Product Added' },
      {
        ...place,
        id: 'dear',
        kind: 'condition',
        title: 'Dear?',
        condition: {
          op: 'compare',
          operand: { from: 'event', path: 'price' },
          is: 'greater-than',
          value: 10,
        },
      },
      {
        ...place,
        id: 'count',
        kind: 'update-profile',
        title: 'Count',
        changes: [{ to: 'add', trait: 'dear_items', by: 1 }],
      },
      { ...place, id: 'out', kind: 'exit', title: 'Out' },
    ],
  },
  ['enter:next>dear', 'dear:yes>count', 'dear:no>out', 'count:next>out'],
)

function connect(definition: JourneyDefinition, ways: readonly string[]): JourneyDefinition {
  const edges = ways.map((way) => {
    const [from = '', port = '', to = ''] = way.split(/[:>]/)
    return { from, port, to }
  })
  return { ...definition, edges, settings: { ...definition.settings, reentry: { mode: 'always' } } }
}

interface Sink {
  readonly url: string
  /** Idempotency keys of all calls so far, in order. */
  readonly keys: string[]
  untilCalls(count: number): Promise<void>
  close(): void
}

async function openSink(): Promise<Sink> {
  const keys: string[] = []
  let wake: (() => void) | undefined
  const server: Server = createServer((incoming, answer) => {
    keys.push(String(incoming.headers['webhook-id']))
    incoming.resume()
    answer.end()
    wake?.()
  })
  await new Promise<void>((resolve) => server.listen(SINK_PORT, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${SINK_PORT}/hook`,
    keys,
    async untilCalls(count) {
      while (keys.length < count) await new Promise<void>((resolve) => (wake = resolve))
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function warmUp(product: Product, sink: Sink): Promise<void> {
  await postAll(product, '/v1/batch', toBatches('warm', 5_000, PEOPLE))
  for (let n = 0; n < 50; n += 1) await ping(product, sink, `warm-ping-${n}`)
  await untilDrained(product)
}

async function ping(product: Product, sink: Sink, id: string): Promise<number> {
  const calls = sink.keys.length
  const started = performance.now()
  await post(product, '/v1/track', JSON.stringify(toEvent(id, `pinger-${id}`, 'Ping')))
  await sink.untilCalls(calls + 1)
  return performance.now() - started
}

/** From posting an event until the webhook arrives at the sink, one at a time, nothing else going on. */
async function measureLatency(product: Product, sink: Sink): Promise<EndToEndFigures['latency']> {
  const times: number[] = []
  for (let n = 0; n < 200; n += 1) {
    times.push(await ping(product, sink, `ping-${n}`))
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
  return { p50Ms: round(percentile(times, 0.5)), p95Ms: round(percentile(times, 0.95)) }
}

async function untilDrained({ owner }: Product): Promise<void> {
  for (;;) {
    const { rows } = await owner.query<{ left: string }>(
      'select sum(h.head - o.applied) as left from log_heads h join partition_offsets o using (partition_id)',
    )
    if (Number(rows[0]?.left) === 0) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Events per second from the first post until the last is worked off and committed. */
async function measureUpdates(product: Product): Promise<{ eventsPerSecond: number }> {
  const bodies = toBatches('update', UPDATES, PEOPLE)
  const before = await countSteps(product)
  const started = performance.now()
  await postAll(product, '/v1/batch', bodies)
  await untilDrained(product)
  const seconds = (performance.now() - started) / 1000
  const moved = (await countSteps(product)) - before
  if (moved !== UPDATES) throw new Error(`${moved} of ${UPDATES} events ran through the journey`)
  return { eventsPerSecond: round(UPDATES / seconds) }
}

async function countSteps({ owner }: Product): Promise<number> {
  const { rows } = await owner.query<{ count: string }>('select count(*) from history')
  return Number(rows[0]?.count)
}

async function measureWebhooks(product: Product, sink: Sink): Promise<{ eventsPerSecond: number }> {
  const bodies = toBatches('hook', WEBHOOKS, PEOPLE).map((body) => body.replaceAll('Product Added', 'Hook'))
  const calls = sink.keys.length
  const started = performance.now()
  await postAll(product, '/v1/batch', bodies)
  await sink.untilCalls(calls + WEBHOOKS)
  return { eventsPerSecond: round(WEBHOOKS / ((performance.now() - started) / 1000)) }
}

/** Twenty events of one person in one batch. */
async function measureBurst(product: Product, sink: Sink): Promise<EndToEndFigures['burst']> {
  const calls = sink.keys.length
  const batch = Array.from({ length: 20 }, (_, n) => toEvent(`burst-${n}`, 'burster', 'Hook'))
  await post(product, '/v1/batch', JSON.stringify({ batch }))
  await sink.untilCalls(calls + 20)
  const keys = sink.keys.slice(calls)
  return { webhooks: keys.length, sendKeys: new Set(keys).size }
}
