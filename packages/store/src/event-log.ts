import type { Instant, LogBody, LogInput, LogPosition } from '@periplo/model'
import { parseColumn } from './columns.ts'
import { defineColumns } from './column-set.ts'
import { toUtcDay } from './months.ts'
import type { PersonKey } from './persons.ts'
import type { Runner, Tx } from './tx.ts'

/** An input on its way into a partition's log. */
export type NewInput = Omit<LogInput, 'offset'> & { readonly occurredAt: Instant; readonly name: string }

const ADVANCE_HEADS = `
with held as (
  select h.partition_id, x.n from log_heads h
  join json_to_recordset($1) as x(p smallint, n integer) on x.p = h.partition_id
  order by h.partition_id for update of h)
update log_heads h set head = h.head + held.n from held
where h.partition_id = held.partition_id
returning h.partition_id, h.head - held.n as first`

const INPUT_COLUMNS = defineColumns({
  p: 'smallint',
  o: 'bigint',
  d: 'date',
  w: 'uuid',
  i: 'uuid',
  r: 'bigint',
  t: 'bigint',
  k: 'text',
  n: 'text',
  b: 'json',
})

const INSERT_INPUTS = `
insert into event_log (partition_id, log_offset, received_day, workspace_id, person_id, received_at, occurred_at, kind, name, body)
select p, o, d, w, i, r, t, k, n, b from ${INPUT_COLUMNS.from('x', 1)}`

/**
 * Appends inputs to their partitions' logs, in the order given. Offsets are gap-free: the heads stay locked,
 * in ascending order, until the transaction ends, so a second writer waits.
 */
export async function appendInputs(tx: Tx, inputs: readonly NewInput[]): Promise<readonly LogPosition[]> {
  const counts = new Map<number, number>()
  for (const { partitionId } of inputs) counts.set(partitionId, (counts.get(partitionId) ?? 0) + 1)
  const heads = await tx.run<{ partition_id: number; first: number }>('advance-heads', ADVANCE_HEADS, [
    JSON.stringify([...counts].map(([p, n]) => ({ p, n }))),
  ])
  const next = new Map(heads.map((head) => [head.partition_id, head.first]))
  const positions = inputs.map(({ partitionId }) => {
    const offset = (next.get(partitionId) ?? 0) + 1
    next.set(partitionId, offset)
    return { partitionId, offset }
  })
  const rows = inputs.map((input, at) => toRow(input, positions[at]?.offset ?? 0))
  await tx.run('insert-inputs', INSERT_INPUTS, INPUT_COLUMNS.toValues(rows))
  return positions
}

function toRow(input: NewInput, offset: number): Record<string, unknown> {
  return {
    p: input.partitionId,
    o: offset,
    d: toUtcDay(input.receivedAt),
    w: input.workspaceId,
    i: input.personId,
    r: input.receivedAt,
    t: input.occurredAt,
    k: input.body.kind,
    n: input.name,
    b: input.body,
  }
}

const READ_HEADS = `
select partition_id, head, (select revision from catalogue) as revision from log_heads where partition_id = any($1)`

/** How far each partition's log reaches, and the catalogue's revision, as of one instant. */
export async function readHeads(
  runner: Runner,
  partitions: readonly number[],
): Promise<{ readonly heads: ReadonlyMap<number, number>; readonly revision: number }> {
  const rows = await runner.run<{ partition_id: number; head: number; revision: number }>(
    'read-heads',
    READ_HEADS,
    [partitions],
  )
  return { heads: new Map(rows.map((row) => [row.partition_id, row.head])), revision: rows[0]?.revision ?? 0 }
}

const READ_INPUTS = `
select l.partition_id, l.log_offset, l.workspace_id, l.person_id, l.received_at, l.body
from json_to_recordset($1) as x(p smallint, o bigint, n bigint)
cross join lateral (
  select * from event_log e where e.partition_id = x.p and e.log_offset > x.o and e.log_offset <= x.o + x.n
) l
order by l.partition_id, l.log_offset`

/** The next `count` inputs after `applied` of each partition, in log order. */
export async function readInputs(
  runner: Runner,
  ranges: readonly { partitionId: number; applied: number; count: number }[],
): Promise<readonly LogInput[]> {
  const wanted = ranges.map((range) => ({ p: range.partitionId, o: range.applied, n: range.count }))
  const rows = await runner.run<InputColumns>('read-inputs', READ_INPUTS, [JSON.stringify(wanted)])
  return rows.map(toLogInput)
}

interface InputColumns {
  partition_id: number
  log_offset: number
  workspace_id: string
  person_id: string
  received_at: number
  body: string
}

function toLogInput(row: InputColumns): LogInput {
  return {
    partitionId: row.partition_id,
    offset: row.log_offset,
    workspaceId: row.workspace_id,
    personId: row.person_id,
    receivedAt: row.received_at,
    body: parseColumn<LogBody>(row.body),
  }
}

const READ_OF_PERSON = `
select partition_id, log_offset, workspace_id, person_id, received_at, body from event_log
where partition_id = $1 and workspace_id = $2 and person_id = $3 and kind = 'event'
  and received_at >= $4 and received_day >= $5 and log_offset < $6
order by log_offset`

/** The events of one person received from an instant on and standing before an offset, in log order. */
export async function readInputsOf(
  runner: Runner,
  { partitionId, workspaceId, personId }: PersonKey,
  since: { readonly receivedAt: Instant; readonly beforeOffset: number },
): Promise<readonly LogInput[]> {
  const { receivedAt, beforeOffset } = since
  const rows = await runner.run<InputColumns>('read-inputs-of', READ_OF_PERSON, [
    partitionId,
    workspaceId,
    personId,
    receivedAt,
    toUtcDay(receivedAt),
    beforeOffset,
  ])
  return rows.map(toLogInput)
}

const READ_RECENT = `
select x.n, e.partition_id, e.log_offset, e.body
from json_to_recordset($1) as x(n integer, p smallint, w uuid, i uuid, f bigint, u bigint, names text)
cross join lateral (
  select partition_id, occurred_at, body, log_offset from event_log
  where partition_id = x.p and person_id = x.i and workspace_id = x.w and kind = 'event'
    and occurred_at >= x.f and occurred_at <= x.u and name = any(string_to_array(x.names, E'\\x1f'))
  order by occurred_at desc limit 1000
) e
order by x.n, e.occurred_at, e.log_offset`

/** A look back at what one person did: names of interest in `[from, until]`, by event time. */
export interface RecentQuery {
  readonly workspaceId: string
  readonly partitionId: number
  readonly personId: string
  readonly from: Instant
  readonly until: Instant
  readonly names: readonly string[]
}

/** An event of the look back, and where it stands in the log. */
export interface LoggedInput extends LogPosition {
  readonly body: LogBody
}

/** For each query its events, oldest first; of very many the latest 1,000. */
export async function readRecent(
  runner: Runner,
  queries: readonly RecentQuery[],
): Promise<readonly (readonly LoggedInput[])[]> {
  const found: LoggedInput[][] = queries.map(() => [])
  if (queries.length === 0) return found
  const wanted = queries.map((query, n) => ({
    n,
    p: query.partitionId,
    w: query.workspaceId,
    i: query.personId,
    f: query.from,
    u: query.until,
    names: query.names.join('\x1f'),
  }))
  const rows = await runner.run<{ n: number; partition_id: number; log_offset: number; body: string }>(
    'read-recent',
    READ_RECENT,
    [JSON.stringify(wanted)],
  )
  for (const row of rows)
    found[row.n]?.push({
      partitionId: row.partition_id,
      offset: row.log_offset,
      body: parseColumn<LogBody>(row.body),
    })
  return found
}
