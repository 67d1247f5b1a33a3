import type { EnrollmentId, Fact, Instant, NodeId, PersonId, TrackedEvent } from '@periplo/model'

/** One event of a stream, in the order in which they were taken. */
export interface BacktestInput {
  /** Who it is, as known today. */
  readonly personId: PersonId
  /** The processing instant; for one person never less than that of the input before. */
  readonly receivedAt: Instant
  readonly event: TrackedEvent
  /** `history` tells of the person, and moves and enrols nobody by itself: what lies before the period. */
  readonly mode: 'live' | 'history'
}

/** What hears of everything a backtest does. */
export interface BacktestWatcher {
  /** Facts of one step, or what became of a message of it. For one person in order, over all people in none. */
  tell(personId: PersonId, facts: readonly Fact[]): void
}

/** Names the run that an input begins; distinct per input and node. */
export type NameRun = (input: BacktestInput, nodeId: NodeId) => EnrollmentId
