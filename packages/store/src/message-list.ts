import type { MessageOutcome, MessageStatus } from '@periplo/model'
import { sql } from 'kysely'
import type { WorkspaceTx } from './in-workspace.ts'

/** A message as the Inbox lists it. */
export interface ListedMessage {
  readonly sendKey: string
  readonly channel: string
  readonly purpose: string
  readonly status: MessageStatus
  readonly reason: string | null
  readonly journeyId: string
  readonly versionId: string
  readonly nodeId: string
  readonly enrollmentId: string
  readonly personId: string
  readonly partitionId: number
  readonly delivery: 'provider' | 'inbox' | null
  readonly attempt: number
  readonly createdAt: number
  /** When one that is pending is tried, or looked for, next. */
  readonly dueAt: number
  readonly settledAt: number | null
  /** What was sent, as the runtime stored it; null where nothing was rendered. */
  readonly rendered: string | null
  readonly traits: string | null
  readonly outcomes: readonly MessageOutcome[]
}

interface MessageColumns {
  send_key: string
  channel: string
  purpose: string
  status: MessageStatus
  reason: string | null
  journey_id: string
  version_id: string
  node_id: string
  enrollment_id: string
  person_id: string
  partition_id: number
  delivery: 'provider' | 'inbox' | null
  attempt: number
  created_at: number
  due_at: number
  settled_at: number | null
  rendered: string | null
  traits: string | null
  outcomes: MessageOutcome[]
}

const COLUMNS = sql`
  m.send_key, m.channel, m.purpose, m.status, m.reason, m.journey_id, m.version_id, m.node_id, m.enrollment_id, m.person_id, m.partition_id, m.delivery,
  m.attempt, m.created_at, m.due_at, m.settled_at, m.rendered,
  (select p.traits from persons p where p.partition_id = m.partition_id and p.workspace_id = m.workspace_id
    and p.person_id = m.person_id) as traits,
  coalesce((select json_agg(f.outcome order by f.at) from message_facts f where f.partition_id = m.partition_id
    and f.workspace_id = m.workspace_id and f.send_key = m.send_key), '[]') as outcomes`

/** Up to `limit` messages created before the cursor, the latest first. Those a merge moved are left out. */
export async function listMessagesBatch(
  tx: WorkspaceTx,
  { status, before }: { status: MessageStatus | 'all'; before: { createdAt: number; sendKey: string } },
  limit: number,
): Promise<readonly ListedMessage[]> {
  const wanted = status === 'all' ? sql`m.status <> 'cancelled'` : sql`m.status = ${status}`
  const { rows } = await sql<MessageColumns>`
    select ${COLUMNS} from outbox m
    where ${wanted} and m.created_at <= ${before.createdAt}
      and (m.created_at, m.send_key) < (${before.createdAt}, ${before.sendKey})
    order by m.created_at desc, m.send_key desc limit ${limit}`.execute(tx)
  return rows.map(toListedMessage)
}

/** One message of the workspace. */
export async function findMessage(tx: WorkspaceTx, sendKey: string): Promise<ListedMessage | undefined> {
  const { rows } = await sql<MessageColumns>`
    select ${COLUMNS} from outbox m where m.send_key = ${sendKey} and m.status <> 'cancelled' limit 1`.execute(
    tx,
  )
  return rows[0] && toListedMessage(rows[0])
}

function toListedMessage(row: MessageColumns): ListedMessage {
  return {
    sendKey: row.send_key,
    channel: row.channel,
    purpose: row.purpose,
    status: row.status,
    reason: row.reason,
    journeyId: row.journey_id,
    versionId: row.version_id,
    nodeId: row.node_id,
    enrollmentId: row.enrollment_id,
    personId: row.person_id,
    partitionId: row.partition_id,
    delivery: row.delivery,
    attempt: row.attempt,
    createdAt: row.created_at,
    dueAt: row.due_at,
    settledAt: row.settled_at,
    rendered: row.rendered,
    traits: row.traits,
    outcomes: row.outcomes,
  }
}
