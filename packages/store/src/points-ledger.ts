import type { PointsChange } from '@periplo/model'
import { sql } from 'kysely'
import type { WorkspaceTx } from './in-workspace.ts'
import type { PersonKey } from './persons.ts'

/** The last `limit` lines of a person's ledger of points, the latest first. */
export async function listPointsBatch(
  tx: WorkspaceTx,
  { partitionId, personId }: Omit<PersonKey, 'workspaceId'>,
  limit: number,
): Promise<readonly PointsChange[]> {
  const { rows } = await sql<PointsChange>`
    select change_key as "changeKey", points, balance, reason, at, origin from points_ledger
    where partition_id = ${partitionId} and person_id = ${personId}::uuid
    order by at desc, change_key limit ${limit}`.execute(tx)
  return rows
}
