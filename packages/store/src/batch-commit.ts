import type {
  AudienceChange,
  HistoryEntry,
  Instant,
  OrderFact,
  OutboxMessage,
  PersonProfile,
  PointsChange,
  RollupDelta,
} from '@periplo/model'
import type { StoredEnrollment } from './enrollments.ts'
import type { NewInput } from './event-log.ts'
import type { MessageFactEntry } from './message-facts.ts'
import type { PersonKey } from './persons.ts'
import type { SegmentChanges } from './segment-standings.ts'

/** What must still hold for the commit to happen, per partition, and how far it then stands. */
export interface Fence {
  readonly partitionId: number
  readonly epoch: number
  readonly applied: number
  readonly next: number
}

/** A delta of the rollups of one workspace. */
export interface WorkspaceDelta extends RollupDelta {
  readonly workspaceId: string
}

/** An input or enrollment that could not be processed, kept with its reason beside its healthy neighbours. */
export interface QuarantineEntry extends PersonKey {
  readonly enrollmentId: string | null
  readonly at: Instant
  readonly input: string
  readonly error: string
}

/** A change of an audience, and whose it is. */
export interface AudienceEntry extends PersonKey, AudienceChange {}

/** A line of a ledger of points, and whose it is. */
export interface PointsEntry extends PersonKey, PointsChange {}

/** Everything one batch of steps changes. All of it lands, or none. */
export interface BatchCommit {
  readonly fences: readonly Fence[]
  readonly persons: readonly PersonProfile[]
  readonly enrollments: readonly StoredEnrollment[]
  readonly history: readonly { workspaceId: string; partitionId: number; entry: HistoryEntry }[]
  readonly messages: readonly OutboxMessage[]
  readonly messageFacts: readonly MessageFactEntry[]
  readonly orders: readonly { workspaceId: string; partitionId: number; order: OrderFact }[]
  readonly deltas: readonly WorkspaceDelta[]
  /** In the order in which they happened. */
  readonly audienceChanges: readonly AudienceEntry[]
  readonly pointsChanges: readonly PointsEntry[]
  readonly quarantined: readonly QuarantineEntry[]
  /** People whose enrollments and orders leave their partition in this batch (merges). */
  readonly departed: readonly PersonKey[]
  /** Who joined and left segments; undefined where nobody's standing changed. */
  readonly segments?: SegmentChanges | undefined
  /** Inputs for other partitions' logs: handovers and forwarded events. */
  readonly appends: readonly NewInput[]
}

/** `fenced`: another worker owns a partition by now; nothing was changed. `unknown`: read the leases before going on. */
export type CommitOutcome = 'committed' | 'fenced' | 'unknown'
