import type { Identifier, Instant } from '@periplo/model'

/** A page of a list; `next` continues it, null at the end. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly next: string | null
}

/** One line of the People screen. */
export interface PersonSummary {
  readonly personId: string
  /** Name trait, or the strongest identifier, or null for somebody anonymous. */
  readonly name: string | null
  readonly identifiers: readonly Identifier[]
  readonly firstSeenAt: Instant
  readonly lastSeenAt: Instant
  /** Runs that are not over. */
  readonly activeEnrollments: number
}
