import type {
  Enrollment,
  Instant,
  JourneyId,
  NodeId,
  PersonState,
  RememberedEvent,
  TraitAssignment,
} from '@periplo/model'

/** What guards and actions see while one run makes one move. Lives for that move only. */
export interface Run {
  readonly journeyId: JourneyId
  readonly person: PersonState
  readonly entry: RememberedEvent
  /** The enrollment before the move. */
  readonly run: Pick<Enrollment, 'entryNumber' | 'enteredAt' | 'correlation'>
  /** The event that causes the move; for a timer, the last one that did. */
  readonly event: RememberedEvent
  /** The move's event time: the end of count windows. */
  readonly at: Instant
  /** The processing instant: timers count from it. */
  readonly now: Instant
  /** By which entry node the run begins; empty once it has. */
  readonly enteringBy: NodeId
  /** What the last profile update of this move came to. */
  readonly assignments: readonly TraitAssignment[]
}
