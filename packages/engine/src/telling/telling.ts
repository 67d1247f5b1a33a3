import type { Effect, EndReason, Enrollment, Fact, Instant, NodeId, StageId, Timer } from '@periplo/model'
import type { CompiledJourney } from '../compile-journey.ts'

/** The moments of a move. */
export interface Moments {
  /** Event time, which facts carry: never before the enrollment's last fact. */
  readonly factAt: Instant
  /** When the cause happened by its own account, which the conversion window is held against. */
  readonly causedAt: Instant
  /** How many emitted events brought the move about; 0 for a timer. */
  readonly depth: number
  /** The timer that fired: it is used up, not cancelled. */
  readonly firedTimerId?: string
  /** What would be sent is refused as overdue. */
  readonly silent?: true
}

/** What the telling must know of an enrollment before the move. */
export type Begun = Pick<
  Enrollment,
  | 'enrollmentId'
  | 'versionId'
  | 'entryNumber'
  | 'enteredAt'
  | 'convertibleUntil'
  | 'nodeId'
  | 'nodeEnteredAt'
  | 'stageId'
  | 'stageEnteredAt'
> & { readonly envelope: Pick<Enrollment['envelope'], 'timers' | 'visits' | 'stages'> }

/**
 * Where a run stands while its move is told, and what it did and wants done so far. Belongs to one call;
 * nobody sees it change.
 */
export interface Telling {
  readonly journey: CompiledJourney
  readonly begun: Begun
  readonly moments: Moments
  readonly facts: Fact[]
  readonly effects: Effect[]
  readonly visits: Record<NodeId, number>
  stages: Readonly<Record<StageId, Instant>>
  timers: readonly Timer[]
  nodeId: NodeId
  nodeEnteredAt: Instant
  stageId: StageId
  stageEnteredAt: Instant
  endReason: EndReason | null
  convertedAt: Instant | null
}

/** A telling of nothing yet. */
export function toTelling(journey: CompiledJourney, begun: Begun, moments: Moments): Telling {
  const { nodeId, nodeEnteredAt, stageId, stageEnteredAt, envelope } = begun
  const { timers, stages } = envelope
  const visits = { ...envelope.visits }
  const here = { nodeId, nodeEnteredAt, stageId, stageEnteredAt, timers, visits, stages }
  return { journey, begun, moments, facts: [], effects: [], ...here, endReason: null, convertedAt: null }
}
