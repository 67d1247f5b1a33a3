import { randomUUID } from 'node:crypto'
import type { OutboxMessage } from '@periplo/model'
import { defineColumns, layOut } from './column-set.ts'
import type { BatchCommit, QuarantineEntry } from './batch-commit.ts'
import {
  AUDIENCE_CHANGE_COLUMNS,
  AUDIENCE_MEMBER_COLUMNS,
  POINTS_COLUMNS,
  fromAudienceChange,
  fromPointsChange,
  toMembers,
} from './holding-columns.ts'
import { fromEnrollment } from './enrollments.ts'
import { encodeFacts } from './fact-codec.ts'
import { MESSAGE_FACT_COLUMNS, fromMessageFact } from './message-facts.ts'
import { toUtcDay } from './months.ts'
import { fromProfile } from './persons.ts'
import { ROLLUP_COLUMNS, fromRollups, upsertRollups } from './rollups.ts'

const SETS = {
  fences: defineColumns({ p: 'smallint', e: 'integer', a: 'bigint', n: 'bigint' }),
  persons: defineColumns({
    p: 'smallint',
    w: 'uuid',
    i: 'uuid',
    t: 'json',
    z: 'text',
    s: 'boolean',
    k: 'boolean',
    f: 'bigint',
    l: 'bigint',
    o: 'bigint',
    m: 'uuid',
    mp: 'smallint',
    mf: 'json',
    au: 'json',
    pt: 'bigint',
  }),
  enrollments: defineColumns({
    w: 'uuid',
    p: 'smallint',
    e: 'uuid',
    i: 'uuid',
    j: 'uuid',
    v: 'uuid',
    n: 'integer',
    c: 'text',
    s: 'text',
    r: 'text',
    q: 'integer',
    no: 'text',
    na: 'bigint',
    so: 'text',
    sa: 'bigint',
    d: 'bigint',
    ea: 'bigint',
    xa: 'bigint',
    ca: 'bigint',
    cu: 'bigint',
    mn: 'integer',
    env: 'json',
  }),
  history: defineColumns({
    w: 'uuid',
    p: 'smallint',
    e: 'uuid',
    q: 'integer',
    d: 'date',
    a: 'bigint',
    i: 'text',
    f: 'json',
  }),
  messages: defineColumns({
    w: 'uuid',
    p: 'smallint',
    k: 'text',
    d: 'date',
    i: 'uuid',
    e: 'uuid',
    j: 'uuid',
    v: 'uuid',
    n: 'text',
    vi: 'integer',
    c: 'text',
    pu: 'text',
    du: 'bigint',
    ca: 'bigint',
    pl: 'json',
  }),
  facts: MESSAGE_FACT_COLUMNS,
  orders: defineColumns({ w: 'uuid', p: 'smallint', o: 'text', i: 'uuid', a: 'bigint', b: 'json' }),
  rollups: ROLLUP_COLUMNS,
  audienceChanges: AUDIENCE_CHANGE_COLUMNS,
  audienceMembers: AUDIENCE_MEMBER_COLUMNS,
  pointsChanges: POINTS_COLUMNS,
  quarantine: defineColumns({
    w: 'uuid',
    p: 'smallint',
    q: 'uuid',
    e: 'uuid',
    i: 'uuid',
    a: 'bigint',
    n: 'text',
    r: 'text',
  }),
}
const { from: FROM, next: DEPARTED } = layOut(SETS, 2)
const DEPARTED_COLUMNS = defineColumns({ p: 'smallint', w: 'uuid', i: 'uuid' })
const FROM_DEPARTED = DEPARTED_COLUMNS.from('x', DEPARTED)

/** Writes a whole batch if every fence holds, and says whether they did. */
export const COMMIT = `
with fence as (
  select o.partition_id, x.n from partition_offsets o
  join ${FROM.fences} on o.partition_id = x.p and o.epoch = x.e and o.applied = x.a
  order by o.partition_id for update of o),
guard as (select count(*) = $1::bigint as ok from fence),
moved as (
  update partition_offsets o set applied = fence.n from fence, guard
  where guard.ok and o.partition_id = fence.partition_id),
ins_persons as (
  insert into persons (partition_id, workspace_id, person_id, traits, zone, suppressed, identified, first_seen_at,
    last_seen_at, last_order_at, merged_into, merged_into_partition, merged_from, audiences,
    points)
  select p, w, i, t, z, s, k, f, l, o, m, mp, mf, au, pt from guard, ${FROM.persons}
  where guard.ok
  on conflict (partition_id, workspace_id, person_id) do update set
    traits = excluded.traits, zone = excluded.zone, suppressed = excluded.suppressed, identified = excluded.identified,
    first_seen_at = excluded.first_seen_at, last_seen_at = excluded.last_seen_at, last_order_at = excluded.last_order_at,
    merged_into = excluded.merged_into, merged_into_partition = excluded.merged_into_partition,
    merged_from = excluded.merged_from, audiences = excluded.audiences,
    points = excluded.points),
ins_enrollments as (
  insert into enrollments (workspace_id, partition_id, enrollment_id, person_id, journey_id, version_id, entry_number,
    correlation, status, end_reason, seq, node_id, node_entered_at, stage_id, stage_entered_at, due_at, entered_at,
    ended_at, converted_at, convertible_until, move_no, envelope)
  select w, p, e, i, j, v, n, c, s, r, q, no, na, so, sa, d, ea, xa, ca, cu, mn, env from guard, ${FROM.enrollments}
  where guard.ok
  on conflict (partition_id, workspace_id, person_id, enrollment_id) do update set
    version_id = excluded.version_id, entry_number = excluded.entry_number, status = excluded.status, end_reason = excluded.end_reason,
    seq = excluded.seq, node_id = excluded.node_id, node_entered_at = excluded.node_entered_at,
    stage_id = excluded.stage_id, stage_entered_at = excluded.stage_entered_at, due_at = excluded.due_at,
    ended_at = excluded.ended_at, converted_at = excluded.converted_at, convertible_until = excluded.convertible_until,
    move_no = excluded.move_no, envelope = excluded.envelope),
ins_history as (
  insert into history (workspace_id, partition_id, enrollment_id, seq, step_day, at, input, facts)
  select w, p, e, q, d, a, i, f from guard, ${FROM.history} where guard.ok),
ins_messages as (
  insert into outbox (workspace_id, partition_id, send_key, created_day, person_id, enrollment_id, journey_id,
    version_id, node_id, visit, channel, purpose, status, attempt, due_at, created_at, payload)
  select w, p, k, d, i, e, j, v, n, vi, c, pu, 'pending', 0, du, ca, pl from guard, ${FROM.messages} where guard.ok
  on conflict do nothing),
ins_facts as (
  insert into message_facts (workspace_id, partition_id, send_key, outcome, at, reason, journey_id, version_id, node_id)
  select w, p, k, o, a, r, j, v, n from guard, ${FROM.facts} where guard.ok),
ins_orders as (
  insert into orders (workspace_id, partition_id, order_id, person_id, occurred_at, body)
  select w, p, o, i, a, b from guard, ${FROM.orders} where guard.ok
  on conflict (partition_id, workspace_id, person_id, order_id) do update set body = excluded.body),
ins_rollups as (${upsertRollups(FROM.rollups)}),
ins_audience_changes as (
  insert into audience_changes (workspace_id, partition_id, person_id, change_key, audience, act, at, origin)
  select w, p, i, k, u, c, a, o from guard, ${FROM.audienceChanges} where guard.ok
  on conflict do nothing),
ins_audience_members as (
  insert into audience_members (workspace_id, partition_id, audience, person_id, is_member, changed_at)
  select w, p, u, i, m, a from guard, ${FROM.audienceMembers} where guard.ok
  on conflict (partition_id, workspace_id, audience, person_id) do update set
    is_member = excluded.is_member, changed_at = excluded.changed_at),
ins_points as (
  insert into points_ledger (workspace_id, partition_id, person_id, change_key, points, balance, reason, at, origin)
  select w, p, i, k, d, b, r, a, o from guard, ${FROM.pointsChanges} where guard.ok
  on conflict do nothing),
ins_quarantine as (
  insert into quarantine (workspace_id, partition_id, quarantine_id, enrollment_id, person_id, at, input, error)
  select w, p, q, e, i, a, n, r from guard, ${FROM.quarantine} where guard.ok),
del_enrollments as (
  delete from enrollments e using guard, ${FROM_DEPARTED}
  where guard.ok and e.partition_id = x.p and e.workspace_id = x.w and e.person_id = x.i),
del_orders as (
  delete from orders e using guard, ${FROM_DEPARTED}
  where guard.ok and e.partition_id = x.p and e.workspace_id = x.w and e.person_id = x.i)
select ok from guard`

/** The parameters of {@link COMMIT}. */
export function toCommitValues(batch: BatchCommit): readonly unknown[] {
  const shard = batch.fences[0]?.partitionId ?? 0
  const departed = batch.departed.map((key) => ({
    p: key.partitionId,
    w: key.workspaceId,
    i: key.personId,
  }))
  return [
    String(batch.fences.length),
    ...SETS.fences.toValues(
      batch.fences.map((fence) => ({
        p: fence.partitionId,
        e: fence.epoch,
        a: fence.applied,
        n: fence.next,
      })),
    ),
    ...SETS.persons.toValues(batch.persons.map(fromProfile)),
    ...SETS.enrollments.toValues(batch.enrollments.map(fromEnrollment)),
    ...SETS.history.toValues(batch.history.map(fromHistory)),
    ...SETS.messages.toValues(batch.messages.map(fromMessage)),
    ...SETS.facts.toValues(batch.messageFacts.map(fromMessageFact)),
    ...SETS.orders.toValues(batch.orders.map(fromOrder)),
    ...SETS.rollups.toValues(fromRollups(batch.deltas, shard)),
    ...SETS.audienceChanges.toValues(batch.audienceChanges.map(fromAudienceChange)),
    ...SETS.audienceMembers.toValues(toMembers(batch.audienceChanges)),
    ...SETS.pointsChanges.toValues(batch.pointsChanges.map(fromPointsChange)),
    ...SETS.quarantine.toValues(batch.quarantined.map(fromQuarantine)),
    ...DEPARTED_COLUMNS.toValues(departed),
  ]
}

function fromHistory(item: BatchCommit['history'][number]): Record<string, unknown> {
  const { enrollmentId, seq, at, input, facts } = item.entry
  return {
    w: item.workspaceId,
    p: item.partitionId,
    e: enrollmentId,
    q: seq,
    d: toUtcDay(at),
    a: at,
    i: input,
    f: encodeFacts(facts),
  }
}

function fromMessage(message: OutboxMessage): Record<string, unknown> {
  return {
    w: message.workspaceId,
    p: message.partitionId,
    k: message.sendKey,
    d: toUtcDay(message.createdAt),
    i: message.personId,
    e: message.enrollmentId,
    j: message.journeyId,
    v: message.versionId,
    n: message.nodeId,
    vi: message.visit,
    c: message.channel,
    pu: message.purpose,
    du: message.dueAt,
    ca: message.createdAt,
    pl: { entry: message.entry, event: message.event, answers: message.answers, run: message.run },
  }
}

function fromOrder({
  workspaceId,
  partitionId,
  order,
}: BatchCommit['orders'][number]): Record<string, unknown> {
  return {
    w: workspaceId,
    p: partitionId,
    o: order.orderId,
    i: order.personId,
    a: order.occurredAt,
    b: order,
  }
}

function fromQuarantine(entry: QuarantineEntry): Record<string, unknown> {
  return {
    w: entry.workspaceId,
    p: entry.partitionId,
    q: randomUUID(),
    e: entry.enrollmentId,
    i: entry.personId,
    a: entry.at,
    n: entry.input,
    r: entry.error,
  }
}
