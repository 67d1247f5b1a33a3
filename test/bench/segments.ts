import type { Condition, TrackedEvent } from '@periplo/model'
import { openRoom, round, untilApplied } from './bench-room.ts'
import type { BenchRoom } from './bench-room.ts'

/** What keeping the members of many segments costs the engine. */
export interface SegmentFigures {
  /** Inputs worked per second, everything committed, with all segments kept. */
  readonly eventsPerSecond: number
  /** The same events in a workspace without segments. */
  readonly eventsPerSecondWithout: number
  readonly segments: number
  /** Segments that one event can change, on average. */
  readonly touchedPerEvent: number
  readonly people: number
  /** Memberships at the end. */
  readonly memberships: number
}

const SEGMENTS = 200
const PEOPLE = 20_000
const WARM_UP = 20_000
const EVENTS = 40_000
const DEEDS = Array.from({ length: 10 }, (_, at) => `Deed ${at}`)
const TIERS = ['tin', 'silver', 'gold'] as const

/** Half look back at what people did, a quarter ask for traits, a quarter for both by way of other segments. */
function toRule(at: number, kept: readonly string[]): Condition {
  const event = DEEDS[at % DEEDS.length] ?? ''
  const within = { amount: 1 + (at % 30), unit: 'days' } as const
  const tier: Condition = {
    op: 'compare',
    operand: { from: 'trait', path: 'tier' },
    is: 'equals',
    value: TIERS[at % TIERS.length] ?? '',
  }
  switch (at % 4) {
    case 0:
      return { op: 'count', event, within, is: 'at-least', times: 1 + (at % 5) }
    case 1:
      return { op: 'total', event, within, of: 'sum', path: 'value', is: 'at-least', value: 50 + at }
    case 2:
      return {
        op: 'all',
        of: [tier, { op: 'exists', operand: { from: 'trait', path: `interest_${at % 7}` } }],
      }
    default: {
      const inner: Condition = { op: 'segment', segmentId: kept[at - 3] ?? '' }
      return { op: 'any', of: [inner, tier] }
    }
  }
}

/** Every event is a deed that several segments count; every twentieth changes a trait. */
function toEvent(n: number, prefix: string): TrackedEvent {
  const person = (n * 7_919) % PEOPLE
  return {
    eventId: `${prefix}-${n}`,
    type: 'track',
    name: DEEDS[n % DEEDS.length] ?? '',
    occurredAt: Date.now(),
    channel: 'web',
    identifiers: [{ kind: 'user', value: `${prefix}-${person}` }],
    properties: { value: n % 90 },
    ...(n % 20 === 0 && { traits: { tier: TIERS[n % TIERS.length] ?? '', [`interest_${n % 7}`]: true } }),
    flags: [],
  }
}

/** Works a backlog of events with 200 segments kept, and the same without any, in one run on one database. */
export async function benchSegments(): Promise<SegmentFigures> {
  const room = await openRoom()
  try {
    const bare = await createWorkspace(room)
    const full = await createWorkspace(room)
    const kept = await keepSegments(room, full)
    const eventsPerSecondWithout = await work(room, bare)
    const eventsPerSecond = await work(room, full)
    const { rows } = await room.owner.query<{ count: string }>('select count(*) from segment_members')
    const counting = Array.from({ length: kept }, (_, at) => at).filter((at) => at % 4 !== 2).length
    return {
      eventsPerSecond,
      eventsPerSecondWithout,
      segments: kept,
      touchedPerEvent: round(counting / DEEDS.length),
      people: PEOPLE,
      memberships: Number(rows[0]?.count),
    }
  } finally {
    await room.close()
  }
}

function createWorkspace({ runtime }: BenchRoom): Promise<string> {
  const facts = { name: 'Bench', zone: 'Europe/Madrid', currency: 'EUR', clock: 'live', demo: false } as const
  return runtime.createWorkspace(facts)
}

async function keepSegments({ runtime }: BenchRoom, workspaceId: string): Promise<number> {
  const actor = { memberId: 'bench', name: 'Bench' }
  const kept: string[] = []
  for (let at = 0; at < SEGMENTS; at += 1) {
    const draft = { name: `Segment ${at}`, rule: toRule(at, kept) }
    kept.push((await runtime.verbs.segments.create({ workspaceId, draft, actor })).segmentId)
  }
  return kept.length
}

/** Inputs per second out of a log that was filled before, by people who have been there once. */
async function work(room: BenchRoom, workspaceId: string): Promise<number> {
  await fillAndWork(room, workspaceId, { prefix: 'warm', events: WARM_UP })
  const measured = { prefix: 'warm', events: EVENTS, from: WARM_UP }
  return round(EVENTS / (await fillAndWork(room, workspaceId, measured)))
}

async function fillAndWork(
  room: BenchRoom,
  workspaceId: string,
  { prefix, events, from = 0 }: { readonly prefix: string; readonly events: number; readonly from?: number },
): Promise<number> {
  const source = { sourceId: workspaceId, workspaceId, kind: 'server', name: 'bench' } as const
  for (let at = from; at < from + events; at += 500)
    await room.runtime.takeEvents(
      source,
      Array.from({ length: 500 }, (_, n) => toEvent(at + n, prefix)),
    )
  const stop = new AbortController()
  const started = performance.now()
  const worker = room.runtime.startLoops(stop.signal)
  const seconds = await untilApplied(room, started)
  stop.abort()
  await worker.stopped
  return seconds
}
