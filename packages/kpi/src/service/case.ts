import type { Channel, Instant } from '@periplo/model'

/** The customer turning to us once about a case. */
export interface Contact {
  readonly at: Instant
  readonly channel: Channel
  readonly interactionId: string | null
  readonly agentId: string | null
  /** Time of an agent, in milliseconds; 0 where nobody tells. */
  readonly handleMs: number
  /** How long the customer waited before somebody answered; null where nobody tells. */
  readonly waitMs: number | null
  /** False where the sender says that what was known before did not come along. */
  readonly hasContext: boolean
  /** The problem in the customer's words. */
  readonly statement: string | null
}

/** A case handed on. */
export interface Transfer {
  readonly at: Instant
  readonly between: 'agents' | 'teams' | 'channels'
  readonly from: string | null
  readonly to: string | null
}

/** A time in which the case waited for the customer: `[from, to)`; `to` null while it lasts. */
export interface Pending {
  readonly from: Instant
  readonly to: Instant | null
}

/** The customer was asked for something. */
export interface Asked {
  readonly at: Instant
  readonly field: string | null
  /** Whether the sender says it had been given before. */
  readonly again: boolean
}

/** One problem of a customer, from the first contact in any channel on. */
export interface Case {
  readonly caseId: string
  /** Null where nobody is named, or may not be. */
  readonly personId: string | null
  /** In lower case. */
  readonly topic: string | null
  readonly openedAt: Instant
  /** Of the first contact. */
  readonly channel: Channel
  /** In order; at least one. */
  readonly contacts: readonly Contact[]
  /** When somebody, or a bot, first answered; null for not yet. */
  readonly firstResponseAt: Instant | null
  readonly transfers: readonly Transfer[]
  readonly asked: readonly Asked[]
  readonly pending: readonly Pending[]
  /** When it was closed, and reopened since, in order. */
  readonly closures: readonly Closure[]
  /** The agent's own word that one contact was enough; null for none. */
  readonly flaggedFirstContact: boolean | null
}

/** A closing of a case; `reopenedAt` null where it held. */
export interface Closure {
  readonly at: Instant
  readonly reopenedAt: Instant | null
}
