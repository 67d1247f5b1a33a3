import { IN_FORCE_FIRST } from './consent.ts'

/**
 * Statements that find rows which must not be there. Each gives, per workspace, how many there are and one of
 * them as an example that names no person. Parameters: $1 the present of live workspaces, $2 the tolerance in
 * milliseconds, $3 whether everything due must have been worked off, whoever holds the partitions.
 */
const HASHED = String.raw`(('x' || right(person_id::text, 6))::bit(24)::int % 64)`

/** A partition whose worker is there to do what is due. */
const WATCHED = `($3::boolean or exists (select 1 from partition_offsets o
  where o.partition_id = x.partition_id and o.owner is not null and o.lease_until > $1::bigint))`

/** Until when everything must have happened: the present, less the tolerance; a turned workspace has its own present. */
const DUE_BY = `(case when w.clock = 'turned' then coalesce(w.turned_at, 0) else $1::bigint - $2::bigint end)`

function astray(table: string): string {
  return `select workspace_id, ${HASHED} as belongs, partition_id from ${table}`
}

function foreign(table: string): string {
  return `select x.workspace_id, '${table} of version ' || x.version_id as example from ${table} x
    join versions v on v.version_id = x.version_id where v.workspace_id <> x.workspace_id`
}

const EVENTS = `select workspace_id, person_id, body::json->>'sourceId' as source,
  body::json->'event'->>'eventId' as event from event_log where kind = 'event'`

/** By name; see `runtime/src/audit` for what each one means. */
export const CHECKS = {
  'log-gap': `
    select null::uuid as workspace_id, 'partition ' || h.partition_id || ': head ' || h.head || ', ' || count(l.log_offset)
      || ' inputs up to ' || coalesce(max(l.log_offset), 0) as example
    from log_heads h left join event_log l on l.partition_id = h.partition_id
    group by h.partition_id, h.head
    having count(l.log_offset) <> h.head or count(distinct l.log_offset) <> h.head
      or coalesce(max(l.log_offset), 0) <> h.head`,
  'applied-beyond-head': `
    select null::uuid as workspace_id, 'partition ' || o.partition_id || ': ' || o.applied || ' of ' || h.head as example
    from partition_offsets o join log_heads h using (partition_id) where o.applied > h.head`,
  'event-twice': `
    select e.workspace_id, 'event ' || e.event as example from (${EVENTS}) e
    left join persons p on p.workspace_id = e.workspace_id and p.person_id = e.person_id
    group by e.workspace_id, e.source, e.event
    having count(*) > count(distinct e.person_id)
      or count(*) filter (where p.merged_into is null) > 1`,
  'event-lost': `
    select s.workspace_id, 'claim ' || s.key_hash as example from seen_messages s
    left join (select e.workspace_id,
        overlay(overlay(left(encode(sha256(convert_to(e.source || chr(31) || e.event, 'UTF8')), 'hex'), 32)
          placing '8' from 13) placing 'a' from 17)::uuid as key_hash
      from (${EVENTS}) e) l using (workspace_id, key_hash)
    where l.key_hash is null`,
  'send-twice': `
    select workspace_id, 'message ' || min(send_key) as example from outbox where status <> 'cancelled'
    group by workspace_id, enrollment_id, node_id, visit, channel having count(*) > 1`,
  'send-key-shared': `
    select workspace_id, 'message ' || send_key as example from outbox where status <> 'cancelled'
    group by workspace_id, send_key having count(*) > 1`,
  'points-differ': `
    select p.workspace_id, 'a balance of ' || p.points || ' over a ledger of ' || coalesce(l.total, 0) as example
    from persons p left join (select workspace_id, person_id, sum(points) as total from points_ledger
      group by workspace_id, person_id) l using (workspace_id, person_id)
    where p.points <> coalesce(l.total, 0)`,
  'message-unsettled': `
    select workspace_id, 'message ' || send_key || ' is ' || status as example from outbox
    where (status = 'pending') <> (settled_at is null)
      or status not in ('pending', 'sent', 'failed', 'refused', 'cancelled')`,
  'outcome-missing': `
    select m.workspace_id, 'message ' || m.send_key || ' is ' || m.status as example from outbox m
    where m.status in ('sent', 'failed', 'refused') and not exists (select 1 from message_facts f
      where f.workspace_id = m.workspace_id and f.send_key = m.send_key and f.outcome = m.status)`,
  'message-past-due': `
    select x.workspace_id, 'message ' || x.send_key || ' was due at ' || x.due_at as example
    from outbox x join workspaces w using (workspace_id)
    where x.status = 'pending' and ${WATCHED} and ($3::boolean or w.clock = 'live')
      and x.due_at <= $1::bigint - $2::bigint`,
  'timer-past-due': `
    select x.workspace_id, 'enrollment ' || x.enrollment_id || ' was due at ' || x.due_at as example
    from enrollments x join workspaces w using (workspace_id)
    where x.due_at <= ${DUE_BY} and ${WATCHED}`,
  'move-missed': `
    select e.workspace_id, 'enrollment ' || e.enrollment_id || ', move ' || m.move_no as example from moves m
    join enrollments e using (workspace_id, journey_id)
    where e.status = 'active' and e.move_no < m.move_no and get_bit(m.visited, e.partition_id) = 1
      and e.version_id::text in (select json_array_elements_text(m.plan::json -> 'from'))
      and (m.plan::json ->> 'undoes' is null or (m.plan::json ->> 'undoes')::int = e.move_no)`,
  'segment-past-due': `
    select x.workspace_id, 'partition ' || x.partition_id || ' was due at ' || x.due_at as example
    from segment_states x join workspaces w using (workspace_id)
    where x.due_at <= ${DUE_BY} and ${WATCHED}`,
  'segment-size-differs': `
    select workspace_id, 'segment ' || segment_id || ': ' || coalesce(z.size, 0) || ' instead of ' || coalesce(m.size, 0)
      as example
    from (select workspace_id, segment_id, sum(size) as size from segment_sizes group by 1, 2) z
    full join (select workspace_id, segment_id, count(*) as size from segment_members group by 1, 2) m
      using (workspace_id, segment_id)
    where coalesce(z.size, 0) <> coalesce(m.size, 0)`,
  'input-past-due': `
    select x.workspace_id, 'partition ' || x.partition_id || ', offset ' || x.log_offset as example
    from event_log x join workspaces w using (workspace_id) join partition_offsets p using (partition_id)
    where x.log_offset > p.applied and ${WATCHED} and ($3::boolean or w.clock = 'live')
      and x.received_at <= $1::bigint - $2::bigint`,
  'sent-after-withdrawal': `
    select m.workspace_id, 'message ' || m.send_key as example
    from outbox m
    join message_facts f on f.partition_id = m.partition_id and f.workspace_id = m.workspace_id
      and f.send_key = m.send_key and f.outcome = 'sent'
    cross join lateral (select l.state, l.origin from consent_ledger l
      where l.partition_id = m.partition_id and l.workspace_id = m.workspace_id and l.person_id = m.person_id
        and l.channel = m.channel and l.purpose = m.purpose and l.at <= f.at
      order by ${IN_FORCE_FIRST}, l.entry_no limit 1) c
    where m.purpose = 'marketing' and c.state = 'denied' and exists (select 1 from event_log l
      where l.workspace_id = m.workspace_id and l.kind = 'event' and l.received_at <= f.at - $2::bigint
        and 'event:' || (l.body::json->'event'->>'eventId') = c.origin)`,
  'partition-astray': `
    select workspace_id, 'partition ' || partition_id || ' instead of ' || belongs as example from (
      ${['event_log', 'identifiers', 'persons', 'enrollments', 'outbox', 'send_ledgers', 'consent_ledger', 'orders', 'quarantine', 'segment_members', 'segment_states'].map(astray).join(' union all ')}
    ) rows where partition_id <> belongs`,
  'workspace-crossed': `
    ${['enrollments', 'outbox', 'message_facts'].map(foreign).join(' union all ')}
    union all
    select h.workspace_id, 'history of enrollment ' || h.enrollment_id from history h
    join enrollments e using (enrollment_id) where e.workspace_id <> h.workspace_id
    union all
    select l.workspace_id, 'partition ' || l.partition_id || ', offset ' || l.log_offset from event_log l
    join persons p using (partition_id, person_id) where p.workspace_id <> l.workspace_id
    union all
    select r.workspace_id, 'rollups of version ' || r.version_id from rollups r
    join versions v on v.version_id::text = r.version_id where v.workspace_id <> r.workspace_id`,
  'person-missing': `
    select e.workspace_id, 'enrollment ' || e.enrollment_id as example from enrollments e
    left join persons p using (partition_id, workspace_id, person_id) where p.person_id is null`,
} as const satisfies Record<string, string>

/** The name of a check. */
export type AuditCheck = keyof typeof CHECKS
