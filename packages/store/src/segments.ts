import type { Condition, Instant } from '@periplo/model'
import { sql } from 'kysely'
import { raiseRevision } from './catalogue.ts'
import { parseColumn } from './columns.ts'
import type { WorkspaceTx } from './in-workspace.ts'
import type { Store } from './open-store.ts'

/** A segment as stored. */
export interface StoredSegment {
  readonly workspaceId: string
  readonly segmentId: string
  readonly name: string
  readonly description: string
  readonly rule: Condition
  /** Raised by every save. */
  readonly revision: number
  /** The place of its rule among all rules of the workspace; a later one has a higher. */
  readonly edition: number
  /** Since when the rule holds, in the workspace's own time. */
  readonly changedAt: Instant
  /** A character per partition, `1` where everybody has been judged by the rule. */
  readonly filled: string
  readonly archivedAt: Instant | null
  readonly updatedAt: Instant
  readonly updatedBy: string
}

const COLUMNS = [
  'workspace_id',
  'segment_id',
  'name',
  'description',
  'rule',
  'revision',
  'edition',
  'changed_at',
  'archived_at',
  'updated_at',
  'updated_by',
] as const

const FILLED = sql<string>`filled::text`.as('filled')
const UNFILLED = sql<string>`B'0'::bit(64)`

interface SegmentColumns {
  workspace_id: string
  segment_id: string
  name: string
  description: string
  rule: string
  revision: number
  edition: number
  changed_at: number
  filled: string
  archived_at: number | null
  updated_at: number
  updated_by: string
}

function toSegment(row: SegmentColumns): StoredSegment {
  return {
    workspaceId: row.workspace_id,
    segmentId: row.segment_id,
    name: row.name,
    description: row.description,
    rule: parseColumn<Condition>(row.rule),
    revision: row.revision,
    edition: row.edition,
    changedAt: row.changed_at,
    filled: row.filled,
    archivedAt: row.archived_at,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  }
}

/** Every segment of every workspace, archived ones included, in one order for every worker. */
export async function readSegments(store: Store): Promise<readonly StoredSegment[]> {
  const rows = await store.engine
    .selectFrom('segments')
    .select(COLUMNS)
    .select(FILLED)
    .orderBy('workspace_id')
    .orderBy('segment_id')
    .execute()
  return rows.map(toSegment)
}

/** The workspace's segments, archived ones included, by name. */
export async function listSegments(tx: WorkspaceTx): Promise<readonly StoredSegment[]> {
  const rows = await tx.selectFrom('segments').select(COLUMNS).select(FILLED).orderBy('name').execute()
  return rows.map(toSegment)
}

/**
 * Takes the right to change segments of the workspace until the transaction ends: two who save at once do so one
 * after the other, so that no two rules can close a circle. Workers learn of the change when it commits.
 */
export async function lockSegments(tx: WorkspaceTx): Promise<readonly StoredSegment[]> {
  await raiseRevision(tx)
  return listSegments(tx)
}

/** What a save writes; of whatever `edition` it says, the members are gathered anew where it is another. */
export type SegmentRow = Omit<StoredSegment, 'filled'>

/** Adds a segment; its members have yet to be gathered. The segments must be locked. */
export async function insertSegment(tx: WorkspaceTx, segment: SegmentRow): Promise<void> {
  await tx
    .insertInto('segments')
    .values({
      workspace_id: segment.workspaceId,
      segment_id: segment.segmentId,
      ...toRow(segment),
      filled: UNFILLED,
    })
    .execute()
}

/** Writes a segment over itself. The segments must be locked. */
export async function updateSegment(
  tx: WorkspaceTx,
  { segment, isJudgedAnew }: { readonly segment: SegmentRow; readonly isJudgedAnew: boolean },
): Promise<void> {
  await tx
    .updateTable('segments')
    .set({ ...toRow(segment), ...(isJudgedAnew && { filled: UNFILLED }) })
    .where('segment_id', '=', segment.segmentId)
    .execute()
}

function toRow(segment: SegmentRow) {
  return {
    name: segment.name,
    description: segment.description,
    rule: JSON.stringify(segment.rule),
    revision: segment.revision,
    edition: segment.edition,
    changed_at: segment.changedAt,
    archived_at: segment.archivedAt,
    updated_at: segment.updatedAt,
    updated_by: segment.updatedBy,
  }
}

/**
 * Notes that everybody in these partitions has been judged by every rule up to an edition. Called by whoever holds
 * their leases; callers at the same time take the rows in one order, so that none waits for another for ever.
 */
export async function markFilled(
  store: Store,
  filled: { readonly workspaceId: string; readonly edition: number; readonly partitions: readonly number[] },
): Promise<void> {
  const { workspaceId, edition, partitions } = filled
  await sql`
    with bits as (select bit_or(set_bit(B'0'::bit(64), p, 1)) as done from unnest(${[...partitions]}::int[]) as p),
    locked as (
      select segment_id from segments where workspace_id = ${workspaceId} and edition <= ${edition}
      order by segment_id for update)
    update segments s set filled = s.filled | bits.done from bits, locked
    where s.workspace_id = ${workspaceId} and s.segment_id = locked.segment_id`.execute(store.engine)
}

/** How many people belong to each segment, as far as they have been gathered; those nobody belongs to are absent. */
export async function readSegmentSizes(tx: WorkspaceTx): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectFrom('segment_sizes')
    .select('segment_id')
    .select((eb) => eb.fn.sum<string>('size').as('size'))
    .groupBy('segment_id')
    .execute()
  return new Map(rows.map((row) => [row.segment_id, Number(row.size)]))
}

/** Somebody who belongs to a segment, and since when. */
export interface SegmentMember {
  readonly personId: string
  readonly since: Instant
}

/** Up to `limit` people of a segment, whoever joined last first; `after` is where the last page ended. */
export async function listMembersBatch(
  tx: WorkspaceTx,
  { workspaceId, segmentId, after }: { workspaceId: string; segmentId: string; after: SegmentMember | null },
  limit: number,
): Promise<readonly SegmentMember[]> {
  let query = tx
    .selectFrom('segment_members')
    .select(['person_id', 'since'])
    .where('workspace_id', '=', workspaceId)
    .where('segment_id', '=', segmentId)
  if (after)
    query = query.where((eb) =>
      eb.or([
        eb('since', '<', after.since),
        eb.and([eb('since', '=', after.since), eb('person_id', '>', after.personId)]),
      ]),
    )
  const rows = await query.orderBy('since', 'desc').orderBy('person_id').limit(limit).execute()
  return rows.map((row) => ({ personId: row.person_id, since: row.since }))
}
