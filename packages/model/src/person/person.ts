import type { PersonId, WorkspaceId } from '../ids.ts'
import type { SegmentRules } from '../segment/segment.ts'
import type { JsonObject } from '../json.ts'
import type { Instant } from '../seams.ts'
import type { ConsentEntry } from './consent.ts'

/** Something a person did, as far as conditions and measures look back. */
export interface RecentEvent {
  readonly name: string
  readonly occurredAt: Instant
  readonly properties: JsonObject
}

/** A person as the engine sees them at one instant. */
export interface PersonState {
  readonly personId: PersonId
  readonly traits: JsonObject
  /** IANA zone; the workspace's where the person's is not known. */
  readonly zone: string
  /** Events that count conditions of the journeys at hand may need, oldest first, up to the input being processed (included). */
  readonly recent: readonly RecentEvent[]
  /** The latest choice per channel and purpose; filled only where a journey at hand decides by it. */
  readonly consent: readonly ConsentEntry[]
  /** On the suppression list: never written to, for any purpose. */
  readonly suppressed: boolean
  /** The audiences they are in, in alphabetical order; none unless given. */
  readonly audiences?: readonly string[]
  /** Balance of their loyalty points; 0 unless given. */
  readonly points?: number
  /** By what rule anybody belongs to the segments that conditions at hand may name; none unless given. */
  readonly segments?: SegmentRules
}

/** A person as stored, beside their identifiers and consent. */
export interface PersonProfile {
  readonly workspaceId: WorkspaceId
  readonly partitionId: number
  readonly personId: PersonId
  readonly traits: JsonObject
  /** IANA zone, where a device or trait told it. */
  readonly zone: string | null
  readonly suppressed: boolean
  /** The audiences they are in, in alphabetical order. */
  readonly audiences: readonly string[]
  /** Balance of their loyalty points. */
  readonly points: number
  /** Known by more than an anonymous id. */
  readonly identified: boolean
  readonly firstSeenAt: Instant
  /** Within an hour of their latest event. */
  readonly lastSeenAt: Instant
  /** Latest offline order, so that late research knows whether it can matter. */
  readonly lastOrderAt: Instant | null
  /** Set once this person was merged into another: later inputs are forwarded there. */
  readonly mergedInto: { readonly personId: PersonId; readonly partitionId: number } | null
  /** Persons merged into this one. */
  readonly mergedFrom: readonly PersonOrigin[]
}

/** A person merged away, whose events stay in the log of their own partition. */
export interface PersonOrigin {
  readonly personId: PersonId
  readonly partitionId: number
}
