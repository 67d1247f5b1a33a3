import type { MessageOutcome, RollupSubject } from '@periplo/model'
import type { Generated } from 'kysely'
import type { Role } from './roles.ts'

/** Rows as PostgreSQL holds them. They never leave this package. Every `*_at` is epoch milliseconds. */
export interface Database {
  workspaces: WorkspaceRow
  members: { workspace_id: string; user_id: string; name: string; email: string; role: Role }
  sources: SourceRow
  journeys: JourneyRow
  moves: MoveRow
  versions: VersionRow
  catalogue: { one: boolean; revision: number }
  log_heads: { partition_id: number; head: number }
  partition_offsets: {
    partition_id: number
    epoch: number
    applied: number
    owner: string | null
    lease_until: number
  }
  event_log: EventLogRow
  rejections: RejectionRow
  identifiers: IdentifierRow
  persons: PersonRow
  enrollments: EnrollmentRow
  history: HistoryRow
  outbox: OutboxRow
  message_facts: MessageFactRow
  send_ledgers: SendLedgerRow
  consent_ledger: ConsentRow
  orders: OrderRow
  rollups: RollupRow
  quarantine: QuarantineRow
  segments: SegmentRow
  segment_members: {
    workspace_id: string
    partition_id: number
    person_id: string
    segment_id: string
    since: number
  }
  segment_sizes: { workspace_id: string; segment_id: string; partition_id: number; size: number }
}

interface SegmentRow {
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

interface WorkspaceRow {
  workspace_id: string
  name: string
  zone: string
  currency: string
  clock: 'live' | 'turned'
  demo: boolean
  sealed_secret: string
  created_at: number
  turned_at: number | null
  history_done: number | null
  history_total: number | null
  send_rules: string
}

interface SourceRow {
  workspace_id: string
  source_id: string
  name: string
  kind: 'browser' | 'server'
  key_hash: string
  key_hint: string
  former_key_hash: string | null
  former_key_until: number | null
  created_at: number
  revoked_at: number | null
}

interface MoveRow {
  workspace_id: string
  journey_id: string
  move_no: number
  plan: string
  moved_at: number
  moved_by: string
  visited: string
}

interface JourneyRow {
  workspace_id: string
  journey_id: string
  definition: string
  revision: number
  live_version_id: string | null
  archived_at: number | null
  paused_at: number | null
  directive: string | null
  directive_no: Generated<number>
  visited: Generated<string>
  updated_at: number
  updated_by: string
}

interface VersionRow {
  workspace_id: string
  version_id: string
  journey_id: string
  number: number
  definition: string
  published_at: number
  published_by: string
}

interface EventLogRow {
  partition_id: number
  log_offset: number
  received_day: string
  workspace_id: string
  person_id: string
  received_at: number
  occurred_at: number
  kind: string
  name: string
  body: string
}

interface RejectionRow {
  workspace_id: string
  rejection_id: string
  source_id: string
  received_at: number
  code: string
  reason: string
  excerpt: string
}

interface IdentifierRow {
  workspace_id: string
  key_hash: string
  kind: string
  value: string
  person_id: string
  partition_id: number
  person_since: number
}

interface PersonRow {
  workspace_id: string
  partition_id: number
  person_id: string
  traits: string
  zone: string | null
  suppressed: boolean
  identified: boolean
  first_seen_at: number
  last_seen_at: number
  last_order_at: number | null
  merged_into: string | null
  merged_into_partition: number | null
  merged_from: string
}

interface EnrollmentRow {
  workspace_id: string
  partition_id: number
  enrollment_id: string
  person_id: string
  journey_id: string
  version_id: string
  entry_number: number
  correlation: string
  status: string
  end_reason: string | null
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
  move_no: number
  envelope: string
}

interface HistoryRow {
  workspace_id: string
  partition_id: number
  enrollment_id: string
  seq: number
  step_day: string
  at: number
  input: string
  facts: string
}

interface OutboxRow {
  workspace_id: string
  partition_id: number
  send_key: string
  created_day: string
  person_id: string
  enrollment_id: string
  journey_id: string
  version_id: string
  node_id: string
  visit: number
  channel: string
  purpose: string
  status: string
  reason: string | null
  delivery: string | null
  attempt: number
  due_at: number
  claim_epoch: number | null
  created_at: number
  settled_at: number | null
  payload: string
  rendered: string | null
}

interface MessageFactRow {
  workspace_id: string
  partition_id: number
  send_key: string
  outcome: MessageOutcome
  at: number
  reason: string | null
  journey_id: string
  version_id: string
  node_id: string
}

interface SendLedgerRow {
  workspace_id: string
  partition_id: number
  person_id: string
  channel: string
  revision: number
  slots: string
}

interface ConsentRow {
  workspace_id: string
  partition_id: number
  person_id: string
  entry_no: string
  channel: string
  purpose: string
  state: string
  at: number
  origin: string
}

interface OrderRow {
  workspace_id: string
  partition_id: number
  order_id: string
  person_id: string
  occurred_at: number
  body: string
}

interface RollupRow {
  workspace_id: string
  partition_id: number
  journey_id: string
  version_id: string
  subject: RollupSubject
  counter: string
  day: string
  bin: number
  total: number
}

interface QuarantineRow {
  workspace_id: string
  partition_id: number
  quarantine_id: string
  enrollment_id: string | null
  person_id: string
  at: number
  input: string
  error: string
}
