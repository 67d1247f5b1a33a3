export { listAudienceMembersBatch, listAudiences } from './audiences.ts'
export type { AudienceMember, AudienceSize } from './audiences.ts'
export type {
  AuditedEnrollment,
  AuditedOutcome,
  AuditedRun,
  AuditedStep,
  AuditTerms,
  Snapshot,
  Tally,
  Violation,
} from './audit.ts'
export {
  inSnapshot,
  listHalfMerged,
  readTally,
  runCheck,
  streamOrders,
  streamOutcomes,
  streamRollups,
  streamRuns,
} from './audit.ts'
export type { AuditCheck } from './audit-checks.ts'
export type {
  AudienceEntry,
  PointsEntry,
  BatchCommit,
  CommitOutcome,
  Fence,
  QuarantineEntry,
  WorkspaceDelta,
} from './batch-commit.ts'
export { commitBatch } from './commit-batch.ts'
export type { Backlog } from './backlog.ts'
export { readBacklog } from './backlog.ts'
export { appendConsent, readConsent } from './consent.ts'
export type { EntryTally, StoredEnrollment } from './enrollments.ts'
export {
  readAllEnrollments,
  readEntryTallies,
  readJourneyEntries,
  readLiveEnrollments,
} from './enrollments.ts'
export type { Inside, JourneyStanding } from './standings.ts'
export {
  countInside,
  giveDirective,
  markVisited,
  pauseJourney,
  readInsideBatch,
  readStandings,
} from './standings.ts'
export type { AskedRuns, NodeCrowd, OverRule } from './move-counts.ts'
export { countAskedRuns, countCrowds } from './move-counts.ts'
export type { StoredMove } from './moves.ts'
export { insertMove, listMoves, markAsked, readAskedBatch, readMoves } from './moves.ts'
export type { StreamCursor } from './event-stream.ts'
export { readMergedPersons, readStreamBatch, STREAM_START } from './event-stream.ts'
export type { LoggedInput, NewInput, RecentQuery } from './event-log.ts'
export { appendInputs, readHeads, readInputs, readInputsOf, readRecent } from './event-log.ts'
export { isConnectionLoss, toStoreFailure } from './failures.ts'
export type { IdentifierKey, NewIdentifier, PersonRef } from './identifiers.ts'
export {
  findPersonRefs,
  insertIdentifiers,
  listIdentifiers,
  lockIdentifiers,
  repointPerson,
} from './identifiers.ts'
export type { WorkspaceTx } from './in-workspace.ts'
export { inWorkspace } from './in-workspace.ts'
export type { DraftChange, StoredJourney, StoredVersion } from './journeys.ts'
export {
  archiveJourney,
  findJourney,
  findVersion,
  insertJourney,
  insertVersion,
  listJourneys,
  listVersions,
  lockJourney,
  readLiveVersions,
  readVersions,
  unarchiveJourney,
  updateDraft,
} from './journeys.ts'
export type { Lease } from './leases.ts'
export { leasePartitionsBatch, readLeases, releasePartitions } from './leases.ts'
export type { Member } from './members.ts'
export { listMembers, listMemberships, putMember } from './members.ts'
export { raiseRevision, readRevision } from './catalogue.ts'
export type { MessageFactEntry } from './message-facts.ts'
export type { MessageClaim } from './message-claims.ts'
export { claimMessages, pruneClaimsBatch } from './message-claims.ts'
export type { ListedMessage } from './message-list.ts'
export { findMessage, listMessagesBatch } from './message-list.ts'
export { migrate } from './migrate.ts'
export { GLOBAL_TABLES, PARTITION_COUNT } from './migrations/0001-foundation.ts'
export { WORKSPACE_TABLES } from './workspace-tables.ts'
export { ensureMonths } from './months.ts'
export type { Store } from './open-store.ts'
export { openStore } from './open-store.ts'
export { readOrders } from './orders.ts'
export type { DuePartition, DuePerson, DueTerms } from './due-timers.ts'
export { findNextDue, readDueBatch } from './due-timers.ts'
export type { CountedFact, Send, SettleBatch, Settlement } from './outbox.ts'
export {
  claimMessagesBatch,
  findNextMessageDue,
  readSends,
  reclaimMessages,
  settleMessages,
} from './outbox.ts'
export { listPersonInputs } from './person-inputs.ts'
export type { ListedEnrollment, ListedPerson, LoggedEvent, PeopleCursor } from './people-list.ts'
export {
  findPerson,
  listEnrollments,
  listHistory,
  listMessageFacts,
  listPeopleBatch,
  listPeopleById,
  listPersonEventsBatch,
} from './people-list.ts'
export type { PersonKey } from './persons.ts'
export { findSurvivor, readPersons } from './persons.ts'
export type { LedgerMove, SendLedger, SendLedgerKey } from './send-ledgers.ts'
export { moveSendLedgers, readSendLedgers, toLedgerName, writeSendLedgers } from './send-ledgers.ts'
export type { Role } from './roles.ts'
export { ROLES } from './roles.ts'
export type { SentEmail } from './replay.ts'
export { isSettled, listSentEmails } from './replay.ts'
export type { RollupQuery } from './rollups.ts'
export { readJourneyRollups, readRollups } from './rollups.ts'
export type { SegmentMember, SegmentRow, StoredSegment } from './segments.ts'
export {
  insertSegment,
  listMembersBatch,
  listSegments,
  lockSegments,
  markFilled,
  readSegmentSizes,
  readSegments,
  updateSegment,
} from './segments.ts'
export type { SegmentChanges, StoredStandings } from './segment-standings.ts'
export { readSegmentStandings, readUnjudgedBatch } from './segment-standings.ts'
export type { Rejection, SeenLogEvent } from './seen-events.ts'
export {
  insertRejections,
  listRejectionsBatch,
  listSeenEventsBatch,
  pruneRejectionsBatch,
} from './seen-events.ts'
export type { Source } from './sources.ts'
export { findSourceByKey, insertSource, listSources, replaceSourceKey, revokeSource } from './sources.ts'
export type { Runner, Tx, TxOutcome } from './tx.ts'
export { inEngineTx, toRunner } from './tx.ts'
export type { Workspace } from './workspaces.ts'
export {
  getWorkspace,
  insertWorkspace,
  listWorkspaces,
  updateSendRules,
  updateWorkspaceProgress,
} from './workspaces.ts'
export { listPointsBatch } from './points-ledger.ts'
