import type { TrackedEvent } from '../event/event.ts'
import type { JourneyId, NodeId, StageId, VersionId } from '../ids.ts'
import type { JsonObject, JsonValue } from '../json.ts'
import type { Purpose } from '../message/purpose.ts'
import type { MessageChannel } from '../nodes/message.ts'
import type { AudienceAct, AudienceChange } from '../person/audience.ts'
import type { PointsChange } from '../person/points.ts'
import type { Instant } from '../seams.ts'
import type { EndReason, Enrollment, RememberedEvent, Timer } from './enrollment.ts'

/** What can move an enrollment. */
export type StepInput =
  | { readonly kind: 'event'; readonly event: TrackedEvent }
  | { readonly kind: 'timer'; readonly timerId: string }

/** What a message or webhook node wants sent. Rendered and decided at sending time. */
export interface SendIntent {
  /** hash(enrollment, node, visit, channel): unique for ever, passed to the provider as idempotency key. */
  readonly sendKey: string
  readonly nodeId: NodeId
  /** 1 for the first time this enrollment is in the node. */
  readonly visit: number
  readonly channel: MessageChannel | 'webhook'
  readonly purpose: Purpose
  /** What the template sees beside the person as they are when it is sent. */
  readonly entry: RememberedEvent
  readonly event: RememberedEvent
  readonly answers?: Readonly<Record<NodeId, JsonValue>>
  /** What a guard can ask of the run; only where the node has one. */
  readonly run?: Pick<Enrollment, 'entryNumber' | 'enteredAt' | 'correlation'>
}

/** An event that a run wants in the person's log. */
export interface Emission {
  /** hash(enrollment, node, visit): the same every time. */
  readonly eventId: string
  readonly nodeId: NodeId
  readonly name: string
  readonly occurredAt: Instant
  readonly properties: JsonObject
  /** How many emitted events brought it about, this one included. */
  readonly depth: number
  /** Set where it asks another journey to let the person in. */
  readonly enrol?: { readonly journeyId: JourneyId }
}

/** A change of one trait, with its value worked out; `undefined` value removes the trait. */
export interface TraitAssignment {
  readonly trait: string
  readonly value: JsonValue | undefined
}

/** What a step wants done; nothing has been done yet. */
export type Effect =
  | { readonly kind: 'timer-set'; readonly timer: Timer }
  | { readonly kind: 'timer-cancel'; readonly timerId: string }
  | { readonly kind: 'send'; readonly intent: SendIntent }
  | { readonly kind: 'emit'; readonly emission: Emission }
  | { readonly kind: 'audience'; readonly change: AudienceChange }
  | { readonly kind: 'points'; readonly change: PointsChange }
  | { readonly kind: 'assign-traits'; readonly assignments: readonly TraitAssignment[] }

/**
 * What an enrollment did. `at` is the event's own time (never before the enrollment's last fact), which
 * measures use. Every fact stands in the enrollment's history and nowhere else.
 */
export type Fact =
  | { readonly kind: 'enrollment-entered'; readonly at: Instant; readonly entryNumber: number }
  | { readonly kind: 'node-entered'; readonly at: Instant; readonly node: NodeId; readonly visit: number }
  | {
      readonly kind: 'node-left'
      readonly at: Instant
      readonly node: NodeId
      readonly port: string
      readonly to: NodeId
      readonly enteredAt: Instant
    }
  /** First time in this stage. `from` holds when each other stage had first been entered. */
  | {
      readonly kind: 'stage-entered'
      readonly at: Instant
      readonly stage: StageId
      readonly entryNumber: number
      readonly from: Readonly<Record<StageId, Instant>>
    }
  /** Back in a stage that stands before the one just left. */
  | {
      readonly kind: 'stage-regressed'
      readonly at: Instant
      readonly stage: StageId
      readonly from: StageId
    }
  | {
      readonly kind: 'stage-left'
      readonly at: Instant
      readonly stage: StageId
      readonly enteredAt: Instant
    }
  /** The run is over. Sits in `node`, entered at `enteredAt`; ends there without leaving by an edge. */
  | {
      readonly kind: 'enrollment-ended'
      readonly at: Instant
      readonly node: NodeId
      readonly enteredAt: Instant
      readonly reason: EndReason
    }
  /** The run goes on under another version: its entry into `node` counts on this one no more. */
  | ({ readonly kind: 'moved-out' } & Moving)
  /** The run has come from another version. `enteredAt` may lie before: the wait goes on. */
  | ({ readonly kind: 'moved-in'; readonly visit: number } & Moving)
  /** The goal was reached, in the run or (while it still counts) after it. `enteredAt` is the entry into the journey. */
  | {
      readonly kind: 'goal-reached'
      readonly at: Instant
      readonly enteredAt: Instant
      readonly entryNumber: number
    }
  /** An event was put into the log; with `refused` it was not, because too many had brought one another about. */
  | {
      readonly kind: 'emitted'
      readonly at: Instant
      readonly node: NodeId
      readonly event: string
      readonly refused?: 'loop'
    }
  /** Somebody came into an audience, or left it. */
  | {
      readonly kind: 'audience-changed'
      readonly at: Instant
      readonly node: NodeId
      readonly audience: string
      readonly act: AudienceAct
    }
  /** Loyalty points were given, or (negative) taken; `balance` is what the person had then. */
  | {
      readonly kind: 'points-changed'
      readonly at: Instant
      readonly node: NodeId
      readonly points: number
      readonly balance: number
    }
  /** First time at an experiment in this run: the arm the person is in. */
  | {
      readonly kind: 'assigned'
      readonly at: Instant
      readonly node: NodeId
      /** Id of the variant, or `control`. */
      readonly arm: string
    }
  /** What became of a message or webhook of `node`; `reason` for refused, failed and bounced. */
  | {
      readonly kind: 'message'
      readonly at: Instant
      readonly node: NodeId
      readonly outcome: MessageOutcome
      readonly reason?: string
      readonly sendKey: string
    }

/** A run as it is moved out of `version`, or into it: with all that it is counted by as somebody's run. */
interface Moving {
  readonly at: Instant
  readonly version: VersionId
  readonly node: NodeId
  readonly enteredAt: Instant
  /** When the run began. */
  readonly begunAt: Instant
  readonly entryNumber: number
  /** When each stage was first entered. */
  readonly stages: Readonly<Record<StageId, Instant>>
}

/** What can become of a message, in the order it usually happens. */
export const MESSAGE_OUTCOMES = [
  'refused',
  'sent',
  'failed',
  'delivered',
  'bounced',
  'opened',
  'clicked',
] as const
export type MessageOutcome = (typeof MESSAGE_OUTCOMES)[number]

/** One move of one enrollment: what it becomes, what it wants done, what it did. Nothing has happened yet. */
export interface Step {
  readonly enrollment: Enrollment
  readonly effects: readonly Effect[]
  readonly facts: readonly Fact[]
  /** The person's traits after the step; the same object when nothing changed. */
  readonly traits: JsonObject
  /** The audiences the person is in after the step; the same object when nothing changed. */
  readonly audiences: readonly string[]
  /** Balance of the person's loyalty points after the step. */
  readonly points: number
}

/**
 * A step as history keeps it. `input` names what caused it: `offset:<n>`, `timer:<id>`, `held:<n>` (an
 * event that a pause had kept waiting), `directive:<n>` or `move:<n>`.
 */
export interface HistoryEntry {
  readonly enrollmentId: string
  readonly seq: number
  /** Processing instant of the step. */
  readonly at: Instant
  readonly input: string
  readonly facts: readonly Fact[]
}
