import type { Instant, LogBody } from '@periplo/model'
import { parseColumn } from './columns.ts'
import type { WorkspaceTx } from './in-workspace.ts'
import type { Runner } from './tx.ts'

/** An event as the debugger shows it. */
export interface SeenLogEvent {
  readonly receivedAt: Instant
  readonly personId: string
  readonly body: Extract<LogBody, { kind: 'event' }>
}

/** Up to `limit` accepted events received up to `until` (inclusive), the latest first; `name` narrows to one name. */
export async function listSeenEventsBatch(
  tx: WorkspaceTx,
  { until, after, name }: { until: Instant; after?: Instant; name: string },
  limit: number,
): Promise<readonly SeenLogEvent[]> {
  let query = tx
    .selectFrom('event_log')
    .select(['received_at', 'person_id', 'body'])
    .where('kind', '=', 'event')
    .where('received_at', '<=', until)
  if (name !== '') query = query.where('name', '=', name)
  if (after !== undefined) query = query.where('received_at', '>', after)
  const rows = await query
    .orderBy('received_at', 'desc')
    .orderBy('partition_id')
    .orderBy('log_offset', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    receivedAt: row.received_at,
    personId: row.person_id,
    body: parseColumn<SeenLogEvent['body']>(row.body),
  }))
}

/** An event that was refused at the door. */
export interface Rejection {
  readonly workspaceId: string
  readonly rejectionId: string
  readonly sourceId: string
  readonly receivedAt: Instant
  readonly code: string
  readonly reason: string
  /** What arrived, cut to 4 KB. */
  readonly excerpt: string
}

const INSERT = `
insert into rejections (workspace_id, rejection_id, source_id, received_at, code, reason, excerpt)
select w, r, s, a, c, t, e from json_to_recordset($1)
  as x(w uuid, r uuid, s uuid, a bigint, c text, t text, e text)`

/** Keeps refused events, so that the debugger can say why. */
export async function insertRejections(runner: Runner, rejections: readonly Rejection[]): Promise<void> {
  const rows = rejections.map((r) => ({
    w: r.workspaceId,
    r: r.rejectionId,
    s: r.sourceId,
    a: r.receivedAt,
    c: r.code,
    t: r.reason,
    e: r.excerpt,
  }))
  await runner.run('insert-rejections', INSERT, [JSON.stringify(rows)])
}

/** Up to `limit` refused events received up to `until` (inclusive), the latest first. */
export async function listRejectionsBatch(
  tx: WorkspaceTx,
  { until, after }: { until: Instant; after?: Instant },
  limit: number,
): Promise<readonly Rejection[]> {
  let query = tx
    .selectFrom('rejections')
    .select(['workspace_id', 'rejection_id', 'source_id', 'received_at', 'code', 'reason', 'excerpt'])
    .where('received_at', '<=', until)
  if (after !== undefined) query = query.where('received_at', '>', after)
  const rows = await query.orderBy('received_at', 'desc').orderBy('rejection_id').limit(limit).execute()
  return rows.map((row) => ({
    workspaceId: row.workspace_id,
    rejectionId: row.rejection_id,
    sourceId: row.source_id,
    receivedAt: row.received_at,
    code: row.code,
    reason: row.reason,
    excerpt: row.excerpt,
  }))
}

const PRUNE = `
delete from rejections where (workspace_id, rejection_id) in (
  select workspace_id, rejection_id from rejections where received_at < $1 limit $2)
returning 1 as one`

/** Forgets up to `limit` refused events received before `before`; returns how many. */
export async function pruneRejectionsBatch(runner: Runner, before: Instant, limit: number): Promise<number> {
  return (await runner.run('prune-rejections', PRUNE, [before, limit])).length
}
