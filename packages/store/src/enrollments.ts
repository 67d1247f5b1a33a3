import type { EndReason, Enrollment, Envelope, Instant } from '@periplo/model'
import { parseColumn } from './columns.ts'
import { PERSON_KEY_COLUMNS } from './persons.ts'
import type { PersonKey } from './persons.ts'
import { defineColumns } from './column-set.ts'
import type { Runner } from './tx.ts'

/** An enrollment and where it lives. */
export interface StoredEnrollment {
  readonly workspaceId: string
  readonly partitionId: number
  readonly enrollment: Enrollment
}

const COLUMNS = `e.workspace_id, e.partition_id, e.enrollment_id, e.person_id, e.journey_id, e.version_id, e.entry_number,
  e.correlation, e.status, e.end_reason, e.seq, e.node_id, e.node_entered_at, e.stage_id, e.stage_entered_at, e.due_at,
  e.entered_at, e.ended_at, e.converted_at, e.convertible_until, e.envelope`

const LIVE_COLUMNS = defineColumns({ p: 'smallint', w: 'uuid', i: 'uuid', a: 'bigint' })

const READ_LIVE = `
select ${COLUMNS}
from ${LIVE_COLUMNS.from('x', 1)}
join enrollments e on e.partition_id = x.p and e.person_id = x.i and e.workspace_id = x.w
where e.status = 'active' or (e.convertible_until >= x.a and e.converted_at is null)
order by e.entered_at, e.enrollment_id`

/**
 * The enrollments that an input may still move or convert: active ones, and ended ones whose goal still
 * counts at `since`. Oldest first.
 */
export async function readLiveEnrollments(
  runner: Runner,
  persons: readonly (PersonKey & { since: Instant })[],
): Promise<readonly StoredEnrollment[]> {
  const wanted = persons.map((key) => ({
    p: key.partitionId,
    w: key.workspaceId,
    i: key.personId,
    a: key.since,
  }))
  const rows = await runner.run<EnrollmentColumns>(
    'read-live-enrollments',
    READ_LIVE,
    LIVE_COLUMNS.toValues(wanted),
  )
  return rows.map(toStoredEnrollment)
}

/** Past and present runs of one person through one journey with one correlation value. */
export interface EntryTally {
  readonly personId: string
  readonly journeyId: string
  readonly correlation: string
  readonly lastEntryNumber: number
  readonly lastEndedAt: Instant | null
}

const READ_ENTRIES = `
select e.person_id, e.journey_id, e.correlation, max(e.entry_number) as entry_number,
  max(e.ended_at) as ended_at
from ${PERSON_KEY_COLUMNS.from('x', 1)}
join enrollments e on e.partition_id = x.p and e.person_id = x.i and e.workspace_id = x.w
group by 1, 2, 3`

/** How often and how lately each person ran through each journey: what re-entry rules decide by. */
export async function readEntryTallies(
  runner: Runner,
  persons: readonly PersonKey[],
): Promise<readonly EntryTally[]> {
  const wanted = persons.map((key) => ({ p: key.partitionId, w: key.workspaceId, i: key.personId }))
  const rows = await runner.run<{
    person_id: string
    journey_id: string
    correlation: string
    entry_number: number
    ended_at: number | null
  }>('read-entry-tallies', READ_ENTRIES, PERSON_KEY_COLUMNS.toValues(wanted))
  return rows.map((row) => ({
    personId: row.person_id,
    journeyId: row.journey_id,
    correlation: row.correlation,
    lastEntryNumber: row.entry_number,
    lastEndedAt: row.ended_at,
  }))
}

const READ_ALL = `
select ${COLUMNS} from enrollments e
where e.partition_id = $1 and e.workspace_id = $2 and e.person_id = $3
order by e.entered_at, e.enrollment_id`

/** Every run of one person, past ones included, oldest first: what a merge hands over. */
export async function readAllEnrollments(
  runner: Runner,
  person: PersonKey,
): Promise<readonly StoredEnrollment[]> {
  const rows = await runner.run<EnrollmentColumns>('read-all-enrollments', READ_ALL, [
    person.partitionId,
    person.workspaceId,
    person.personId,
  ])
  return rows.map(toStoredEnrollment)
}

interface EnrollmentColumns {
  workspace_id: string
  partition_id: number
  enrollment_id: string
  person_id: string
  journey_id: string
  version_id: string
  entry_number: number
  correlation: string
  status: 'active' | 'ended'
  end_reason: EndReason | null
  seq: number
  node_id: string
  node_entered_at: number
  stage_id: string
  stage_entered_at: number
  due_at: number | null
  entered_at: number
  ended_at: number | null
  converted_at: number | null
  convertible_until: number | null
  envelope: string
}

function toStoredEnrollment(row: EnrollmentColumns): StoredEnrollment {
  return {
    workspaceId: row.workspace_id,
    partitionId: row.partition_id,
    enrollment: {
      enrollmentId: row.enrollment_id,
      personId: row.person_id,
      journeyId: row.journey_id,
      versionId: row.version_id,
      entryNumber: row.entry_number,
      correlation: row.correlation,
      status: row.status,
      endReason: row.end_reason,
      seq: row.seq,
      nodeId: row.node_id,
      nodeEnteredAt: row.node_entered_at,
      stageId: row.stage_id,
      stageEnteredAt: row.stage_entered_at,
      dueAt: row.due_at,
      enteredAt: row.entered_at,
      endedAt: row.ended_at,
      convertedAt: row.converted_at,
      convertibleUntil: row.convertible_until,
      envelope: parseColumn<Envelope>(row.envelope),
    },
  }
}

/** An enrollment as the columns of the commit statement; keys are the statement's own. */
export function fromEnrollment({
  workspaceId,
  partitionId,
  enrollment: e,
}: StoredEnrollment): Record<string, unknown> {
  return {
    w: workspaceId,
    p: partitionId,
    e: e.enrollmentId,
    i: e.personId,
    j: e.journeyId,
    v: e.versionId,
    n: e.entryNumber,
    c: e.correlation,
    s: e.status,
    r: e.endReason,
    q: e.seq,
    no: e.nodeId,
    na: e.nodeEnteredAt,
    so: e.stageId,
    sa: e.stageEnteredAt,
    d: e.dueAt,
    ea: e.enteredAt,
    xa: e.endedAt,
    ca: e.convertedAt,
    cu: e.convertibleUntil,
    mn: e.envelope.moved?.no ?? 0,
    env: e.envelope,
  }
}

const READ_JOURNEY_ENTRIES = `
select e.person_id, e.journey_id, e.entered_at
from json_to_recordset($1) as x(p smallint, w uuid, i uuid)
join enrollments e on e.partition_id = x.p and e.person_id = x.i and e.workspace_id = x.w
order by e.entered_at`

/** When each person entered journeys, oldest first, keyed by person id. */
export async function readJourneyEntries(
  runner: Runner,
  persons: readonly PersonKey[],
): Promise<ReadonlyMap<string, readonly { readonly journeyId: string; readonly enteredAt: Instant }[]>> {
  const wanted = persons.map((key) => ({ p: key.partitionId, w: key.workspaceId, i: key.personId }))
  const rows = await runner.run<{ person_id: string; journey_id: string; entered_at: number }>(
    'read-journey-entries',
    READ_JOURNEY_ENTRIES,
    [JSON.stringify(wanted)],
  )
  const found = new Map<string, { journeyId: string; enteredAt: Instant }[]>()
  for (const { person_id: personId, journey_id: journeyId, entered_at: enteredAt } of rows)
    found.set(personId, [...(found.get(personId) ?? []), { journeyId, enteredAt }])
  return found
}
