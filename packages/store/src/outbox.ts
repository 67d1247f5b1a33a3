import type {
  Instant,
  MessageChannel,
  MessageOutcome,
  MessageStatus,
  OutboxMessage,
  Purpose,
  RollupDelta,
} from '@periplo/model'
import { parseColumn } from './columns.ts'
import { defineColumns, layOut } from './column-set.ts'
import type { ColumnRow } from './column-set.ts'
import { MESSAGE_FACT_COLUMNS, fromMessageFact } from './message-facts.ts'
import type { MessageFactEntry } from './message-facts.ts'
import type { Lease } from './leases.ts'
import { toUtcDay } from './months.ts'
import type { PersonKey } from './persons.ts'
import { ROLLUP_ORDER, upsertRollups } from './rollups.ts'
import type { Runner } from './tx.ts'

const CLAIM = `
with due as (
  select d.*, x.e from json_to_recordset($1) as x(p smallint, e integer)
  join partition_offsets o on o.partition_id = x.p and o.epoch = x.e
  cross join lateral (
    select partition_id, workspace_id, send_key, created_day, due_at from outbox
    where partition_id = x.p and status = 'pending' and due_at <= $2 and ($5::uuid[] is null or workspace_id = any($5))
    order by due_at limit $4) d
  order by d.due_at limit $4)
update outbox m set attempt = m.attempt + 1, due_at = $3, claim_epoch = due.e
from due
where m.partition_id = due.partition_id and m.workspace_id = due.workspace_id and m.send_key = due.send_key
  and m.created_day = due.created_day and m.status = 'pending' and m.due_at = due.due_at
returning m.workspace_id, m.partition_id, m.send_key, m.person_id, m.enrollment_id, m.journey_id, m.version_id,
  m.node_id, m.visit, m.channel, m.purpose, m.created_at, m.due_at, m.attempt, m.payload`

/**
 * Claims up to `limit` messages that are due in partitions held under these leases, the longest due first.
 * A claimed message is due again at `claimedUntil`, so a worker that dies gives it back. Partitions taken
 * over by somebody else yield nothing. With `workspaces`, only theirs are claimed.
 */
export async function claimMessagesBatch(
  runner: Runner,
  terms: {
    leases: readonly Lease[]
    now: Instant
    claimedUntil: Instant
    workspaces?: readonly string[] | undefined
  },
  limit: number,
): Promise<readonly OutboxMessage[]> {
  const leases = terms.leases.map((lease) => ({ p: lease.partitionId, e: lease.epoch }))
  const rows = await runner.run<OutboxColumns>('claim-outbox', CLAIM, [
    JSON.stringify(leases),
    terms.now,
    terms.claimedUntil,
    limit,
    terms.workspaces ?? null,
  ])
  return rows.map(toOutboxMessage).toSorted((a, b) => a.createdAt - b.createdAt || a.visit - b.visit)
}

interface OutboxColumns {
  workspace_id: string
  partition_id: number
  send_key: string
  person_id: string
  enrollment_id: string
  journey_id: string
  version_id: string
  node_id: string
  visit: number
  channel: MessageChannel | 'webhook'
  purpose: Purpose
  created_at: number
  due_at: number
  attempt: number
  payload: string
}

function toOutboxMessage(row: OutboxColumns): OutboxMessage {
  const payload = parseColumn<Pick<OutboxMessage, 'entry' | 'event' | 'answers' | 'run'>>(row.payload)
  return {
    workspaceId: row.workspace_id,
    partitionId: row.partition_id,
    sendKey: row.send_key,
    personId: row.person_id,
    enrollmentId: row.enrollment_id,
    journeyId: row.journey_id,
    versionId: row.version_id,
    nodeId: row.node_id,
    visit: row.visit,
    channel: row.channel,
    purpose: row.purpose,
    createdAt: row.created_at,
    dueAt: row.due_at,
    attempt: row.attempt,
    ...payload,
  }
}

/** What became of one claimed message. */
export interface Settlement {
  readonly message: OutboxMessage
  /** `pending` puts it back, claimed by nobody, until `dueAt`. */
  readonly status: MessageStatus
  readonly reason: string | null
  readonly dueAt: Instant
  /** Attempts made to send it so far. */
  readonly attempt: number
  /** Whether it left the process; null while pending. */
  readonly delivery: 'provider' | 'inbox' | null
  /** What was sent, as JSON, for the Inbox; null where nothing was rendered. */
  readonly rendered: string | null
}

const SETTLE_SETS = {
  settlements: defineColumns({
    p: 'smallint',
    w: 'uuid',
    k: 'text',
    d: 'date',
    s: 'text',
    r: 'text',
    du: 'bigint',
    at: 'smallint',
    de: 'text',
    re: 'text',
  }),
  facts: MESSAGE_FACT_COLUMNS,
  deltas: defineColumns({
    w: 'uuid',
    h: 'smallint',
    p: 'smallint',
    k: 'text',
    j: 'text',
    v: 'text',
    s: 'text',
    c: 'text',
    d: 'text',
    b: 'integer',
    n: 'bigint',
  }),
}
const { from: SETTLE_FROM } = layOut(SETTLE_SETS, 4)

// `|| ''` keeps the planner from looking each message up among all that are pending in its partition
const SETTLE = `
with fence as (
  select o.partition_id from partition_offsets o
  join json_to_recordset($1) as x(p smallint, e integer) on o.partition_id = x.p and o.epoch = x.e
  order by o.partition_id for share of o),
guard as (select count(*) = $2::bigint as ok from fence),
settled as (
  update outbox m set status = x.s, reason = x.r, due_at = x.du, attempt = x.at, delivery = x.de, rendered = x.re,
    settled_at = case when x.s = 'pending' then null else $3::bigint end,
    claim_epoch = case when x.s = 'pending' then null else m.claim_epoch end
  from guard, ${SETTLE_FROM.settlements}
  where guard.ok and m.partition_id = x.p and m.workspace_id = x.w and m.send_key = x.k and m.created_day = x.d
    and m.status || '' = 'pending'
  returning m.workspace_id, m.partition_id, m.send_key),
told as (
  insert into message_facts (workspace_id, partition_id, send_key, outcome, at, reason, journey_id, version_id, node_id)
  select x.w, x.p, x.k, x.o, x.a, x.r, x.j, x.v, x.n from settled m, ${SETTLE_FROM.facts}
  where m.workspace_id = x.w and m.partition_id = x.p and m.send_key = x.k
  on conflict do nothing
  returning workspace_id, partition_id, send_key),
counted as (
  select x.w, x.h as p, x.j, x.v, x.s, x.c, x.d, x.b, sum(x.n)::bigint as n from told m, ${SETTLE_FROM.deltas}
  where m.workspace_id = x.w and m.partition_id = x.p and m.send_key = x.k
  group by 1, 2, 3, 4, 5, 6, 7, 8),
ins_rollups as (${upsertRollups(`(select * from counted order by ${ROLLUP_ORDER}) x`)})
select ok from guard`

/** What became of a message, and what that changes in the rollups. */
export interface CountedFact extends MessageFactEntry {
  readonly deltas: readonly RollupDelta[]
}

/** Messages settled together: all of it lands, or (a partition was taken over) none. */
export interface SettleBatch {
  readonly leases: readonly Lease[]
  readonly settlements: readonly Settlement[]
  readonly facts: readonly CountedFact[]
  readonly at: Instant
}

/**
 * Writes what became of claimed messages. A fact is written, and counted, only with its message: one that is
 * settled already stays as it is. False, and nothing changed, if a lease no longer holds.
 */
export async function settleMessages(runner: Runner, batch: SettleBatch): Promise<boolean> {
  const shard = batch.leases[0]?.partitionId ?? 0
  const [row] = await runner.run<{ ok: boolean }>('settle-outbox', SETTLE, [
    JSON.stringify(batch.leases.map((lease) => ({ p: lease.partitionId, e: lease.epoch }))),
    batch.leases.length,
    batch.at,
    ...SETTLE_SETS.settlements.toValues(batch.settlements.map(fromSettlement)),
    ...SETTLE_SETS.facts.toValues(batch.facts.map(fromMessageFact)),
    ...SETTLE_SETS.deltas.toValues(batch.facts.flatMap((fact) => fromDeltas(fact, shard))),
  ])
  return row?.ok === true
}

/** Counts are kept under one partition that the deliverer owns, so that few rows change. */
function fromDeltas(
  { deltas, workspaceId, partitionId, sendKey }: CountedFact,
  shard: number,
): readonly ColumnRow[] {
  return deltas.map((delta) => ({
    w: workspaceId,
    h: shard,
    p: partitionId,
    k: sendKey,
    j: delta.journeyId,
    v: delta.versionId,
    s: delta.subject,
    c: delta.counter,
    d: delta.day,
    b: delta.bin,
    n: delta.by,
  }))
}

function fromSettlement({ message, ...settlement }: Settlement): Record<string, unknown> {
  return {
    p: message.partitionId,
    w: message.workspaceId,
    k: message.sendKey,
    d: toUtcDay(message.createdAt),
    s: settlement.status,
    r: settlement.reason,
    du: settlement.dueAt,
    at: settlement.attempt,
    de: settlement.delivery,
    re: settlement.rendered,
  }
}

const RECLAIM = `
update outbox m set due_at = $2
from json_to_recordset($1) as x(p smallint, e integer)
where m.partition_id = x.p and m.status = 'pending' and m.claim_epoch < x.e and m.due_at > $2`

/** Frees messages that former owners of these partitions had claimed and not settled. Call after taking partitions over. */
export async function reclaimMessages(runner: Runner, leases: readonly Lease[], now: Instant): Promise<void> {
  const taken = leases.map((lease) => ({ p: lease.partitionId, e: lease.epoch }))
  await runner.run('reclaim-outbox', RECLAIM, [JSON.stringify(taken), now])
}

const NEXT_DUE = `
select min(d.due_at) as due_at from unnest($1::smallint[]) as p(partition_id)
cross join lateral (
  select due_at from outbox where partition_id = p.partition_id and status = 'pending'
    and ($2::uuid[] is null or workspace_id = any($2)) order by due_at limit 1
) d`

/** When the next message of the partitions (and of `workspaces`, if given) is due; undefined if none is pending. */
export async function findNextMessageDue(
  runner: Runner,
  partitions: readonly number[],
  workspaces?: readonly string[],
): Promise<Instant | undefined> {
  const values = [partitions, workspaces ?? null]
  const [row] = await runner.run<{ due_at: number | null }>('next-outbox-due', NEXT_DUE, values)
  return row?.due_at ?? undefined
}

const READ_SENDS = `
select m.partition_id, m.send_key, m.journey_id, m.version_id, m.node_id,
  array(select f.outcome from message_facts f where f.partition_id = m.partition_id and f.workspace_id = m.workspace_id
    and f.send_key = m.send_key) as outcomes
from json_to_recordset($1) as x(w uuid, p smallint, i uuid, k text)
join outbox m on m.partition_id = x.p and m.workspace_id = x.w and m.send_key = x.k and m.person_id = x.i
  and m.status <> 'cancelled'`

/** A message as far as receipts about it need to know. */
export interface Send {
  readonly sendKey: string
  /** Where it was sent from; not the person's own after a merge. */
  readonly partitionId: number
  readonly journeyId: string
  readonly versionId: string
  readonly nodeId: string
  /** What is counted of it already. */
  readonly outcomes: readonly MessageOutcome[]
}

/** The messages receipts speak of, keyed by send key; made-up keys and other people's are absent. */
export async function readSends(
  runner: Runner,
  wanted: readonly (PersonKey & { readonly sendKey: string })[],
): Promise<ReadonlyMap<string, Send>> {
  if (wanted.length === 0) return new Map()
  const keys = wanted.map((want) => ({
    w: want.workspaceId,
    p: want.partitionId,
    i: want.personId,
    k: want.sendKey,
  }))
  const rows = await runner.run<{
    partition_id: number
    send_key: string
    journey_id: string
    version_id: string
    node_id: string
    outcomes: MessageOutcome[]
  }>('read-sends', READ_SENDS, [JSON.stringify(keys)])
  return new Map(
    rows.map((row) => [
      row.send_key,
      {
        sendKey: row.send_key,
        partitionId: row.partition_id,
        journeyId: row.journey_id,
        versionId: row.version_id,
        nodeId: row.node_id,
        outcomes: row.outcomes,
      },
    ]),
  )
}
