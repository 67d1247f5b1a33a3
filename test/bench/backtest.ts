import type { BacktestInput } from '@periplo/engine'
import type { JourneyDefinition, TrackedEvent } from '@periplo/model'
import { runBacktest } from '@periplo/runtime'
import type { BacktestResult } from '@periplo/runtime'
import { readJourney } from '../fixtures/read-fixture.ts'
import { round } from './bench-room.ts'

/** How fast a backtest goes in memory, on one core. */
export interface BacktestFigures {
  readonly events: number
  readonly people: number
  /** Events per second of processor time, with everything but reading the stream from somewhere. */
  readonly eventsPerSecond: number
  /** Runs begun per event. */
  readonly enteredShare: number
  /** MiB the heap has grown from one tenth of the way to its end. */
  readonly heapGrowthMiB: number
}

const PEOPLE = 50_000
const PORTION = 5_000
const BEGAN_AT = Date.UTC(2026, 0, 5, 8)

/** What people of a shop do, out of a hundred things. */
const DEEDS: readonly (readonly [upTo: number, name: string])[] = [
  [58, 'Product Viewed'],
  [74, 'Page Viewed'],
  [82, 'Product List Viewed'],
  [91, 'Product Added'],
  [94, 'Product Removed'],
  [97, 'Email Opened'],
  [100, 'Order Completed'],
]

/** Plays the cart recovery of the demo over a shop's made-up year: as many events as asked. */
export async function benchBacktest(events: number): Promise<BacktestFigures> {
  const draft = await readJourney('cart-recovery')
  await play(draft, Math.min(events, 200_000))
  const { seconds, result, heapGrowthMiB } = await play(draft, events)
  return {
    events,
    people: result.people,
    eventsPerSecond: round(events / seconds),
    enteredShare: round(result.draft.overlay.journey.entered / events),
    heapGrowthMiB: round(heapGrowthMiB),
  }
}

async function play(draft: JourneyDefinition, events: number) {
  const days = { from: '2026-01-05', to: '2027-01-05' }
  const until = Date.UTC(2027, 0, 4, 23)
  const stepMs = Math.floor((until - BEGAN_AT - 1) / events)
  const terms = { journeyId: 'bench', draft, live: null, zone: 'Europe/Madrid', days, until }
  let result: BacktestResult | undefined
  let heapMiB = 0
  const before = process.cpuUsage()
  for await (const progress of runBacktest(terms, toStream(events, stepMs))) {
    if (progress.kind === 'done') result = progress.result
    else if (progress.events === Math.ceil(events / 10 / PORTION) * PORTION) heapMiB = readHeapMiB()
    else if (progress.events >= events) heapMiB = readHeapMiB() - heapMiB
  }
  const { user, system } = process.cpuUsage(before)
  if (!result) throw new Error('the backtest came to no end')
  return { result, heapGrowthMiB: heapMiB, seconds: (user + system) / 1e6 }
}

function readHeapMiB(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 2 ** 20
}

// oxlint-disable-next-line typescript/require-await -- a stream in memory waits for nothing
async function* toStream(events: number, stepMs: number): AsyncGenerator<readonly BacktestInput[]> {
  for (let at = 0; at < events; at += PORTION)
    yield Array.from({ length: Math.min(PORTION, events - at) }, (_, n) => toInput(at + n, stepMs))
}

function toInput(n: number, stepMs: number): BacktestInput {
  const dice = Math.imul(n ^ (n >>> 15), 0x2c1b3c6d) >>> 0
  const personId = `person-${(dice >>> 7) % PEOPLE}`
  const [, name = ''] = DEEDS.find(([upTo]) => dice % 100 < upTo) ?? []
  const receivedAt = BEGAN_AT + n * stepMs
  const event: TrackedEvent = {
    eventId: `event-${n}`,
    type: 'track',
    name,
    occurredAt: receivedAt,
    channel: 'web',
    identifiers: [],
    properties: { cart_id: `cart-${personId}`, product_id: 'p-1', sku: 'G-32', price: 18.99, quantity: 1 },
    flags: [],
  }
  return { personId, receivedAt, mode: 'live', event }
}
