import type { Rollup, RollupDelta, RollupSubject } from '@periplo/model'
import { sql } from 'kysely'
import { defineColumns } from './column-set.ts'
import type { WorkspaceTx } from './in-workspace.ts'

/** The columns of rollups in a statement. */
export const ROLLUP_COLUMNS = defineColumns({
  w: 'uuid',
  p: 'smallint',
  j: 'text',
  v: 'text',
  s: 'text',
  c: 'text',
  d: 'text',
  b: 'integer',
  n: 'bigint',
})

/** The part of a statement that adds deltas to rollups, from {@link ROLLUP_COLUMNS} laid out as `from`, if `guard.ok`. */
export function upsertRollups(from: string): string {
  return `
  insert into rollups as r (workspace_id, partition_id, journey_id, version_id, subject, counter, day, bin, total)
  select w, p, j, v, s, c, d, b, n from guard, ${from} where guard.ok
  on conflict (workspace_id, journey_id, version_id, subject, counter, day, bin, partition_id)
  do update set total = r.total + excluded.total`
}

/** The order in which a statement must add its rows, for writers that do not use {@link fromRollups}. */
export const ROLLUP_ORDER = `(w || ' ' || j || ' ' || v || ' ' || s || ' ' || c || ' ' || d || ' ' || b) collate "C", p`

/**
 * Deltas as the columns of {@link upsertRollups}. They are kept under `shard`, a partition the writer owns,
 * so that writers of different partitions never wait for each other; readers add the shards up.
 */
export function fromRollups(
  deltas: readonly (RollupDelta & { readonly workspaceId: string })[],
  shard: number,
): readonly Record<string, unknown>[] {
  const rows = deltas.map((delta) => ({
    w: delta.workspaceId,
    p: shard,
    j: delta.journeyId,
    v: delta.versionId,
    s: delta.subject,
    c: delta.counter,
    d: delta.day,
    b: delta.bin,
    n: delta.by,
  }))
  // one order for all writers of a shard, the same as ROLLUP_ORDER: no deadlock
  return rows.toSorted((x, y) => (toText(x) < toText(y) ? -1 : 1))
}

function toText(row: Record<string, unknown>): string {
  return `${String(row['w'])} ${String(row['j'])} ${String(row['v'])} ${String(row['s'])} ${String(row['c'])} ${String(row['d'])} ${String(row['b'])}`
}

/** Which rollups to read: of one version, or (with empty ids) of a journey over versions or the workspace. */
export interface RollupQuery {
  readonly workspaceId: string
  readonly journeyId: string
  readonly versionId: string
  /** Civil days `[from, to)`. */
  readonly from: string
  readonly to: string
}

/** The rollups of one version over some days, added up over the shards. */
export async function readRollups(tx: WorkspaceTx, query: RollupQuery): Promise<readonly Rollup[]> {
  const { rows } = await sql<{
    subject: RollupSubject
    counter: string
    day: string
    bin: number
    total: number
  }>`
    select subject, counter, day, bin, sum(total)::bigint as total from rollups
    where workspace_id = ${query.workspaceId} and journey_id = ${query.journeyId}
      and version_id = ${query.versionId} and day >= ${query.from} and day < ${query.to}
    group by subject, counter, day, bin`.execute(tx)
  return rows.map((row) => ({
    journeyId: query.journeyId,
    versionId: query.versionId,
    subject: row.subject,
    counter: row.counter,
    day: row.day,
    bin: row.bin,
    total: row.total,
  }))
}

/** Some rollups of a journey over all its versions since a day, added up over the shards. */
export async function readJourneyRollups(
  tx: WorkspaceTx,
  query: {
    readonly workspaceId: string
    readonly journeyId: string
    readonly from: string
    readonly subjects: readonly RollupSubject[]
  },
): Promise<readonly Rollup[]> {
  const rows = await tx
    .selectFrom('rollups')
    .select(['version_id', 'subject', 'counter', 'day', 'bin'])
    .select((eb) => eb.fn.sum<string>('total').as('total'))
    .where('workspace_id', '=', query.workspaceId)
    .where('journey_id', '=', query.journeyId)
    .where('subject', 'in', [...query.subjects])
    .where('counter', 'not like', 'dwell%')
    .where('day', '>=', query.from)
    .groupBy(['version_id', 'subject', 'counter', 'day', 'bin'])
    .execute()
  return rows.map((row) => ({
    journeyId: query.journeyId,
    versionId: row.version_id,
    subject: row.subject,
    counter: row.counter,
    day: row.day,
    bin: row.bin,
    total: Number(row.total),
  }))
}
