import type { AuditCheck, Violation } from '@periplo/store'

/** The promises a database is held to; see the invariants in the architecture. */
export type Invariant = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8'

/** Checks that need to read facts and definitions, not only rows. */
export const RUN_CHECKS = [
  'history-gap',
  'history-without-enrollment',
  'input-taken-twice',
  'fold-differs',
  'fact-out-of-place',
  'version-missing',
  'timer-missing',
  'timer-left-over',
  'due-differs',
  'rollup-differs',
] as const
/** One of {@link RUN_CHECKS}. */
export type RunCheck = (typeof RUN_CHECKS)[number]

/** Something a database holds that it must not, per workspace (null: the installation's own tables). */
export interface Finding extends Violation {
  readonly invariant: Invariant
  readonly check: AuditCheck | RunCheck
  /** What it means, in one sentence. */
  readonly detail: string
}

/** Which promise each check belongs to, and what it means when it finds something. */
export const MEANINGS: { readonly [C in AuditCheck | RunCheck]: readonly [Invariant, string] } = {
  'log-gap': ['I1', 'A partition of the log has a gap, a double, or ends elsewhere than its head says.'],
  'applied-beyond-head': ['I1', 'A partition counts inputs as applied that its log does not hold.'],
  'event-twice': ['I1', 'An event stands in the log more than once.'],
  'event-lost': ['I1', 'An event was accepted, and is not in the log.'],
  'history-gap': ['I2', 'The steps of a run are not numbered from 1 to the number it has taken.'],
  'history-without-enrollment': ['I2', 'There is history of a run that does not exist.'],
  'input-taken-twice': ['I2', 'One input moved the same run twice.'],
  'fold-differs': ['I2', 'A run stands elsewhere than its history has led it.'],
  'fact-out-of-place': ['I2', 'A run did something at a node or stage its version does not have.'],
  'version-missing': ['I2', 'A run is on a version that does not exist.'],
  'send-twice': ['I3', 'One visit of a node wants more than one message.'],
  'send-key-shared': ['I3', 'Two messages share one key.'],
  'points-differ': ['I3', 'Somebody has another balance of points than their ledger adds up to.'],
  'message-unsettled': ['I3', 'A message is neither pending nor settled.'],
  'outcome-missing': ['I3', 'A settled message is not counted as what it came to.'],
  'timer-missing': ['I4', 'A run is under way with no timer that would ever wake it.'],
  'timer-left-over': ['I4', 'A run is over and still has a timer.'],
  'due-differs': ['I4', 'A run is due at another moment than its earliest timer.'],
  'segment-past-due': ['I4', 'Time has changed who belongs to a segment, and nobody has looked.'],
  'segment-size-differs': ['I5', 'The size of a segment differs from the number of its members.'],
  'rollup-differs': ['I5', 'A count differs from a recount over the facts.'],
  'sent-after-withdrawal': ['I6', 'A message was sent after its consent had been withdrawn.'],
  'workspace-crossed': ['I7', 'A row refers to another workspace.'],
  'person-missing': ['I7', 'A run belongs to nobody in its partition and workspace.'],
  'partition-astray': ['I7', 'A row stands in another partition than its person.'],
  'input-past-due': ['I8', 'An input waits in the log longer than the tolerance.'],
  'move-missed': ['I8', 'A run was to be asked whether it moves, and nobody is left to ask it.'],
  'timer-past-due': ['I8', 'A timer is past due and has not fired.'],
  'message-past-due': ['I8', 'A message is past due and nobody has claimed it.'],
}

/** A violation, with what it means. */
export function toFinding(check: Finding['check'], violation: Violation): Finding {
  const [invariant, detail] = MEANINGS[check]
  return { invariant, check, detail, ...violation }
}
