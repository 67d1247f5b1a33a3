import type { ConsentEntry, OutboxMessage } from '@periplo/model'
import type { Recipient } from './compose.ts'

/** A claimed message and who it is for. */
export interface Claim {
  readonly message: OutboxMessage
  /** Null: the person is gone. */
  readonly recipient: Recipient | null
  readonly consent: readonly ConsentEntry[]
}

/** What may have changed since a message was claimed. */
export type Standing = Omit<Claim, 'message'>
