import type { PersonId } from '../ids.ts'
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
}
