import type { Move, MovePlan } from '@periplo/model'
import { sql } from 'kysely'
import { raiseRevision } from './catalogue.ts'
import { parseColumn } from './columns.ts'
import type { WorkspaceTx } from './in-workspace.ts'
import type { Store } from './open-store.ts'
import type { PersonKey } from './persons.ts'
import type { Runner } from './tx.ts'

/** A move of a journey, and whom it has asked. */
export interface StoredMove extends Move {
  readonly workspaceId: string
  readonly journeyId: string
  readonly by: string
  /** A character per partition, `1` where nobody is left to be asked. */
  readonly visited: string
}

interface MoveColumns {
  workspace_id: string
  journey_id: string
  move_no: number
  plan: string
  moved_at: number
  moved_by: string
  visited: string
}

function toMove(row: MoveColumns): StoredMove {
  return {
    workspaceId: row.workspace_id,
    journeyId: row.journey_id,
    no: row.move_no,
    plan: parseColumn<MovePlan>(row.plan),
    at: row.moved_at,
    by: row.moved_by,
    visited: row.visited,
  }
}

const MOVE = ['workspace_id', 'journey_id', 'move_no', 'plan', 'moved_at', 'moved_by'] as const

/** Every move there ever was, over all workspaces, each journey's in order: what the engine follows. */
export async function readMoves(store: Store): Promise<readonly StoredMove[]> {
  const rows = await store.engine
    .selectFrom('moves')
    .select(MOVE)
    .select(sql<string>`visited::text`.as('visited'))
    .orderBy('journey_id')
    .orderBy('move_no')
    .execute()
  return rows.map(toMove)
}

/** The moves of one journey, the latest first. */
export async function listMoves(tx: WorkspaceTx, journeyId: string): Promise<readonly StoredMove[]> {
  const rows = await tx
    .selectFrom('moves')
    .select(MOVE)
    .select(sql<string>`visited::text`.as('visited'))
    .where('journey_id', '=', journeyId)
    .orderBy('move_no', 'desc')
    .execute()
  return rows.map(toMove)
}

/** Adds a move under the number after the latest. The journey must be locked; workers know it with the next revision. */
export async function insertMove(
  tx: WorkspaceTx,
  move: Pick<StoredMove, 'workspaceId' | 'journeyId' | 'plan' | 'at' | 'by'>,
): Promise<number> {
  const [latest] = await listMoves(tx, move.journeyId)
  const no = (latest?.no ?? 0) + 1
  await tx
    .insertInto('moves')
    .values({
      workspace_id: move.workspaceId,
      journey_id: move.journeyId,
      move_no: no,
      plan: JSON.stringify(move.plan),
      moved_at: move.at,
      moved_by: move.by,
      visited: sql`B'0'::bit(64)`,
    })
    .execute()
  await raiseRevision(tx)
  return no
}

/** Notes that nobody in these partitions is left to be asked. Called by whoever holds their leases. */
export async function markAsked(
  store: Store,
  {
    journeyId,
    no,
    partitions,
  }: { readonly journeyId: string; readonly no: number; readonly partitions: readonly number[] },
): Promise<void> {
  const bits = sql`(select bit_or(set_bit(B'0'::bit(64), p, 1)) from unnest(${[...partitions]}::int[]) as p)`
  await store.engine
    .updateTable('moves')
    .set({ visited: sql`visited | ${bits}` })
    .where('journey_id', '=', journeyId)
    .where('move_no', '=', no)
    .execute()
}

const READ_ASKED = `
select p.partition_id, i.person_id from unnest($1::smallint[]) as p(partition_id)
cross join lateral (
  select distinct e.person_id from enrollments e
  where e.partition_id = p.partition_id and e.workspace_id = $2 and e.journey_id = $3 and e.status = 'active'
    and e.version_id = any($4::uuid[]) and e.move_no < $5 and e.move_no >= $6
  limit $7) i`

/**
 * People whom a move still has to ask, up to `limit` of each partition. One that takes another back asks those whom
 * that one asked last. Reads every run of the workspace in those partitions.
 */
export async function readAskedBatch(
  runner: Runner,
  { move, partitions }: { readonly move: StoredMove; readonly partitions: readonly number[] },
  limit: number,
): Promise<readonly PersonKey[]> {
  const { workspaceId, journeyId, no, plan } = move
  const since = plan.kind === 'back' ? plan.undoes : 0
  const values = [partitions, workspaceId, journeyId, [...plan.from], no, since, limit]
  const rows = await runner.run<{ partition_id: number; person_id: string }>('read-asked', READ_ASKED, values)
  return rows.map((row) => ({ workspaceId, partitionId: row.partition_id, personId: row.person_id }))
}
