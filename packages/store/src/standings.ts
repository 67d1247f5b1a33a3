import type { Directive, Instant } from '@periplo/model'
import { sql } from 'kysely'
import { raiseRevision } from './catalogue.ts'
import { parseColumn } from './columns.ts'
import type { WorkspaceTx } from './in-workspace.ts'
import type { Store } from './open-store.ts'
import type { PersonKey } from './persons.ts'
import type { Runner } from './tx.ts'

/** What members have decided for everybody inside a journey, and whom it has reached. */
export interface JourneyStanding {
  readonly workspaceId: string
  readonly journeyId: string
  readonly archivedAt: Instant | null
  readonly pausedAt: Instant | null
  readonly directive: Directive | null
  /** Counts the journey's directives. */
  readonly directiveNo: number
  /** A character per partition, `1` where nobody is left to be told of the directive. */
  readonly visited: string
}

/** The journeys that are paused or have ever had a directive, over all workspaces. */
export async function readStandings(store: Store): Promise<readonly JourneyStanding[]> {
  const rows = await store.engine
    .selectFrom('journeys')
    .select(['workspace_id', 'journey_id', 'archived_at', 'paused_at', 'directive', 'directive_no'])
    .select(sql<string>`visited::text`.as('visited'))
    .where((eb) => eb.or([eb('paused_at', 'is not', null), eb('directive', 'is not', null)]))
    .execute()
  return rows.map((row) => ({
    workspaceId: row.workspace_id,
    journeyId: row.journey_id,
    archivedAt: row.archived_at,
    pausedAt: row.paused_at,
    directive: row.directive === null ? null : parseColumn<Directive>(row.directive),
    directiveNo: row.directive_no,
    visited: row.visited,
  }))
}

/** Stops a journey where it is; workers know it with the catalogue's next revision. */
export async function pauseJourney(tx: WorkspaceTx, journeyId: string, at: Instant): Promise<void> {
  await tx.updateTable('journeys').set({ paused_at: at }).where('journey_id', '=', journeyId).execute()
  await raiseRevision(tx)
}

/** Decides for everybody inside, in place of what was decided before. Ends a pause. */
export async function giveDirective(tx: WorkspaceTx, journeyId: string, directive: Directive): Promise<void> {
  await tx
    .updateTable('journeys')
    .set({
      paused_at: null,
      directive: JSON.stringify(directive),
      directive_no: sql`directive_no + 1`,
      visited: sql`B'0'::bit(64)`,
    })
    .where('journey_id', '=', journeyId)
    .execute()
  await raiseRevision(tx)
}

/**
 * Notes that nobody in these partitions is left to be told of the directive of this number; nothing if there
 * is a newer one. Called by whoever holds their leases.
 */
export async function markVisited(
  store: Store,
  { journeyId, directiveNo, partitions }: VisitedPartitions,
): Promise<void> {
  const bits = sql`(select bit_or(set_bit(B'0'::bit(64), p, 1)) from unnest(${[...partitions]}::int[]) as p)`
  await store.engine
    .updateTable('journeys')
    .set({ visited: sql`visited | ${bits}` })
    .where('journey_id', '=', journeyId)
    .where('directive_no', '=', directiveNo)
    .execute()
}

interface VisitedPartitions {
  readonly journeyId: string
  readonly directiveNo: number
  readonly partitions: readonly number[]
}

const READ_INSIDE = `
select p.partition_id, i.person_id from unnest($1::smallint[]) as p(partition_id)
cross join lateral (
  select distinct e.person_id from enrollments e
  where e.partition_id = p.partition_id and e.workspace_id = $2 and e.journey_id = $3 and e.status = 'active'
    and (not $4::boolean or e.due_at is null)
  limit $5) i`

/**
 * People inside a journey, up to `limit` of each partition; with `held` only those whom a pause keeps from
 * moving, which are those no timer will wake. Reads every run of the workspace in those partitions.
 */
export async function readInsideBatch(
  runner: Runner,
  terms: {
    readonly workspaceId: string
    readonly journeyId: string
    readonly partitions: readonly number[]
    readonly held: boolean
  },
  limit: number,
): Promise<readonly PersonKey[]> {
  const { workspaceId, journeyId, partitions, held } = terms
  const values = [partitions, workspaceId, journeyId, held, limit]
  const rows = await runner.run<{ partition_id: number; person_id: string }>(
    'read-inside',
    READ_INSIDE,
    values,
  )
  return rows.map((row) => ({ workspaceId, partitionId: row.partition_id, personId: row.person_id }))
}

/** How many runs of a journey are under way, and how many of them a pause keeps from moving. */
export interface Inside {
  readonly inside: number
  readonly held: number
}

/** Counts those inside a journey. Reads the workspace's runs, so it is for a question that somebody asks. */
export async function countInside(tx: WorkspaceTx, journeyId: string): Promise<Inside> {
  const row = await tx
    .selectFrom('enrollments')
    .select(sql<number>`count(*)::int`.as('inside'))
    .select(sql<number>`(count(*) filter (where due_at is null))::int`.as('held'))
    .where('journey_id', '=', journeyId)
    .where('status', '=', 'active')
    .executeTakeFirstOrThrow()
  return { inside: row.inside, held: row.held }
}
