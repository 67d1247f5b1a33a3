import type { Instant, TrackedEvent } from '@periplo/model'

/** One accepted event on its way into the log. */
export interface Arrival {
  readonly workspaceId: string
  readonly sourceId: string
  readonly event: TrackedEvent
  readonly receivedAt: Instant
  /** `history` enrols nobody and moves nobody. */
  readonly mode: 'live' | 'history'
}
