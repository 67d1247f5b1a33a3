import type { Instant } from '@periplo/model'
import type { Runner } from './tx.ts'

const IS_SETTLED = `
select not exists (
    select 1 from log_heads h join partition_offsets o on o.partition_id = h.partition_id where o.applied < h.head)
  and not exists (
    select 1 from log_heads h cross join lateral (
      select 1 from enrollments e where e.partition_id = h.partition_id and e.due_at <= $2 and e.workspace_id = $1 limit 1) d)
  and not exists (
    select 1 from log_heads h cross join lateral (
      select 1 from outbox m where m.partition_id = h.partition_id and m.status = 'pending' and m.workspace_id = $1
      limit 1) p) as settled`

/**
 * Whether nothing is left to do up to an instant: the log is applied (of every workspace: partitions are
 * shared), and in this workspace no timer is due and no message pending. As of one snapshot.
 */
export async function isSettled(
  runner: Runner,
  { workspaceId, until }: { readonly workspaceId: string; readonly until: Instant },
): Promise<boolean> {
  const [row] = await runner.run<{ settled: boolean }>('is-settled', IS_SETTLED, [workspaceId, until])
  return row?.settled === true
}

const LIST_SENT = `
select m.send_key, m.enrollment_id, m.journey_id, m.version_id, m.node_id, m.created_at,
  (select p.traits::json ->> 'email' from persons p where p.partition_id = m.partition_id
    and p.workspace_id = m.workspace_id and p.person_id = m.person_id) as email
from outbox m
where m.workspace_id = $1 and m.created_at >= $2 and m.created_at < $3 and m.channel = 'email' and m.status = 'sent'
order by m.created_at, m.send_key`

/** An e-mail that was sent, and the address its person has now. */
export interface SentEmail {
  readonly sendKey: string
  readonly enrollmentId: string
  readonly journeyId: string
  readonly versionId: string
  readonly nodeId: string
  readonly createdAt: Instant
  readonly email: string | null
}

/** The e-mails of a workspace made in `[from, until)` and sent, oldest first. */
export async function listSentEmails(
  runner: Runner,
  {
    workspaceId,
    from,
    until,
  }: { readonly workspaceId: string; readonly from: Instant; readonly until: Instant },
): Promise<readonly SentEmail[]> {
  const rows = await runner.run<{
    send_key: string
    enrollment_id: string
    journey_id: string
    version_id: string
    node_id: string
    created_at: number
    email: string | null
  }>('list-sent-emails', LIST_SENT, [workspaceId, from, until])
  return rows.map((row) => ({
    sendKey: row.send_key,
    enrollmentId: row.enrollment_id,
    journeyId: row.journey_id,
    versionId: row.version_id,
    nodeId: row.node_id,
    createdAt: row.created_at,
    email: row.email,
  }))
}
