import type { Instant, VersionId } from '@periplo/model'
import { sql } from 'kysely'
import type { WorkspaceTx } from './in-workspace.ts'

/** How many runs are in a node of a version. */
export interface NodeCrowd {
  readonly versionId: VersionId
  readonly nodeId: string
  readonly people: number
  /** Of them, those whom a pause keeps from moving. */
  readonly held: number
  /** Of the others, those whose wait would be over by the rule that was asked about. */
  readonly over: number
}

/** A rule by which a wait would be over: so long after its timer is due, or after its person came. */
export interface OverRule {
  readonly versionId: VersionId
  readonly nodeId: string
  readonly since: 'due' | 'entered'
  readonly afterMs: number
}

/** Counts those inside a journey by version and node. Reads the workspace's runs, so it is for a question somebody asks. */
export async function countCrowds(
  tx: WorkspaceTx,
  asked: { readonly journeyId: string; readonly now: Instant; readonly rules: readonly OverRule[] },
): Promise<readonly NodeCrowd[]> {
  const { journeyId, now, rules } = asked
  const { rows } = await sql<{
    version_id: string
    node_id: string
    people: number
    held: number
    over: number
  }>`
    select e.version_id, e.node_id, count(*)::int as people,
      (count(*) filter (where e.due_at is null))::int as held,
      (count(*) filter (where e.due_at is not null and x.a +
        case x.s when 'due' then e.due_at else e.node_entered_at end <= ${now}::bigint))::int as over
    from enrollments e left join rows from (
      unnest(${rules.map((rule) => rule.versionId)}::uuid[]), unnest(${rules.map((rule) => rule.nodeId)}::text[]),
      unnest(${rules.map((rule) => rule.since)}::text[]), unnest(${rules.map((rule) => rule.afterMs)}::bigint[])
    ) as x(v, n, s, a) on x.v = e.version_id and x.n = e.node_id
    where e.journey_id = ${journeyId} and e.status = 'active'
    group by 1, 2 order by 1, 2`.execute(tx)
  return rows.map(({ version_id: versionId, node_id: nodeId, ...counts }) => ({
    versionId,
    nodeId,
    ...counts,
  }))
}

/** Runs of a journey by the last move that asked them (0: none) and the version they are on. */
export interface AskedRuns {
  readonly moveNo: number
  readonly versionId: VersionId
  readonly people: number
  /** Of them, those under way. */
  readonly active: number
  /** Of those, the ones that stand where the move has put them. */
  readonly returnable: number
  /** Of them, those a member took out. */
  readonly withdrawn: number
}

/** Counts what moves have come to. Reads the workspace's runs, so it is for a question somebody asks. */
export async function countAskedRuns(tx: WorkspaceTx, journeyId: string): Promise<readonly AskedRuns[]> {
  const { rows } = await sql<
    { move_no: number; version_id: string } & Omit<AskedRuns, 'moveNo' | 'versionId'>
  >`
    select move_no, version_id, count(*)::int as people,
      (count(*) filter (where status = 'active'))::int as active,
      (count(*) filter (where status = 'active' and move_no > 0
        and envelope::json -> 'moved' -> 'origin' is not null))::int as returnable,
      (count(*) filter (where end_reason = 'withdrawn'))::int as withdrawn
    from enrollments where journey_id = ${journeyId} group by 1, 2 order by 1, 2`.execute(tx)
  return rows.map(({ move_no: moveNo, version_id: versionId, ...counts }) => ({
    moveNo,
    versionId,
    ...counts,
  }))
}
