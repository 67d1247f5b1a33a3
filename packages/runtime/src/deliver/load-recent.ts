import { isDeedCondition, listConditions } from '@periplo/model'
import type { Clock, OutboxMessage, RecentEvent } from '@periplo/model'
import type { RecentQuery, Store } from '@periplo/store'
import { readRecent, toRunner } from '@periplo/store'
import type { JourneyCache } from '../journey-cache.ts'
import { toRecentEvents } from '../recent-events.ts'
import type { Addressee } from './find-addressees.ts'
import { toPresent } from './judge-message.ts'

/** What looking back needs of the runtime. */
export interface LookBackRoom {
  readonly store: Store
  readonly journeys: JourneyCache
  readonly clock: Clock
}

/**
 * What people did, as far as the guards of their messages look back, by send key. Nothing is read for messages
 * whose guard does not; their versions must be loaded.
 */
export async function loadRecent(
  room: LookBackRoom,
  messages: readonly OutboxMessage[],
  addressees: ReadonlyMap<string, Addressee>,
): Promise<ReadonlyMap<string, readonly RecentEvent[]>> {
  const asked = messages.flatMap((message) => listQueries(room, message, addressees))
  const found = await readRecent(toRunner(room.store), asked)
  const inputs = Map.groupBy(asked.keys(), (at) => asked[at]?.sendKey ?? '')
  return new Map(
    [...inputs].map(([sendKey, places]) => [
      sendKey,
      toRecentEvents([...places].flatMap((at) => found[at] ?? [])).toSorted(
        (a, b) => a.occurredAt - b.occurredAt,
      ),
    ]),
  )
}

function listQueries(
  { journeys, clock }: LookBackRoom,
  message: OutboxMessage,
  addressees: ReadonlyMap<string, Addressee>,
): readonly (RecentQuery & { readonly sendKey: string })[] {
  const { definition, interests } = journeys.get(message.versionId).journey
  const node = definition.nodes.find(({ id }) => id === message.nodeId)
  const counts = journeys.listCounts(message.workspaceId, interests)
  const looksBack =
    node?.kind === 'message' &&
    node.guard &&
    listConditions(node.guard).some((part) => isDeedCondition(part) || part.op === 'segment')
  const workspace = journeys.findWorkspace(message.workspaceId)
  const addressee = addressees.get(message.personId)
  if (!looksBack || !workspace || !addressee?.recipient) return []
  const until = toPresent(clock, workspace, message)
  const from = until - Math.max(0, ...counts.map(({ withinMs }) => withinMs))
  const names = counts.map(({ event }) => event)
  const { sendKey, workspaceId } = message
  const { key, recipient } = addressee
  return [key, ...recipient.profile.mergedFrom].map(({ partitionId, personId }) => {
    return { sendKey, workspaceId, partitionId, personId, from, until, names }
  })
}
