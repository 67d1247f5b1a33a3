import type {
  EndReason,
  Enrollment,
  Envelope,
  Fact,
  Instant,
  MessageOutcome,
  OrderFact,
  Rollup,
  RollupSubject,
} from '@periplo/model'
import type { PoolClient, QueryResultRow } from 'pg'
import { CHECKS } from './audit-checks.ts'
import type { AuditCheck } from './audit-checks.ts'
import { parseColumn } from './columns.ts'
import { toFacts } from './fact-codec.ts'
import { toStoreFailure } from './failures.ts'
import type { Store } from './open-store.ts'

/** Rows a cursor hands over at once. */
const PAGE = 500

/** Every row is wanted, not the first few, and a table nobody has analysed yet is no reason to go row by row. */
const WHOLE_TABLES =
  'set local cursor_tuple_fraction = 1; set local enable_nestloop = off; set local jit = off'

/** All workspaces as of one instant, however long the reading takes; nothing can be changed through it. */
export interface Snapshot {
  /** Rows of a statement, a page at a time, so that memory does not grow with their number. */
  stream<R extends QueryResultRow>(text: string, values?: readonly unknown[]): AsyncIterable<readonly R[]>
}

/** Runs `work` on one snapshot of the database, as the engine's role. Workers go on meanwhile. */
export async function inSnapshot<T>(store: Store, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const client = await store.enginePool.connect().catch((error: unknown) => {
    throw toStoreFailure(error)
  })
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query(WHOLE_TABLES)
    return await work({ stream: (text, values = []) => readPages(client, text, values) })
  } catch (error) {
    throw toStoreFailure(error)
  } finally {
    await client.query('rollback').catch(() => undefined)
    client.release()
  }
}

/** Streams of one snapshot are read one after the other: a connection has one cursor of this name. */
async function* readPages<R extends QueryResultRow>(
  client: PoolClient,
  text: string,
  values: readonly unknown[],
): AsyncIterable<readonly R[]> {
  await client.query(`declare audited no scroll cursor for ${text}`, [...values])
  try {
    for (;;) {
      const { rows } = await client.query<R>(`fetch ${PAGE} from audited`)
      if (rows.length === 0) return
      yield rows
    }
  } finally {
    await client.query('close audited')
  }
}

/** What the checks hold the rows against. */
export interface AuditTerms {
  /** The present of live workspaces. */
  readonly now: Instant
  /** How late something may be. */
  readonly toleranceMs: number
  /** Everything due must have been worked off; else only where a worker holds the partition. */
  readonly isDrained: boolean
}

/** Rows of one workspace (null: of the installation) that a check found. */
export interface Violation {
  readonly workspaceId: string | null
  readonly count: number
  /** One of them. Names ids, never a person's data. */
  readonly example: string
}

/** What one check finds, the workspaces in order. */
export async function runCheck(
  snapshot: Snapshot,
  check: AuditCheck,
  { now, toleranceMs, isDrained }: AuditTerms,
): Promise<readonly Violation[]> {
  const text = `
    with terms as (select $1::bigint, $2::bigint, $3::boolean)
    select workspace_id, count(*)::int as count, min(example) as example from (${CHECKS[check]}) found
    group by workspace_id order by workspace_id`
  const found: Violation[] = []
  const pages = snapshot.stream<{ workspace_id: string | null; count: number; example: string }>(text, [
    now,
    toleranceMs,
    isDrained,
  ])
  for await (const rows of pages)
    for (const row of rows)
      found.push({ workspaceId: row.workspace_id, count: row.count, example: row.example })
  return found
}

/** What is stored of a run beside its history. */
export type AuditedEnrollment = Omit<
  Enrollment,
  'enrollmentId' | 'personId' | 'correlation' | 'enteredAt' | 'convertibleUntil'
>

/** One run and everything its history says, wherever merges have written it. Either half may be missing. */
export interface AuditedRun {
  readonly workspaceId: string
  readonly enrollmentId: string
  readonly stored: AuditedEnrollment | null
  readonly steps: readonly AuditedStep[]
}

/** A step as history keeps it; `input` is unique in its partition. */
export interface AuditedStep {
  readonly partitionId: number
  readonly seq: number
  readonly input: string
  readonly facts: readonly Fact[]
}

const RUNS = `
select coalesce(e.workspace_id, h.workspace_id) as workspace_id,
  coalesce(e.enrollment_id, h.enrollment_id) as enrollment_id, h.steps,
  e.journey_id, e.version_id, e.entry_number, e.status, e.end_reason, e.seq, e.node_id, e.node_entered_at, e.stage_id,
  e.stage_entered_at, e.due_at, e.ended_at, e.converted_at, e.envelope
from enrollments e
full join (
  select workspace_id, enrollment_id, '[' || string_agg(
    '{"partitionId":' || partition_id || ',"seq":' || seq || ',"input":' || to_json(input) || ',"facts":' || facts || '}',
    ',' order by seq, partition_id) || ']' as steps
  from history group by 1, 2) h
  on h.workspace_id = e.workspace_id and h.enrollment_id = e.enrollment_id
order by 1, 2`

interface EnrollmentColumns {
  journey_id: string
  version_id: string
  entry_number: number
  status: 'active' | 'ended'
  end_reason: EndReason | null
  seq: number
  node_id: string
  node_entered_at: number
  stage_id: string
  stage_entered_at: number
  due_at: number | null
  ended_at: number | null
  converted_at: number | null
  envelope: string
}

/** A run without an enrollment has nulls in all of its columns. */
type RunColumns = { workspace_id: string; enrollment_id: string; steps: string | null } & (
  | EnrollmentColumns
  | { envelope: null }
)

type StepColumns = Omit<AuditedStep, 'facts'> & { readonly facts: readonly unknown[] }

function toAuditedStep({ facts, ...step }: StepColumns): AuditedStep {
  return { ...step, facts: toFacts(facts) }
}

/** Every run of the installation, by workspace. */
export async function* streamRuns(snapshot: Snapshot): AsyncIterable<readonly AuditedRun[]> {
  for await (const rows of snapshot.stream<RunColumns>(RUNS))
    yield rows.map((row) => ({
      workspaceId: row.workspace_id,
      enrollmentId: row.enrollment_id,
      stored: row.envelope === null ? null : toAuditedEnrollment(row),
      steps: row.steps === null ? [] : parseColumn<StepColumns[]>(row.steps).map(toAuditedStep),
    }))
}

function toAuditedEnrollment(row: EnrollmentColumns): AuditedEnrollment {
  return {
    journeyId: row.journey_id,
    versionId: row.version_id,
    entryNumber: row.entry_number,
    status: row.status,
    endReason: row.end_reason,
    seq: row.seq,
    nodeId: row.node_id,
    nodeEnteredAt: row.node_entered_at,
    stageId: row.stage_id,
    stageEnteredAt: row.stage_entered_at,
    dueAt: row.due_at,
    endedAt: row.ended_at,
    convertedAt: row.converted_at,
    envelope: parseColumn<Envelope>(row.envelope),
  }
}

/** What became of a message. */
export interface AuditedOutcome {
  readonly workspaceId: string
  readonly versionId: string
  readonly fact: Extract<Fact, { kind: 'message' }>
}

/** Every fact about messages. */
export async function* streamOutcomes(snapshot: Snapshot): AsyncIterable<readonly AuditedOutcome[]> {
  const pages = snapshot.stream<{
    workspace_id: string
    version_id: string
    send_key: string
    node_id: string
    outcome: MessageOutcome
    at: number
    reason: string | null
  }>('select workspace_id, version_id, send_key, node_id, outcome, at, reason from message_facts')
  for await (const rows of pages)
    yield rows.map(({ workspace_id: workspaceId, version_id: versionId, ...row }) => {
      const { send_key: sendKey, node_id: node, outcome, at, reason } = row
      const fact = { kind: 'message', at, node, outcome, sendKey } as const
      return { workspaceId, versionId, fact: reason === null ? fact : { ...fact, reason } }
    })
}

/** Every offline order, with its workspace. */
export async function* streamOrders(
  snapshot: Snapshot,
): AsyncIterable<readonly { readonly workspaceId: string; readonly order: OrderFact }[]> {
  const text = 'select workspace_id, body from orders'
  for await (const rows of snapshot.stream<{ workspace_id: string; body: string }>(text))
    yield rows.map((row) => ({ workspaceId: row.workspace_id, order: parseColumn<OrderFact>(row.body) }))
}

/** Every rollup that is not zero, added up over the shards. */
export async function* streamRollups(
  snapshot: Snapshot,
): AsyncIterable<readonly (Rollup & { readonly workspaceId: string })[]> {
  const pages = snapshot.stream<{
    workspace_id: string
    journey_id: string
    version_id: string
    subject: RollupSubject
    counter: string
    day: string
    bin: number
    total: number
  }>(`select workspace_id, journey_id, version_id, subject, counter, day, bin, sum(total)::bigint as total
    from rollups group by 1, 2, 3, 4, 5, 6, 7 having sum(total) <> 0`)
  for await (const rows of pages)
    yield rows.map((row) => ({
      workspaceId: row.workspace_id,
      journeyId: row.journey_id,
      versionId: row.version_id,
      subject: row.subject,
      counter: row.counter,
      day: row.day,
      bin: row.bin,
      total: row.total,
    }))
}

/** Workspaces in which a merge is half done: a handover stands in the log and is not applied yet. */
export async function listHalfMerged(snapshot: Snapshot): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  const text = `select distinct l.workspace_id from event_log l join partition_offsets o using (partition_id)
    where l.kind = 'handover' and l.log_offset > o.applied`
  for await (const rows of snapshot.stream<{ workspace_id: string }>(text))
    for (const row of rows) found.add(row.workspace_id)
  return found
}

/** How much of a kind there is: in one workspace, or in all. */
export interface Tally {
  readonly events: number
  readonly people: number
  readonly enrollments: number
  readonly messages: number
}

const TALLY = `
select
  (select count(*) from event_log where kind = 'event' and ($1::uuid is null or workspace_id = $1)) as events,
  (select count(*) from persons where merged_into is null and ($1::uuid is null or workspace_id = $1)) as people,
  (select count(*) from enrollments where $1::uuid is null or workspace_id = $1) as enrollments,
  (select count(*) from outbox where status <> 'cancelled' and ($1::uuid is null or workspace_id = $1)) as messages`

/** Counts what is there. Events passed on by merges count once for each person they were written for. */
export async function readTally(store: Store, workspaceId: string | null): Promise<Tally> {
  try {
    const { rows } = await store.enginePool.query<Tally>(TALLY, [workspaceId])
    return rows[0] ?? { events: 0, people: 0, enrollments: 0, messages: 0 }
  } catch (error) {
    throw toStoreFailure(error)
  }
}
