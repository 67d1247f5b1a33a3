import { z } from 'zod'
import { isJsonObject, type JsonObject } from '../json.ts'
import type { Instant } from '../seams.ts'
import type { CallType } from './event.ts'
import { CALL_TYPES } from './limits.ts'

const Id = z.union([z.string(), z.number()]).nullish()
const Moment = z.union([z.string(), z.number()]).nullish()
const Dictionary = z.custom<JsonObject>(isJsonObject, 'must be an object').nullish()

/**
 * One call as it arrives: the Segment Spec's common fields. Unknown fields are allowed and dropped; what is
 * inside `context`, `traits` and `properties` is free, read where it makes sense and ignored where not.
 */
export const IncomingEvent = z.object({
  type: z.enum(CALL_TYPES),
  messageId: z.string().min(1).max(200).nullish(),
  userId: Id,
  anonymousId: Id,
  previousId: Id,
  groupId: Id,
  event: z.string().max(200).nullish(),
  name: z.string().max(1_000).nullish(),
  category: z.string().max(1_000).nullish(),
  timestamp: Moment,
  sentAt: Moment,
  properties: Dictionary,
  traits: Dictionary,
  context: Dictionary,
})
export type IncomingEvent = z.infer<typeof IncomingEvent>

/** What surrounds a call. */
export interface Reception {
  /** What the address says the call is; wins over the body's `type`. */
  readonly type?: CallType
  readonly receivedAt: Instant
  /** `sentAt` of the batch, for events that have none of their own. */
  readonly sentAt?: string | number
  /** Bytes the event takes at most, where the caller knows; else they are counted. */
  readonly atMostBytes?: number
  /** Names an event that came without a `messageId`: it can then not be recognised when it comes again. */
  readonly newEventId: () => string
}
