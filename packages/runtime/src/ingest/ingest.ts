import type { TrackedEvent } from '@periplo/model'
import { insertRejections, toRunner } from '@periplo/store'
import { gatherSmall } from '../loop.ts'
import type { Resources } from '../resources.ts'
import { createGroupCommit } from './group-commit.ts'
import { createIdentityMemory } from './identity-memory.ts'
import { writeArrivals } from './write-arrivals.ts'
import type { Arrival } from './arrival.ts'

/** The most events one write takes. */
const GROUP = 1_000
const MAX_EXCERPT = 4_096

/** Who an event came from. */
export interface SourceRef {
  readonly sourceId: string
  readonly workspaceId: string
  readonly kind: 'browser' | 'server'
  readonly name: string
}

/** An event that was refused at the door, and why. */
export interface Refusal {
  readonly code: string
  readonly reason: string
  /** What arrived; cut to 4 KB when it is kept. */
  readonly excerpt: string
}

/** The way into the log. */
export interface Ingest {
  /**
   * Writes events into the log and resolves once they are committed; callers at the same time share commits.
   * An event that was taken before is passed over. Fails with `store/unavailable`: none of them was taken.
   */
  take(arrivals: readonly Arrival[]): Promise<void>
  /** Keeps refused events for the Events screen. */
  reportRejected(source: SourceRef, refusals: readonly Refusal[]): Promise<void>
}

/** Opens the way into the log. */
export function createIngest(
  resources: Pick<Resources, 'store' | 'ids' | 'wall' | 'onAppend' | 'signals'>,
): Ingest {
  const { store, ids, wall, onAppend, signals } = resources
  const memory = createIdentityMemory()
  const take = createGroupCommit<Arrival>(
    async (arrivals) => {
      await writeArrivals({ store, ids, memory }, arrivals, wall.now().getTime())
      for (const wake of onAppend) wake()
      signals.announce(new Set(arrivals.map((arrival) => arrival.workspaceId)))
    },
    GROUP,
    gatherSmall,
  )
  return {
    take,
    async reportRejected(source, refusals) {
      const receivedAt = wall.now().getTime()
      await insertRejections(
        toRunner(store),
        refusals.map(({ code, reason, excerpt }) => ({
          workspaceId: source.workspaceId,
          rejectionId: ids.uuid(),
          sourceId: source.sourceId,
          receivedAt,
          code,
          reason,
          excerpt: excerpt.slice(0, MAX_EXCERPT).toWellFormed().replaceAll('\u0000', '\uFFFD'),
        })),
      )
      signals.announce([source.workspaceId])
    },
  }
}

/** An accepted event of a source, as it arrives now. In a turned workspace now is when it happened. */
export function toArrival(
  { journeys, clock }: Pick<Resources, 'journeys' | 'clock'>,
  source: SourceRef,
  { event, mode }: { event: TrackedEvent; mode: Arrival['mode'] },
): Arrival {
  const { workspaceId, sourceId } = source
  const isTurned = journeys.findWorkspace(workspaceId)?.clock === 'turned'
  const receivedAt = isTurned ? event.occurredAt : clock.now().getTime()
  return { workspaceId, sourceId, event, receivedAt, mode }
}
