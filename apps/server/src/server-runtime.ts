import type { Clock, Ids, TrackedEvent } from '@periplo/model'
import type { StudioVerbs } from '@periplo/runtime'

/** Whose events a request brings. */
export interface SourceRef {
  readonly sourceId: string
  readonly workspaceId: string
  readonly kind: 'browser' | 'server'
  readonly name: string
}

/** A refused event, as the Events screen shows it. */
export interface RejectedEvent {
  readonly code: string
  readonly reason: string
  /** What arrived, cut to 4 KB. */
  readonly excerpt: string
}

/** What the routes ask of the runtime: its verbs and nothing else. */
export interface ServerRuntime {
  readonly verbs: StudioVerbs
  /** The source that owns a write key; a revoked one is gone within 5 seconds. */
  findSource(writeKey: string): Promise<SourceRef | undefined>
  /** Resolves only when the events are in the log for good. Fails with `store/unavailable`. */
  ingest(
    source: SourceRef,
    events: readonly TrackedEvent[],
    options: { readonly mode: 'live' | 'history' },
  ): Promise<void>
  /** Shows refused events to the workspace. */
  reportRejected(source: SourceRef, rejections: readonly RejectedEvent[]): Promise<void>
  /** Records a click on a link of ours; undefined for a token we did not sign. */
  handleClick(token: string): Promise<{ readonly url: string } | undefined>
  handleOpen(token: string): Promise<void>
  /** Withdraws consent before the next send. Any number of times; only the first changes anything. */
  handleUnsubscribe(token: string): Promise<{ readonly kind: 'unsubscribed' | 'unknown' }>
  health(): Promise<{ readonly ready: boolean; readonly reasons: readonly string[] }>
}

/** The edges of the world, for the routes. */
export interface Seams {
  readonly clock: Clock
  readonly ids: Ids
}
