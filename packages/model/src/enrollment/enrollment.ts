import type { EnrollmentId, JourneyId, NodeId, PersonId, StageId, VersionId } from '../ids.ts'
import type { TrackedEvent } from '../event/event.ts'
import type { JsonObject, JsonValue } from '../json.ts'
import type { Instant } from '../seams.ts'

/** Why a run ended. `exit` is an exit node, `handed-on` the start of another journey, `exit-rule` a rule of the journey, `refused` a message node's `onRefused: exit`, `withdrawn` a member who took everybody out. */
export type EndReason =
  | 'goal'
  | 'exit'
  | 'handed-on'
  | 'exit-rule'
  | 'refused'
  | 'withdrawn'
  | 'error'
  | 'merged'
  | 'erased'

/** A wake-up call an enrollment waits for. */
export interface Timer {
  /** The machine's own name for it; feeding it back fires it. */
  readonly timerId: string
  readonly nodeId: NodeId
  readonly dueAt: Instant
}

/** The event that an enrollment remembers for conditions and templates. */
export interface RememberedEvent {
  readonly name: string
  readonly occurredAt: Instant
  readonly properties: JsonObject
}

/**
 * What a pause has left of a run: it would have moved, and was kept where it is. Gone once it moves on.
 */
export interface Held {
  /** The first event that would have moved it; `offset` is its place in the log. None: its timer would have. */
  readonly heard?: { readonly offset: number; readonly event: TrackedEvent }
  /** Its next step sends nothing. */
  readonly silent?: true
}

/** The last move between versions that a run was asked about. */
export interface Moved {
  readonly no: number
  /** Where it stood before, as long as it stands where the move has put it: what taking the move back restores. */
  readonly origin?: {
    readonly versionId: VersionId
    readonly nodeId: NodeId
    readonly nodeEnteredAt: Instant
    readonly value: JsonValue
    readonly timers: readonly Timer[]
  }
}

/** Our own snapshot of a machine, stable over versions of the machine library. */
export interface Envelope {
  readonly schema: 1
  /** The machine's state value. */
  readonly value: JsonValue
  readonly entry: RememberedEvent
  /** The last event that moved the enrollment. */
  readonly last: RememberedEvent
  readonly timers: readonly Timer[]
  /** How often each node was entered. */
  readonly visits: Readonly<Record<NodeId, number>>
  /** The latest answer to each webhook that waits for one, as far as anybody asks for it. */
  readonly answers?: Readonly<Record<NodeId, JsonValue>>
  /** Only in a run that a pause has kept from moving. */
  readonly held?: Held
  /** Only in a run that was asked whether to move. */
  readonly moved?: Moved
  /** When each stage was first entered. */
  readonly stages: Readonly<Record<StageId, Instant>>
}

/** One person's run through one version, or through several where people were moved. Columns that indexes need stand beside the envelope. */
export interface Enrollment {
  readonly enrollmentId: EnrollmentId
  readonly personId: PersonId
  readonly journeyId: JourneyId
  readonly versionId: VersionId
  /** 1 for the person's first run through the journey, over all versions. */
  readonly entryNumber: number
  /** Value of the journey's correlation key, or empty. */
  readonly correlation: string
  readonly status: 'active' | 'ended'
  readonly endReason: EndReason | null
  /** Steps taken; gap-free from 1. */
  readonly seq: number
  /** The node the person is in, or ended in. */
  readonly nodeId: NodeId
  readonly nodeEnteredAt: Instant
  /** The stage the person is in, and since when without a break. */
  readonly stageId: StageId
  readonly stageEnteredAt: Instant
  /** The earliest timer, or null: also while the run is held. */
  readonly dueAt: Instant | null
  readonly enteredAt: Instant
  readonly endedAt: Instant | null
  /** When the goal was reached, in the run or after it. */
  readonly convertedAt: Instant | null
  /** Until when (inclusive) the goal still counts; null without a global goal. */
  readonly convertibleUntil: Instant | null
  readonly envelope: Envelope
}
