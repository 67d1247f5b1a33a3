import type { Instant, Membership, SegmentId } from '@periplo/model'
import { defineColumns, layOut } from './column-set.ts'
import { parseColumn } from './columns.ts'
import { PERSON_KEY_COLUMNS } from './persons.ts'
import type { PersonKey } from './persons.ts'
import type { Runner, Tx } from './tx.ts'

/** What is kept of one person and the segments of their workspace. */
export interface StoredStandings extends PersonKey {
  /** They have been judged by every rule up to this one. */
  readonly edition: number
  readonly members: readonly Membership[]
  /** When time alone may next change whether they belong to a segment. */
  readonly dues: readonly (readonly [SegmentId, Instant])[]
}

const READ = `
select s.person_id, s.edition, s.dues,
  (select json_agg(json_build_array(m.segment_id, m.since))::text from segment_members m
    where m.partition_id = x.p and m.workspace_id = x.w and m.person_id = x.i) as members
from ${PERSON_KEY_COLUMNS.from('x', 1)}
join segment_states s on s.partition_id = x.p and s.workspace_id = x.w and s.person_id = x.i`

/** What is kept of these people, by person id; whoever was never judged is absent. */
export async function readSegmentStandings(
  runner: Runner,
  keys: readonly PersonKey[],
): Promise<ReadonlyMap<string, StoredStandings>> {
  if (keys.length === 0) return new Map()
  const wanted = keys.map((key) => ({ p: key.partitionId, w: key.workspaceId, i: key.personId }))
  const rows = await runner.run<{ person_id: string; edition: number; dues: string; members: string | null }>(
    'read-segment-standings',
    READ,
    PERSON_KEY_COLUMNS.toValues(wanted),
  )
  const byId = new Map(keys.map((key) => [key.personId, key]))
  return new Map(
    rows.flatMap(({ person_id: personId, edition, dues, members }) => {
      const key = byId.get(personId)
      const stored = parseColumn<[SegmentId, Instant][]>(members ?? '[]')
      const list = stored.map(([segmentId, since]) => ({ segmentId, since }))
      return key ? [[personId, { ...key, edition, members: list, dues: parseColumn(dues) }] as const] : []
    }),
  )
}

const READ_UNJUDGED = `
select x.p as partition_id, d.person_id
from rows from (unnest($1::smallint[]), unnest($2::uuid[])) as x(p, a)
cross join lateral (
  select q.person_id from persons q left join segment_states s using (partition_id, workspace_id, person_id)
  where q.partition_id = x.p and q.workspace_id = $3 and q.person_id > x.a and q.merged_into is null
    and coalesce(s.edition, 0) < $4
  order by q.person_id limit $5) d`

/**
 * Up to `limit` people of each partition who have not been judged by every rule up to an edition, in the order of
 * their ids and after the one each partition names.
 */
export async function readUnjudgedBatch(
  runner: Runner,
  asked: {
    readonly workspaceId: string
    readonly edition: number
    readonly partitions: readonly { readonly partitionId: number; readonly after: string }[]
  },
  limit: number,
): Promise<readonly PersonKey[]> {
  const { workspaceId, edition, partitions } = asked
  const rows = await runner.run<{ partition_id: number; person_id: string }>('read-unjudged', READ_UNJUDGED, [
    partitions.map(({ partitionId }) => partitionId),
    partitions.map(({ after }) => after),
    workspaceId,
    edition,
    limit,
  ])
  return rows.map((row) => ({ workspaceId, partitionId: row.partition_id, personId: row.person_id }))
}

/** What a batch changes of who belongs to which segment. */
export interface SegmentChanges {
  readonly states: readonly Omit<StoredStandings, 'members'>[]
  readonly joined: readonly (PersonKey & Membership)[]
  readonly left: readonly (PersonKey & Pick<Membership, 'segmentId'>)[]
}

const SETS = {
  states: defineColumns({ w: 'uuid', p: 'smallint', i: 'uuid', e: 'integer', s: 'json', d: 'bigint' }),
  joined: defineColumns({ w: 'uuid', p: 'smallint', i: 'uuid', g: 'uuid', t: 'bigint' }),
  left: defineColumns({ w: 'uuid', p: 'smallint', i: 'uuid', g: 'uuid' }),
  sizes: defineColumns({ w: 'uuid', g: 'uuid', p: 'smallint', n: 'bigint' }),
}
const { from: FROM } = layOut(SETS, 1)

const WRITE = `
with ins_states as (
  insert into segment_states (workspace_id, partition_id, person_id, edition, dues, due_at)
  select w, p, i, e, s, d from ${FROM.states}
  on conflict (partition_id, workspace_id, person_id) do update set
    edition = excluded.edition, dues = excluded.dues, due_at = excluded.due_at),
ins_members as (
  insert into segment_members (workspace_id, partition_id, person_id, segment_id, since)
  select w, p, i, g, t from ${FROM.joined}
  on conflict (partition_id, workspace_id, person_id, segment_id) do update set since = excluded.since),
del_members as (
  delete from segment_members m using ${FROM.left}
  where m.partition_id = x.p and m.workspace_id = x.w and m.person_id = x.i and m.segment_id = x.g)
insert into segment_sizes as z (workspace_id, segment_id, partition_id, size)
select w, g, p, n from ${FROM.sizes}
on conflict (workspace_id, segment_id, partition_id) do update set size = z.size + excluded.size`

/**
 * Writes who belongs to which segment, in the transaction of the batch that changed it. Sizes are kept under
 * `shard`, a partition the writer owns (ADR 0009). A membership may be given once, joined or left.
 */
export async function writeSegmentChanges(tx: Tx, changes: SegmentChanges, shard: number): Promise<void> {
  const { states, joined, left } = changes
  await tx.run('write-segments', WRITE, [
    ...SETS.states.toValues(
      states.map((state) => ({
        ...fromKey(state),
        e: state.edition,
        s: state.dues,
        d: toDueAt(state.dues),
      })),
    ),
    ...SETS.joined.toValues(joined.map((one) => ({ ...fromKey(one), g: one.segmentId, t: one.since }))),
    ...SETS.left.toValues(left.map((one) => ({ ...fromKey(one), g: one.segmentId }))),
    ...SETS.sizes.toValues(toSizes(changes, shard)),
  ])
}

function fromKey({ workspaceId, partitionId, personId }: PersonKey): { w: string; p: number; i: string } {
  return { w: workspaceId, p: partitionId, i: personId }
}

function toDueAt(dues: StoredStandings['dues']): Instant | null {
  const first = Math.min(Infinity, ...dues.map(([, due]) => due))
  return first === Infinity ? null : first
}

/** One order for all writers of a shard: no deadlock. */
function toSizes(
  { joined, left }: SegmentChanges,
  shard: number,
): readonly { w: string; g: string; p: number; n: number }[] {
  const sizes = new Map<string, { w: string; g: string; p: number; n: number }>()
  const add = ({ workspaceId: w, segmentId: g }: { workspaceId: string; segmentId: string }, by: number) => {
    const size = sizes.get(`${w}/${g}`) ?? { w, g, p: shard, n: 0 }
    size.n += by
    sizes.set(`${w}/${g}`, size)
  }
  for (const one of joined) add(one, 1)
  for (const one of left) add(one, -1)
  return [...sizes]
    .filter(([, size]) => size.n !== 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, size]) => size)
}
