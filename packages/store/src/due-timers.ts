import type { Instant } from '@periplo/model'
import type { PersonKey } from './persons.ts'
import type { Runner } from './tx.ts'

/** People of one table whose time has come, the longest due first. */
const readFrom = (table: 'enrollments' | 'segment_states'): string => `
  (select e.partition_id, e.workspace_id, e.person_id, e.due_at from ${table} e
  where e.partition_id = x.p and e.due_at <= x.m and ($4::uuid[] is null or e.workspace_id = any($4))
    and case when $2::jsonb ? e.workspace_id::text
      then e.due_at <= (coalesce(x.t, $2) ->> e.workspace_id::text)::bigint
      else e.due_at <= x.u and (x.o is null or not exists (select 1 from event_log l
        where l.partition_id = e.partition_id and l.person_id = e.person_id and l.workspace_id = e.workspace_id
          and l.log_offset > x.o)) end
  order by e.due_at limit $3)`

const READ_DUE = `
select d.partition_id, d.workspace_id, d.person_id, d.due_at
from jsonb_to_recordset($1) as x(p smallint, m bigint, u bigint, o bigint, t jsonb)
cross join lateral (${readFrom('enrollments')} union all ${readFrom('segment_states')}) d
order by d.due_at limit $3`

/** Somebody with a timer that is due: of a run of theirs, or of their standing in segments. */
export interface DuePerson extends PersonKey {
  readonly dueAt: Instant
}

/** Up to when timers of one partition may fire. */
export interface DuePartition {
  readonly partitionId: number
  /** In live workspaces. */
  readonly until: Instant
  /** There only for people who have no inputs after this offset; null: for everybody. */
  readonly unreadAfter: number | null
  /** In turned workspaces, by id; one that is not named must wait. Null: up to its own present. */
  readonly turned: ReadonlyMap<string, Instant> | null
}

/** What timers may fire. */
export interface DueTerms {
  readonly partitions: readonly DuePartition[]
  /** The presents of all turned workspaces, by id. */
  readonly presents: ReadonlyMap<string, Instant>
}

/** Up to `limit` people with timers that may fire, the longest due first; with `workspaces`, only theirs. */
export async function readDueBatch(
  runner: Runner,
  { partitions, presents, workspaces }: DueTerms & { readonly workspaces?: readonly string[] | undefined },
  limit: number,
): Promise<readonly DuePerson[]> {
  const wanted = partitions.map(({ partitionId, until, unreadAfter, turned }) => ({
    p: partitionId,
    m: Math.max(until, ...(turned ?? presents).values()),
    u: until,
    o: unreadAfter,
    t: turned && Object.fromEntries(turned),
  }))
  const rows = await runner.run<{
    partition_id: number
    workspace_id: string
    person_id: string
    due_at: number
  }>('read-due', READ_DUE, [
    JSON.stringify(wanted),
    JSON.stringify(Object.fromEntries(presents)),
    limit,
    workspaces ?? null,
  ])
  return rows.map((row) => ({
    partitionId: row.partition_id,
    workspaceId: row.workspace_id,
    personId: row.person_id,
    dueAt: row.due_at,
  }))
}

const NEXT_DUE = `
select min(d.due_at) as due_at from unnest($1::smallint[]) as p(partition_id)
cross join lateral (
  (select e.due_at from enrollments e where e.partition_id = p.partition_id and e.due_at is not null
  order by e.due_at limit 1)
  union all
  (select s.due_at from segment_states s where s.partition_id = p.partition_id and s.due_at is not null
  order by s.due_at limit 1)
) d`

/** When the next timer of the partitions is due; undefined if none is armed. */
export async function findNextDue(
  runner: Runner,
  partitions: readonly number[],
): Promise<Instant | undefined> {
  const [row] = await runner.run<{ due_at: number | null }>('find-next-due', NEXT_DUE, [partitions])
  return row?.due_at ?? undefined
}
