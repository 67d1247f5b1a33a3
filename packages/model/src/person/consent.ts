import { z } from 'zod'
import { Purpose } from '../message/purpose.ts'
import type { Instant } from '../seams.ts'

/** What somebody said about being contacted. Nothing said is `unknown`, which refuses marketing. */
export const ConsentState = z.enum(['granted', 'denied', 'unknown'])
export type ConsentState = z.infer<typeof ConsentState>

/** One choice: for a channel and a purpose. */
export const ConsentChange = z.object({
  channel: z.string().min(1).max(40),
  purpose: Purpose,
  state: ConsentState,
})
export type ConsentChange = z.infer<typeof ConsentChange>

/** A line of the append-only ledger. The latest line per (person, channel, purpose) holds. */
export interface ConsentEntry extends ConsentChange {
  readonly at: Instant
  /** What brought it: `event:<eventId>`, `unsubscribe:<sendKey>`, `suppression`. */
  readonly origin: string
}
