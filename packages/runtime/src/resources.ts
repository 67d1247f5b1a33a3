import type { LinkSigner, Sealer } from '@periplo/channels'
import type { Clock, Ids } from '@periplo/model'
import type { Store } from '@periplo/store'
import type { Logger } from 'pino'
import type { AdvanceRoom } from './advance/advance-room.ts'
import type { DeliverRoom } from './deliver/load-claims.ts'
import type { JourneyCache } from './journey-cache.ts'
import type { Signals } from './loop.ts'

/** Everything the verbs share. Held for the life of the process; owns no truth. */
export interface Resources extends AdvanceRoom, DeliverRoom {
  readonly store: Store
  readonly journeys: JourneyCache
  /** The present of live workspaces; tests turn it. */
  readonly clock: Clock
  /** The machine's own clock, for leases between processes. */
  readonly wall: Clock
  readonly ids: Ids
  readonly log: Logger
  readonly signer: LinkSigner
  readonly sealer: Sealer
  readonly signals: Signals
  /** Waits, so that watchers are not served faster than they can look. */
  pace(ms: number, signal: AbortSignal): Promise<void>
  /** Called after every append to the log by this process. */
  readonly onAppend: Set<() => void>
  /** Names this process among workers. */
  readonly workerId: string
  /** The most partitions this process may lease. */
  readonly partitions: number
}
