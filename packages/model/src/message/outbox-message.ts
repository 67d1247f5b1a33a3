import type { EnrollmentId, JourneyId, PersonId, VersionId, WorkspaceId } from '../ids.ts'
import type { SendIntent } from '../enrollment/step.ts'
import type { Instant } from '../seams.ts'

/** Where a message stands. `pending` is the only state that is not terminal. */
export type MessageStatus = 'pending' | 'sent' | 'failed' | 'refused' | 'cancelled'

/**
 * Why a message was refused. `not-eligible`: the guard of its node did not hold. `overdue`: its journey was paused
 * when it was due, and it was given up.
 */
export type RefusalReason =
  | 'erased'
  | 'suppressed'
  | 'consent-denied'
  | 'consent-unknown'
  | 'no-address'
  | 'not-eligible'
  | 'frequency-cap'
  | 'overdue'

/** A message waiting to leave: the intent and whose it is. */
export interface OutboxMessage extends SendIntent {
  readonly workspaceId: WorkspaceId
  readonly partitionId: number
  readonly personId: PersonId
  readonly enrollmentId: EnrollmentId
  readonly journeyId: JourneyId
  readonly versionId: VersionId
  readonly createdAt: Instant
  readonly dueAt: Instant
  /** Sends tried so far, this one included. */
  readonly attempt: number
}
