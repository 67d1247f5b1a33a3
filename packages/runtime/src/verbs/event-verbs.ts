import { isJsonList } from '@periplo/model'
import type { JsonObject, JsonValue, TrackedEvent } from '@periplo/model'
import type { Rejection, SeenLogEvent, WorkspaceTx } from '@periplo/store'
import { inWorkspace, listRejectionsBatch, listSeenEventsBatch, listSources } from '@periplo/store'
import type { Resources } from '../resources.ts'
import type { SeenEvent, StudioVerbs } from '../verbs.ts'
import { cutPage, parsePlace } from './cursor.ts'

/** Events looked at to learn what names and properties there are. */
const SAMPLE = 2_000
const LOOK_MS = 2_000
const PACE_MS = 300

/** The verbs about events. */
export function toEventVerbs(resources: Resources): StudioVerbs['events'] {
  const { store } = resources
  return {
    list: ({ workspaceId, show, name, cursor, limit }) =>
      inWorkspace(store, workspaceId, async (tx) => {
        const place = parsePlace(cursor)
        const found = await listSeen(tx, { show, name, until: place.at }, place.shown + limit + 1)
        return cutPage(found, { place, limit, atOf: (event) => event.receivedAt })
      }),
    async *watch({ workspaceId, signal }) {
      const bell = resources.signals.listen(workspaceId, signal)
      let after = resources.clock.now().getTime()
      while (!signal.aborted) {
        await bell.wait(LOOK_MS, signal)
        const seen = await inWorkspace(store, workspaceId, (tx) =>
          listSeen(tx, { show: 'all', name: '', until: Number.MAX_SAFE_INTEGER, after }, 200),
        )
        after = Math.max(after, ...seen.map((event) => event.receivedAt))
        if (seen.length > 0) yield seen
        await resources.pace(PACE_MS, signal)
      }
    },
    listNames: ({ workspaceId }) =>
      inWorkspace(store, workspaceId, async (tx) => {
        const sample = await listSeenEventsBatch(tx, { until: Number.MAX_SAFE_INTEGER, name: '' }, SAMPLE)
        const byName = Map.groupBy(sample, (seen) => seen.body.event.name)
        return [...byName]
          .toSorted((a, b) => b[1].length - a[1].length)
          .map(([name, seen]) => ({ name, paths: listPaths(seen.slice(0, 50)) }))
      }),
  }
}

interface SeenQuery {
  readonly show: 'all' | 'accepted' | 'rejected'
  readonly name: string
  readonly until: number
  readonly after?: number
}

async function listSeen(tx: WorkspaceTx, query: SeenQuery, limit: number): Promise<readonly SeenEvent[]> {
  const { show, name } = query
  const sources = new Map((await listSources(tx)).map((source) => [source.sourceId, source.name]))
  const accepted = show === 'rejected' ? [] : await listSeenEventsBatch(tx, query, limit)
  const rejected = show === 'accepted' || name !== '' ? [] : await listRejectionsBatch(tx, query, limit)
  return [
    ...accepted.map((event) => toAccepted(event, sources)),
    ...rejected.map((rejection) => toRejected(rejection, sources)),
  ]
    .toSorted((a, b) => b.receivedAt - a.receivedAt)
    .slice(0, limit)
}

function toAccepted(
  { receivedAt, personId, body }: SeenLogEvent,
  sources: ReadonlyMap<string, string>,
): SeenEvent {
  const { eventId, name, type, channel, occurredAt, flags } = body.event
  return {
    kind: 'accepted',
    receivedAt,
    occurredAt,
    eventId,
    name,
    type,
    channel,
    personId,
    sourceName: sources.get(body.sourceId) ?? '',
    properties: toShown(body.event),
    flags,
  }
}

/** What a call said beside its properties stands with them, under the wire's own names. */
function toShown({ properties, traits, context }: TrackedEvent): JsonObject {
  return { ...properties, ...(traits && { traits }), ...(context && { context }) }
}

function toRejected(rejection: Rejection, sources: ReadonlyMap<string, string>): SeenEvent {
  const { receivedAt, rejectionId, sourceId, code, reason, excerpt } = rejection
  const sourceName = sources.get(sourceId) ?? ''
  return { kind: 'rejected', receivedAt, rejectionId, sourceName, code, reason, excerpt }
}

function listPaths(seen: readonly SeenLogEvent[]): readonly string[] {
  const paths = new Set<string>()
  for (const { body } of seen) collectPaths(body.event.properties, '', paths)
  return [...paths].toSorted().slice(0, 100)
}

function collectPaths(value: JsonValue, prefix: string, paths: Set<string>): void {
  if (typeof value !== 'object' || value === null || prefix.split('.').length > 4) {
    paths.add(prefix)
    return
  }
  const entries = isJsonList(value) ? Object.entries(value.slice(0, 1)) : Object.entries(value)
  for (const [key, item] of entries) collectPaths(item, prefix === '' ? key : `${prefix}.${key}`, paths)
}
