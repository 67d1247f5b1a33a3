import { createHash } from 'node:crypto'
import { StudioError } from '@periplo/model'
import type { Instant } from '@periplo/model'
import type { Source } from '@periplo/store'
import {
  inWorkspace,
  insertSource,
  listSeenEventsBatch,
  listSources,
  replaceSourceKey,
  revokeSource,
} from '@periplo/store'
import { drawBytes } from '../luck.ts'
import type { Resources } from '../resources.ts'
import type { SourceSummary, StudioVerbs } from '../verbs.ts'

/** Events looked at to tell when each source sent its latest. */
const LATEST_EVENTS = 2_000

type SourceVerbs = Pick<
  StudioVerbs['workspace'],
  'listSources' | 'createSource' | 'replaceSourceKey' | 'revokeSource'
>

/** The verbs about who may send events. */
export function toSourceVerbs(resources: Resources): SourceVerbs {
  const { store } = resources
  return {
    listSources: ({ workspaceId }) =>
      inWorkspace(store, workspaceId, async (tx) => {
        const seen = await listSeenEventsBatch(
          tx,
          { until: Number.MAX_SAFE_INTEGER, name: '' },
          LATEST_EVENTS,
        )
        const latest = new Map(seen.toReversed().map(({ body, receivedAt }) => [body.sourceId, receivedAt]))
        const sources = await listSources(tx)
        return sources.map((source) => toSourceSummary(source, latest.get(source.sourceId)))
      }),
    createSource: async ({ workspaceId, name, kind }) => {
      const { writeKey, ...key } = drawWriteKey()
      const source = {
        workspaceId,
        sourceId: resources.ids.uuid(),
        name,
        kind,
        ...key,
        createdAt: resources.wall.now().getTime(),
        formerKeyUntil: null,
        revokedAt: null,
      }
      await inWorkspace(store, workspaceId, (tx) => insertSource(tx, source))
      return { ...toSourceSummary(source), writeKey }
    },
    replaceSourceKey: async ({ workspaceId, sourceId, overlapMs }) => {
      const { writeKey, ...key } = drawWriteKey()
      const formerKeyUntil = resources.wall.now().getTime() + overlapMs
      const source = await inWorkspace(store, workspaceId, (tx) =>
        replaceSourceKey(tx, { sourceId, ...key, formerKeyUntil }),
      )
      if (!source) throw new StudioError('source/not-found', 'There is no such source in use.')
      return { ...toSourceSummary(source), writeKey }
    },
    revokeSource: async ({ workspaceId, sourceId }) => {
      const at = resources.wall.now().getTime()
      const revoked = await inWorkspace(store, workspaceId, (tx) => revokeSource(tx, sourceId, at))
      if (!revoked) throw new StudioError('source/not-found', 'There is no such source in use.')
    },
  }
}

interface WriteKey {
  readonly writeKey: string
  readonly keyHash: string
  readonly keyHint: string
}

function drawWriteKey(): WriteKey {
  const writeKey = `pk_${drawBytes(18).toString('base64url')}`
  return { writeKey, keyHash: toWriteKeyHash(writeKey), keyHint: writeKey.slice(0, 7) }
}

/** What is stored of a write key: keys are long and random, so one round of SHA-256 keeps them secret. */
export function toWriteKeyHash(writeKey: string): string {
  return createHash('sha256').update(writeKey).digest('hex')
}

function toSourceSummary(source: Source, lastEventAt: Instant | null = null): SourceSummary {
  const { sourceId, name, kind, keyHint, createdAt, formerKeyUntil, revokedAt } = source
  return { sourceId, name, kind, keyHint, createdAt, formerKeyUntil, revokedAt, lastEventAt }
}
