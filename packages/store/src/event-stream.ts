import type { Instant, LogBody, LogInput } from '@periplo/model'
import { sql } from 'kysely'
import { parseColumn } from './columns.ts'
import type { WorkspaceTx } from './in-workspace.ts'
import { toUtcDay } from './months.ts'

/** How far a reading of a workspace's inputs has come: the last input it gave. */
export interface StreamCursor {
  readonly receivedAt: Instant
  readonly partitionId: number
  readonly offset: number
}

/** Where a reading begins. */
export const STREAM_START: StreamCursor = { receivedAt: 0, partitionId: -1, offset: 0 }

/**
 * Up to `limit` inputs of the workspace received before `until`, in the order of their arrival over all
 * partitions. Reading on from the last one gives every input once; one that is appended meanwhile with an
 * earlier arrival is missed.
 */
export async function readStreamBatch(
  tx: WorkspaceTx,
  { after, until }: { readonly after: StreamCursor; readonly until: Instant },
  limit: number,
): Promise<readonly LogInput[]> {
  const { receivedAt, partitionId, offset } = after
  const { rows } = await sql<{
    partition_id: number
    log_offset: number
    workspace_id: string
    person_id: string
    received_at: number
    body: string
  }>`
    select partition_id, log_offset, workspace_id, person_id, received_at, body from event_log
    where (received_at, partition_id, log_offset) > (${receivedAt}, ${partitionId}, ${offset})
      and received_at >= ${receivedAt} and received_at < ${until}
      and received_day >= ${toUtcDay(receivedAt)} and received_day <= ${toUtcDay(until)}
    order by received_at, partition_id, log_offset limit ${limit}`.execute(tx)
  return rows.map((row) => ({
    partitionId: row.partition_id,
    offset: row.log_offset,
    workspaceId: row.workspace_id,
    personId: row.person_id,
    receivedAt: row.received_at,
    body: parseColumn<LogBody>(row.body),
  }))
}

/** Persons of the workspace that became another one, and whom. */
export async function readMergedPersons(tx: WorkspaceTx): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ person_id: string; merged_into: string }>`
    select person_id, merged_into from persons where merged_into is not null`.execute(tx)
  return new Map(rows.map((row) => [row.person_id, row.merged_into]))
}
