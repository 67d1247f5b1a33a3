import type { LogBody, LogInput, PersonOrigin } from '@periplo/model'
import { parseColumn } from './columns.ts'
import type { WorkspaceTx } from './in-workspace.ts'

/** The events of one person, and of those merged into them, in the order of their arrival; the latest `limit` of each. */
export async function listPersonInputs(
  tx: WorkspaceTx,
  persons: readonly PersonOrigin[],
  limit: number,
): Promise<readonly LogInput[]> {
  const pages = await Promise.all(
    persons.map(({ partitionId, personId }) =>
      tx
        .selectFrom('event_log')
        .select(['partition_id', 'log_offset', 'workspace_id', 'person_id', 'received_at', 'body'])
        .where('partition_id', '=', partitionId)
        .where('person_id', '=', personId)
        .where('kind', '=', 'event')
        .orderBy('log_offset', 'desc')
        .limit(limit)
        .execute(),
    ),
  )
  return pages
    .flat()
    .map((row) => ({
      partitionId: row.partition_id,
      offset: row.log_offset,
      workspaceId: row.workspace_id,
      personId: row.person_id,
      receivedAt: row.received_at,
      body: parseColumn<LogBody>(row.body),
    }))
    .toSorted((a, b) => a.receivedAt - b.receivedAt || a.partitionId - b.partitionId || a.offset - b.offset)
}
