import type { ConsentEntry, OutboxMessage, RecentEvent, SegmentRules } from '@periplo/model'
import type { PersonKey, SendLedger } from '@periplo/store'
import type { Recipient } from './compose.ts'

/** A claimed message and who it is for. */
export interface Claim {
  readonly message: OutboxMessage
  /** Whose consent and ledger decide: who the person is by now. */
  readonly key: PersonKey
  /** Null: the person is gone. */
  readonly recipient: Recipient | null
  readonly consent: readonly ConsentEntry[]
  /** What they did, oldest first, as far as the guard of the node looks back. */
  readonly recent: readonly RecentEvent[]
  /** By what rule anybody belongs to the segments that the guard may name. */
  readonly segments?: SegmentRules | undefined
  /** What they were sent on the message's channel; read where a cap asks for it. `closed`: they became another. */
  readonly ledger: SendLedger | 'closed'
}

/** What may have changed since a message was claimed. */
export type Standing = Omit<Claim, 'message'>

/** The ledger of somebody who was sent nothing. */
export const NO_LEDGER: SendLedger = { revision: 0, slots: [] }
