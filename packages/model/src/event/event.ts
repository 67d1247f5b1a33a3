import type { EnrollmentId, JourneyId, NodeId, PersonId, SourceId, VersionId, WorkspaceId } from '../ids.ts'
import type { JsonObject, JsonValue } from '../json.ts'
import type { Instant } from '../seams.ts'
import type { Channel } from './channel.ts'
import type { ConsentChange } from '../person/consent.ts'
import type { MembershipChange } from '../segment/segment.ts'

/** What kind of call brought the event. */
export type CallType = 'track' | 'page' | 'screen' | 'identify' | 'group' | 'alias'

/** A name somebody is known by. E-mail in lower case, phone as digits with `+`. */
export interface Identifier {
  readonly kind: IdentifierKind
  readonly value: string
}

/** Kinds of identifier, the strongest first. All but `anonymous` identify a person for coverage. */
export const IDENTIFIER_KINDS = ['user', 'email', 'phone', 'loyalty', 'anonymous'] as const
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number]

/** Something odd about an event that was still accepted. */
export type EventFlag = 'clock-ahead' | 'currency-missing' | 'unknown-channel'

/**
 * One event as the rest of the house sees it: validated, with its instants corrected and its money in
 * minor units. What enrollments do (facts) is never an event.
 */
export interface TrackedEvent {
  /** The wire's `messageId`. */
  readonly eventId: string
  readonly type: CallType
  /** The tracked name, or `Page Viewed`, `Screen Viewed`, `Identify`, `Group`, `Alias`. */
  readonly name: string
  /** When it happened: the client's clock corrected by `sentAt`, never after `receivedAt`. */
  readonly occurredAt: Instant
  readonly channel: Channel
  readonly identifiers: readonly Identifier[]
  /** Set only by `alias`: the identifier to merge in. */
  readonly previous?: Identifier
  readonly properties: JsonObject
  /**
   * Where it came from, as the sender tells: `campaign`, `page`, `referrer`, `app`, `device`, `location.store_id`,
   * 2 KB at most. To be looked at: conditions read `properties` alone.
   */
  readonly context?: JsonObject
  /** Traits the call sets on the person. */
  readonly traits?: JsonObject
  /** Net of discounts, without shipping and tax, in minor units of `currency`. */
  readonly amountMinor?: number
  /** ISO 4217. */
  readonly currency?: string
  /** IANA zone of the device, where it is valid. */
  readonly zone?: string
  readonly locale?: string
  /** Choices about consent carried by the event. */
  readonly consent?: readonly ConsentChange[]
  /** The run that emitted it; set by our own runs alone. */
  readonly origin?: EventOrigin
  /** Asks that the person be let into a journey; set by our own doors and runs alone. */
  readonly enrol?: { readonly journeyId: JourneyId }
  /** What became of a call that a run waits for; set by our own delivery alone. */
  readonly answer?: WebhookAnswer
  /** That the person joined a segment, or left it; set by our own runs alone. */
  readonly membership?: MembershipChange
  /** What our own messages were about: set on receipts and on clicks through our links. */
  readonly touch?: TouchRef
  readonly flags: readonly EventFlag[]
}

/** How many events brought an event about, itself included; 0 where it came from outside. */
export function toDepth({ origin, membership }: Pick<TrackedEvent, 'origin' | 'membership'>): number {
  return origin?.depth ?? membership?.depth ?? 0
}

/** The name of an event that asks for an enrollment. */
export const ENROLLMENT_REQUESTED = 'Enrollment Requested'

/** The name of the event that brings the answer to a webhook. */
export const WEBHOOK_ANSWERED = 'Webhook Answered'

/** What an address answered to the call sent under `sendKey`; null where it failed, or said nothing we can keep. */
export interface WebhookAnswer {
  readonly sendKey: string
  readonly failed: boolean
  readonly body: JsonValue
}

/** Points from an emitted event back to the run that emitted it. */
export interface EventOrigin {
  readonly enrollmentId: EnrollmentId
  readonly journeyId: JourneyId
  readonly versionId: VersionId
  readonly nodeId: NodeId
  /** How many emitted events brought it about, this one included. */
  readonly depth: number
}

/** Points from a receipt back to the message it is about. */
export interface TouchRef {
  readonly sendKey: string
  readonly enrollmentId: string
  readonly journeyId: string
  readonly versionId: string
  readonly nodeId: string
}

/** Where an input stands in the log: gap-free per partition, over all workspaces. */
export interface LogPosition {
  readonly partitionId: number
  readonly offset: number
}

/** One entry of a partition's log; the log's order is the order of processing. */
export interface LogInput extends LogPosition {
  readonly workspaceId: WorkspaceId
  readonly personId: PersonId
  /** When the API took it; for a turned clock, when it happened. */
  readonly receivedAt: Instant
  readonly body: LogBody
}

/** What an input says. `merge` and `handover` are the two halves of one merge of persons. */
export type LogBody =
  | {
      readonly kind: 'event'
      readonly sourceId: SourceId
      /** Imported history updates profiles and measures but enrols nobody. */
      readonly mode: 'live' | 'history'
      readonly event: TrackedEvent
    }
  | { readonly kind: 'merge'; readonly winner: { readonly personId: PersonId; readonly partitionId: number } }
  | { readonly kind: 'handover'; readonly from: PersonId; readonly bundle: JsonObject }
