import type { AudienceEntry, PointsEntry } from './batch-commit.ts'
import { defineColumns } from './column-set.ts'

/** The columns of changes of audiences in a statement. */
export const AUDIENCE_CHANGE_COLUMNS = defineColumns({
  w: 'uuid',
  p: 'smallint',
  i: 'uuid',
  k: 'text',
  u: 'text',
  c: 'text',
  a: 'bigint',
  o: 'text',
})

/** The columns of who is in an audience. */
export const AUDIENCE_MEMBER_COLUMNS = defineColumns({
  w: 'uuid',
  p: 'smallint',
  u: 'text',
  i: 'uuid',
  m: 'boolean',
  a: 'bigint',
})

/** The columns of lines of ledgers of points. */
export const POINTS_COLUMNS = defineColumns({
  w: 'uuid',
  p: 'smallint',
  i: 'uuid',
  k: 'text',
  d: 'bigint',
  b: 'bigint',
  r: 'text',
  a: 'bigint',
  o: 'text',
})

/** A change of an audience as its columns. */
export function fromAudienceChange(change: AudienceEntry): Record<string, unknown> {
  return {
    w: change.workspaceId,
    p: change.partitionId,
    i: change.personId,
    k: change.changeKey,
    u: change.audience,
    c: change.act,
    a: change.at,
    o: change.origin,
  }
}

/** A line of a ledger as its columns. */
export function fromPointsChange(change: PointsEntry): Record<string, unknown> {
  return {
    w: change.workspaceId,
    p: change.partitionId,
    i: change.personId,
    k: change.changeKey,
    d: change.points,
    b: change.balance,
    r: change.reason,
    a: change.at,
    o: change.origin,
  }
}

/** What somebody and an audience come to: the last change of the batch holds. */
export function toMembers(changes: readonly AudienceEntry[]): readonly Record<string, unknown>[] {
  const last = new Map(changes.map((change) => [`${change.personId}/${change.audience}`, change]))
  return [...last.values()].map(
    ({ workspaceId: w, partitionId: p, audience: u, personId: i, act, at: a }) => {
      return { w, p, u, i, m: act === 'add', a }
    },
  )
}
