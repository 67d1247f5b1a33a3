import type { Fact, HistoryEntry, Identifier, LogBody, PersonOrigin, PersonProfile } from '@periplo/model'
import { sql } from 'kysely'
import { parseColumn } from './columns.ts'
import { decodeFacts } from './fact-codec.ts'
import type { WorkspaceTx } from './in-workspace.ts'
import { toProfile } from './persons.ts'
import type { PersonColumns } from './persons.ts'

/** A person as a list shows them. */
export interface ListedPerson {
  readonly profile: PersonProfile
  readonly identifiers: readonly Identifier[]
  readonly activeEnrollments: number
}

/** Where a page of people starts: after this person. */
export interface PeopleCursor {
  readonly lastSeenAt: number
  readonly personId: string
}

const DETAILS = sql<PersonColumns & { identifiers: Identifier[]; active: number }>`
  p.partition_id, p.workspace_id, p.person_id, p.traits, p.zone, p.suppressed, p.identified, p.first_seen_at,
  p.last_seen_at, p.last_order_at, p.merged_into, p.merged_into_partition, p.merged_from, p.audiences, p.points,
  coalesce((select json_agg(json_build_object('kind', i.kind, 'value', i.value) order by i.kind, i.value)
    from identifiers i where i.workspace_id = p.workspace_id and i.person_id = p.person_id), '[]') as identifiers,
  (select count(*) from enrollments e where e.partition_id = p.partition_id and e.person_id = p.person_id
    and e.workspace_id = p.workspace_id and e.status = 'active')::int as active`

/**
 * Up to `limit` people, the latest seen first, after `cursor`. `search` finds a part of an identifier or of
 * the traits, without regard to case; people merged into others are left out.
 */
export async function listPeopleBatch(
  tx: WorkspaceTx,
  { search, cursor }: { search: string; cursor: PeopleCursor | null },
  limit: number,
): Promise<readonly ListedPerson[]> {
  const like = `%${search.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const found =
    search === ''
      ? sql`true`
      : sql`(lower(p.traits) like ${like} or p.person_id in
          (select i.person_id from identifiers i where lower(i.value) like ${like}))`
  const after = cursor
    ? sql`(p.last_seen_at, p.person_id) < (${cursor.lastSeenAt}, ${cursor.personId}::uuid)`
    : sql`true`
  const { rows } = await sql<PersonColumns & { identifiers: Identifier[]; active: number }>`
    select ${DETAILS} from persons p
    where p.merged_into is null and ${found} and ${after}
    order by p.last_seen_at desc, p.person_id desc limit ${limit}`.execute(tx)
  return rows.map(toListed)
}

/** Some people of the workspace, in the order asked for; whoever is not there is left out. */
export async function listPeopleById(
  tx: WorkspaceTx,
  personIds: readonly string[],
): Promise<readonly ListedPerson[]> {
  if (personIds.length === 0) return []
  const { rows } = await sql<PersonColumns & { identifiers: Identifier[]; active: number }>`
    select ${DETAILS} from persons p where p.person_id = any(${[...personIds]}::uuid[])`.execute(tx)
  const byId = new Map(rows.map((row) => [row.person_id, toListed(row)]))
  return personIds.flatMap((personId) => byId.get(personId) ?? [])
}

/** One person of the workspace; a person merged away is found as the one they became. */
export async function findPerson(tx: WorkspaceTx, personId: string): Promise<ListedPerson | undefined> {
  const { rows } = await sql<PersonColumns & { identifiers: Identifier[]; active: number }>`
    select ${DETAILS} from persons p where p.person_id = ${personId}::uuid`.execute(tx)
  const row = rows[0]
  if (!row) return undefined
  return row.merged_into === null ? toListed(row) : findPerson(tx, row.merged_into)
}

function toListed(row: PersonColumns & { identifiers: Identifier[]; active: number }): ListedPerson {
  return { profile: toProfile(row), identifiers: row.identifiers, activeEnrollments: row.active }
}

/** A person's run, without its inner state. */
export interface ListedEnrollment {
  readonly enrollmentId: string
  readonly journeyId: string
  readonly versionId: string
  readonly status: 'active' | 'ended'
  readonly endReason: string | null
  readonly nodeId: string
  readonly stageId: string
  readonly enteredAt: number
  readonly endedAt: number | null
  readonly dueAt: number | null
  readonly convertedAt: number | null
}

/** The runs of one person, the latest first; at most 200. */
export async function listEnrollments(
  tx: WorkspaceTx,
  person: { partitionId: number; personId: string },
): Promise<readonly ListedEnrollment[]> {
  const rows = await tx
    .selectFrom('enrollments')
    .select([
      'enrollment_id',
      'journey_id',
      'version_id',
      'status',
      'end_reason',
      'node_id',
      'stage_id',
      'entered_at',
      'ended_at',
      'due_at',
      'converted_at',
    ])
    .where('partition_id', '=', person.partitionId)
    .where('person_id', '=', person.personId)
    .orderBy('entered_at', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    enrollmentId: row.enrollment_id,
    journeyId: row.journey_id,
    versionId: row.version_id,
    status: row.status === 'active' ? 'active' : 'ended',
    endReason: row.end_reason,
    nodeId: row.node_id,
    stageId: row.stage_id,
    enteredAt: row.entered_at,
    endedAt: row.ended_at,
    dueAt: row.due_at,
    convertedAt: row.converted_at,
  }))
}

/** An event of a person, as logged. */
export interface LoggedEvent {
  readonly occurredAt: number
  readonly body: Extract<LogBody, { kind: 'event' }>
}

/** Up to `limit` events of one person (and of those merged into them) up to `until` (inclusive), the latest first. */
export async function listPersonEventsBatch(
  tx: WorkspaceTx,
  { persons, until }: { persons: readonly PersonOrigin[]; until: number },
  limit: number,
): Promise<readonly LoggedEvent[]> {
  const pages = await Promise.all(
    persons.map(({ partitionId, personId }) =>
      tx
        .selectFrom('event_log')
        .select(['occurred_at', 'body'])
        .where('partition_id', '=', partitionId)
        .where('person_id', '=', personId)
        .where('kind', '=', 'event')
        .where('occurred_at', '<=', until)
        .orderBy('occurred_at', 'desc')
        .orderBy('log_offset', 'desc')
        .limit(limit)
        .execute(),
    ),
  )
  return pages
    .flat()
    .map((row) => ({
      occurredAt: row.occurred_at,
      body: parseColumn<LoggedEvent['body']>(row.body),
    }))
    .toSorted((a, b) => b.occurredAt - a.occurredAt)
    .slice(0, limit)
}

/** The history of some enrollments, in order of steps. */
export async function listHistory(
  tx: WorkspaceTx,
  enrollmentIds: readonly string[],
): Promise<readonly HistoryEntry[]> {
  if (enrollmentIds.length === 0) return []
  const rows = await tx
    .selectFrom('history')
    .select(['enrollment_id', 'seq', 'at', 'input', 'facts'])
    .where('enrollment_id', 'in', [...enrollmentIds])
    .where('partition_id', '>=', 0)
    .orderBy('enrollment_id')
    .orderBy('seq')
    .execute()
  return rows.map((row) => ({
    enrollmentId: row.enrollment_id,
    seq: row.seq,
    at: row.at,
    input: row.input,
    facts: decodeFacts(row.facts),
  }))
}

/** What became of the messages of some enrollments. */
export async function listMessageFacts(
  tx: WorkspaceTx,
  persons: readonly PersonOrigin[],
): Promise<readonly { enrollmentId: string; versionId: string; journeyId: string; fact: Fact }[]> {
  const rows = await tx
    .selectFrom('message_facts as f')
    .innerJoin('outbox as m', (join) =>
      join.onRef('m.partition_id', '=', 'f.partition_id').onRef('m.send_key', '=', 'f.send_key'),
    )
    .select([
      'm.enrollment_id',
      'f.version_id',
      'f.journey_id',
      'f.at',
      'f.node_id',
      'f.outcome',
      'f.reason',
      'f.send_key',
    ])
    .where((eb) =>
      eb.or(
        persons.map(({ partitionId, personId }) =>
          eb.and([eb('m.partition_id', '=', partitionId), eb('m.person_id', '=', personId)]),
        ),
      ),
    )
    .orderBy('f.at', 'desc')
    .limit(500)
    .execute()
  return rows.map((row) => ({
    enrollmentId: row.enrollment_id,
    versionId: row.version_id,
    journeyId: row.journey_id,
    fact: {
      kind: 'message',
      at: row.at,
      node: row.node_id,
      outcome: row.outcome,
      sendKey: row.send_key,
      ...(row.reason === null ? {} : { reason: row.reason }),
    },
  }))
}
