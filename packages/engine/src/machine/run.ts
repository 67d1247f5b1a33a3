import type {
  Enrollment,
  Instant,
  JourneyId,
  NodeId,
  PersonState,
  RememberedEvent,
  TraitAssignment,
  WebhookAnswer,
} from '@periplo/model'

/** What a run knows of itself. */
export type RunSelf = Pick<Enrollment, 'enrollmentId' | 'entryNumber' | 'enteredAt' | 'correlation'> & {
  readonly envelope: Pick<Enrollment['envelope'], 'visits' | 'answers'>
}

/** What guards and actions see while one run makes one move. Lives for that move only. */
export interface Run {
  readonly journeyId: JourneyId
  readonly person: PersonState
  readonly entry: RememberedEvent
  /** The enrollment before the move. */
  readonly run: RunSelf
  /** What became of a call, where that is what moves the run. */
  readonly answer?: WebhookAnswer | undefined
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
