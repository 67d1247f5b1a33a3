import { chmodSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { JourneyDefinition, TrackedEvent } from '@periplo/model'
import { toBlankDefinition } from '@periplo/model'
import { openRoom, readCpu, round, untilApplied } from './bench-room.ts'
import type { BenchRoom } from './bench-room.ts'

/** What the engine bench found at one size. */
export interface EngineFigures {
  readonly enrollments: number
  readonly eventsPerSecond: number
  readonly copyEventsPerSecond: number
  readonly ratio: number
}

const EVENTS = 80_000
const at = { x: 0, y: 0 }
const week = { amount: 7, unit: 'days' } as const

/** Two waits in a circle: every awaited event moves its person and arms a new timeout. */
const circle: JourneyDefinition = {
  ...toBlankDefinition('Circle'),
  nodes: [
    { id: 'enter', kind: 'event-entry', stage: 'awareness', title: 'In', position: at, event: 'Entered' },
    {
      id: 'tick',
      kind: 'wait-for-event',
      stage: 'consideration',
      title: 'Tick',
      position: at,
      event: 'Tick',
      timeout: week,
    },
    {
      id: 'tock',
      kind: 'wait-for-event',
      stage: 'decision',
      title: 'Tock',
      position: at,
      event: 'Tock',
      timeout: week,
    },
    { id: 'out', kind: 'exit', stage: 'service', title: 'Out', position: at },
  ],
  edges: [
    { from: 'enter', port: 'next', to: 'tick' },
    { from: 'tick', port: 'arrived', to: 'tock' },
    { from: 'tick', port: 'timed-out', to: 'out' },
    { from: 'tock', port: 'arrived', to: 'tick' },
    { from: 'tock', port: 'timed-out', to: 'out' },
  ],
}

/**
 * Durable events per second out of the log when every event moves somebody, beside the rate at which a bare
 * COPY takes the same log rows, in one run on one database.
 */
export async function benchEngine(): Promise<EngineFigures & { at100k: EngineFigures }> {
  const room = await openRoom()
  try {
    const workspaceId = await seed(room)
    await multiply(room, 100_000)
    await measure(room, { workspaceId, people: 100_000 }) // a warm-up: code, caches, first touches of pages
    const at100k = await measure(room, { workspaceId, people: 100_000 })
    await multiply(room, 1_000_000)
    await measure(room, { workspaceId, people: 1_000_000 })
    const full = await measure(room, { workspaceId, people: 1_000_000 })
    return { ...full, at100k }
  } finally {
    await room.close()
  }
}

/** Publishes the circle and lets one real person in, whose rows the others are copies of. */
async function seed(room: BenchRoom): Promise<string> {
  const { runtime } = room
  const actor = { memberId: 'bench', name: 'Bench' }
  const workspaceId = await runtime.createWorkspace({
    name: 'Bench',
    zone: 'Europe/Madrid',
    currency: 'EUR',
    clock: 'live',
    demo: false,
  })
  const { journeyId, revision } = await runtime.verbs.journeys.create({
    workspaceId,
    name: 'Circle',
    definition: circle,
    actor,
  })
  await runtime.verbs.journeys.publish({ workspaceId, journeyId, revision, actor })
  const stop = new AbortController()
  const worker = runtime.startLoops(stop.signal)
  const event: TrackedEvent = {
    eventId: 'seed',
    type: 'track',
    name: 'Entered',
    occurredAt: Date.now(),
    channel: 'web',
    identifiers: [{ kind: 'user', value: 'seed' }],
    flags: [],
    properties: {},
  }
  const started = performance.now()
  await runtime.takeEvents({ sourceId: workspaceId, workspaceId, kind: 'server', name: 'bench' }, [event])
  await untilApplied(room, started)
  stop.abort()
  await worker.stopped
  return workspaceId
}

const PERSON = `md5('person ' || n)::uuid`
const PARTITION = `(('x' || right(replace(md5('person ' || n), '-', ''), 6))::bit(24)::int % 64)`

/** Copies the seeded person until there are `people`. */
async function multiply({ owner }: BenchRoom, people: number): Promise<void> {
  const { rows } = await owner.query<{ count: string }>('select count(*) from enrollments')
  const from = Number(rows[0]?.count)
  await owner.query(`
    insert into persons select workspace_id, ${PARTITION}, ${PERSON}, traits, zone, suppressed, identified, first_seen_at,
      last_seen_at, last_order_at, merged_into, merged_into_partition, merged_from
    from (select * from persons limit 1) p, generate_series(${from}, ${people - 1}) n`)
  await owner.query(`
    insert into enrollments select workspace_id, ${PARTITION}, md5('enrollment ' || n)::uuid, ${PERSON}, journey_id, version_id,
      entry_number, correlation, status, end_reason, seq, node_id, node_entered_at, stage_id, stage_entered_at,
      due_at + (n::bigint * 7919 % 86400000), entered_at, ended_at, converted_at, convertible_until, envelope
    from (select * from enrollments limit 1) e, generate_series(${from}, ${people - 1}) n`)
  await owner.query('vacuum analyze persons, enrollments')
}

let turn = 0

async function measure(
  room: BenchRoom,
  { workspaceId, people }: { workspaceId: string; people: number },
): Promise<EngineFigures> {
  turn += 1
  const copyEventsPerSecond = await fillLog(room, { workspaceId, people })
  const stop = new AbortController()
  const before = await countSteps(room)
  const cpu = readCpu(room)
  const started = performance.now()
  const worker = room.runtime.startLoops(stop.signal)
  const seconds = await untilApplied(room, started)
  stop.abort()
  await worker.stopped
  const moved = (await countSteps(room)) - before
  if (moved !== EVENTS) throw new Error(`${moved} of ${EVENTS} events moved somebody`)
  const eventsPerSecond = EVENTS / seconds
  const after = readCpu(room)
  const cpuMicros = {
    ours: round(((after.ours - cpu.ours) / EVENTS) * 1e6),
    postgres: round(((after.postgres - cpu.postgres) / EVENTS) * 1e6),
  }
  console.error(JSON.stringify(cpuMicros))
  return {
    enrollments: people,
    eventsPerSecond: round(eventsPerSecond),
    copyEventsPerSecond: round(copyEventsPerSecond),
    ratio: round(eventsPerSecond / copyEventsPerSecond),
  }
}

async function countSteps({ owner }: BenchRoom): Promise<number> {
  const { rows } = await owner.query<{ count: string }>('select count(*) from history')
  return Number(rows[0]?.count)
}

/** Puts one event per person (a random choice of them) into the log; returns the rate of a bare COPY of the same rows. */
async function fillLog(
  { owner, dataDir }: BenchRoom,
  { workspaceId, people }: { workspaceId: string; people: number },
): Promise<number> {
  const file = join(dirname(dataDir), 'copy', `events-${turn}.txt`)
  mkdirSync(dirname(file), { recursive: true })
  chmodSync(dirname(file), 0o777)
  const stride = 7_919
  const chosen = `(select (k::bigint * ${stride} + ${turn} * 104729) % ${people} as n from generate_series(1, ${EVENTS}) k)`
  await owner.query('drop table if exists bench_events')
  await owner.query(`create table bench_events as
    select ${PARTITION}::smallint as partition_id, row_number() over (partition by ${PARTITION} order by k) + h.head as log_offset,
      current_date as received_day, '${workspaceId}'::uuid as workspace_id, ${PERSON} as person_id,
      (extract(epoch from now()) * 1000)::bigint as received_at, (extract(epoch from now()) * 1000)::bigint as occurred_at,
      'event'::text as kind, name,
      json_build_object('kind', 'event', 'sourceId', '${workspaceId}', 'mode', 'live', 'event', json_build_object(
        'eventId', 'event-' || ${turn} || '-' || k, 'type', 'track', 'name', name,
        'occurredAt', (extract(epoch from now()) * 1000)::bigint, 'channel', 'web',
        'identifiers', json_build_array(json_build_object('kind', 'user', 'value', 'user-' || n)),
        'properties', json_build_object('cart_id', 'skdjsidjsdkdj29j' || n, 'product_id', '507f1f77bcf86cd799439011', 'sku', 'G-32',
          'category', 'Games', 'name', 'Monopoly: 3rd Edition', 'brand', 'Hasbro', 'variant', '200 pieces', 'price', 18.99,
          'quantity', 1, 'coupon', 'MAYDEALS', 'position', 3, 'currency', 'EUR',
          'url', 'https://www.example.com/product/path', 'image_url', 'https://www.example.com/product/path.jpg'),
        'zone', 'Europe/Madrid', 'locale', 'es-ES', 'flags', json_build_array()))::text as body
    from (select n, row_number() over () as k,
      case e.node_id when 'tick' then 'Tick' else 'Tock' end as name
      from ${chosen} c join lateral (select node_id from enrollments where partition_id = ${PARTITION}
        and workspace_id = '${workspaceId}'::uuid and person_id = ${PERSON} limit 1) e on true) picked
    join log_heads h on h.partition_id = ${PARTITION}`)
  await owner.query(`copy bench_events to '${file}'`)
  await owner.query('create table bench_copy (like bench_events)')
  const started = performance.now()
  await owner.query(`copy bench_copy from '${file}'`)
  const seconds = (performance.now() - started) / 1000
  await owner.query('drop table bench_copy')
  await owner.query('insert into event_log select * from bench_events')
  await owner.query(`update log_heads h set head = greatest(head, m.top)
    from (select partition_id, max(log_offset) as top from bench_events group by 1) m where m.partition_id = h.partition_id`)
  await owner.query('vacuum analyze event_log')
  return EVENTS / seconds
}
