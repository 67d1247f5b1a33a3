import type { Fact } from '@periplo/model'
import type { World } from './world.ts'

/** What happened to each person, in words that two databases share: event ids instead of offsets and uuids. */
export type Story = ReadonlyMap<string, string>

/** Tells what happened to everybody: traits, runs step by step, and what became of each message. */
export async function readStory({ store }: World): Promise<Story> {
  const { enginePool } = store
  const events = await enginePool.query<{ at: string; event: string }>(
    `select partition_id || '/offset:' || log_offset as at, body::json->'event'->>'eventId' as event from event_log`,
  )
  const named = new Map(events.rows.map(({ at, event }) => [at, event]))
  const people = await enginePool.query<{ person_id: string; value: string; traits: string }>(
    `select i.person_id, i.value, p.traits from identifiers i join persons p using (person_id) where i.kind = 'user'`,
  )
  const steps = await enginePool.query<{
    person_id: string
    run: number
    seq: number
    place: string
    facts: string
  }>(
    `select e.person_id, e.entry_number as run, h.seq, h.partition_id || '/' || h.input as place, h.facts
     from history h join enrollments e using (enrollment_id) order by e.entry_number, h.seq`,
  )
  const messages = await enginePool.query<{ person_id: string; told: string }>(
    `select e.person_id, e.entry_number || ' ' || m.node_id || ' ' || m.visit || ' ' || m.status || ' ' || m.created_at as told
     from outbox m join enrollments e using (enrollment_id) order by m.created_at, m.node_id`,
  )
  const told = new Map<string, string[]>()
  const tell = (personId: string, line: string): void =>
    void told.set(personId, [...(told.get(personId) ?? []), line])
  for (const { person_id: id, run, seq, place, facts } of steps.rows)
    tell(id, `run ${run} step ${seq} by ${named.get(place) ?? place.split('/')[1]}: ${toText(facts)}`)
  for (const message of messages.rows) tell(message.person_id, `message ${message.told}`)
  return new Map(
    people.rows.map(({ person_id: id, value, traits }) => [
      value,
      [`traits ${toSortedJson(traits)}`, ...(told.get(id) ?? [])].join('\n'),
    ]),
  )
}

function toText(facts: string): string {
  const list: readonly Fact[] = JSON.parse(facts)
  return JSON.stringify(list)
}

function toSortedJson(json: string): string {
  const value: Record<string, unknown> = JSON.parse(json)
  return JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** Everything the promises forbid and this world shows; empty if they hold. */
export async function findBreaches(
  world: World,
  { eventIds, audit }: { eventIds: ReadonlySet<string>; audit: readonly string[] },
): Promise<readonly string[]> {
  return [
    ...audit,
    ...(await findLostEvents(world, eventIds)),
    ...(await findDoubleSteps(world)),
    ...(await findLeftBehind(world)),
    ...findKeyBreaches(world),
  ]
}

async function findLostEvents({ store }: World, eventIds: ReadonlySet<string>): Promise<readonly string[]> {
  const { rows } = await store.enginePool.query<{ event: string; times: number }>(
    `select body::json->'event'->>'eventId' as event, count(*) filter (where p.merged_into is null)::int as times
     from event_log l left join persons p using (person_id) where l.kind = 'event' group by 1`,
  )
  const seen = new Map(rows.map(({ event, times }) => [event, times]))
  const lost = [...eventIds].filter((event) => !seen.has(event)).map((event) => `lost ${event}`)
  return [...lost, ...rows.filter(({ times }) => times > 1).map(({ event }) => `twice in the log: ${event}`)]
}

/** Each run counts its cart once, so the profile says how often runs were begun. */
async function findDoubleSteps({ store }: World): Promise<readonly string[]> {
  const { rows: moved } = await store.enginePool.query<{ run: string }>(
    `select enrollment_id || ' ' || input as run from history where input like 'offset:%'
     group by enrollment_id, partition_id, input having count(*) > 1`,
  )
  const { rows: miscounted } = await store.enginePool.query<{ person: string }>(
    `select p.person_id as person from persons p join lateral (select count(*) as runs from enrollments e
       where e.person_id = p.person_id) e on true
     where p.merged_from = '[]' and p.merged_into is null and coalesce((p.traits::json->>'carts')::bigint, 0) <> e.runs`,
  )
  return [
    ...moved.map(({ run }) => `moved twice: ${run}`),
    ...miscounted.map(({ person }) => `counted wrong: ${person}`),
  ]
}

/** Nothing is left with somebody merged away: no identifier, no run, no order. */
async function findLeftBehind({ store }: World): Promise<readonly string[]> {
  const { rows } = await store.enginePool.query<{ left: string }>(
    `select x.what as left from persons p join (
       select person_id, 'identifier ' || value as what from identifiers
       union all select person_id, 'run ' || enrollment_id from enrollments
       union all select person_id, 'order ' || order_id from orders) x using (person_id)
     where p.merged_into is not null`,
  )
  return rows.map(({ left }) => `left with somebody merged away: ${left}`)
}

/** What the provider saw: each intent under one key, each key for one intent. */
function findKeyBreaches({ provider }: World): readonly string[] {
  const keyOf = new Map<string, string>()
  const intentOf = new Map<string, string>()
  const breaches: string[] = []
  for (const { body, headers } of provider.requests) {
    const { data }: { data: { enrollmentId: string; nodeId: string; visit: number } } = JSON.parse(body)
    const intent = `${data.enrollmentId} ${data.nodeId} ${data.visit}`
    const key = String(headers['webhook-id'])
    if (headers['idempotency-key'] !== key) breaches.push(`two names for one key: ${key}`)
    if ((keyOf.get(intent) ?? key) !== key) breaches.push(`two keys for ${intent}`)
    if ((intentOf.get(key) ?? intent) !== intent) breaches.push(`two intents under ${key}`)
    keyOf.set(intent, key)
    intentOf.set(key, intent)
  }
  return breaches
}

/** Calls the provider got beyond the first of each key. */
export function countRepeatedSends({ provider }: World): number {
  return (
    provider.requests.length - new Set(provider.requests.map(({ headers }) => headers['webhook-id'])).size
  )
}

/** People who turned out to be somebody else. */
export async function countMerges({ store }: World): Promise<number> {
  const { rows } = await store.enginePool.query<{ merged: number }>(
    'select count(*)::int as merged from persons where merged_into is not null',
  )
  return rows[0]?.merged ?? 0
}
