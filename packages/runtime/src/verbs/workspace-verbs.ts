import { createHash } from 'node:crypto'
import { StudioError } from '@periplo/model'
import type { Instant, SendRules } from '@periplo/model'
import type { Member, Source } from '@periplo/store'
import {
  getWorkspace,
  inWorkspace,
  insertSource,
  listJourneys,
  listMembers,
  listSeenEventsBatch,
  listSources,
  replaceSourceKey,
  revokeSource,
  updateSendRules,
} from '@periplo/store'
import { drawBytes } from '../luck.ts'
import type { Resources } from '../resources.ts'
import type { MemberSummary, SourceSummary, StudioVerbs } from '../verbs.ts'
import { readPresent } from './read-present.ts'

/** Events looked at to tell when each source sent its latest. */
const LATEST_EVENTS = 2_000

/** The verbs about the workspace itself. */
export function toWorkspaceVerbs(resources: Resources): StudioVerbs['workspace'] {
  const { store } = resources
  return {
    get: async ({ workspaceId }) => {
      const { name, clock, demo, zone, history } = await getWorkspace(store, workspaceId)
      const staysInside = demo || clock === 'turned' || resources.email === null
      const now = await readPresent(resources, workspaceId)
      return { workspaceId, name, clock, demo, zone, now, mail: staysInside ? 'inbox' : 'smtp', history }
    },
    listMembers: async ({ workspaceId }) => (await listMembers(store, workspaceId)).map(toMemberSummary),
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
    getSendRules: async ({ workspaceId }) => (await getWorkspace(store, workspaceId)).sendRules,
    saveSendRules: async ({ workspaceId, rules }) => {
      await refuseStrangers(resources, workspaceId, rules)
      await updateSendRules(store, workspaceId, { rules, now: resources.clock.now().getTime() })
      await resources.journeys.refresh()
      return rules
    },
    getSigningSecret: async ({ workspaceId }) => ({
      secret: resources.openSecret(await getWorkspace(store, workspaceId)),
    }),
  }
}

async function refuseStrangers(
  { store }: Resources,
  workspaceId: string,
  { important = [] }: SendRules,
): Promise<void> {
  if (important.length === 0) return
  const own = new Set((await inWorkspace(store, workspaceId, listJourneys)).map(({ journeyId }) => journeyId))
  if (important.some((journeyId) => !own.has(journeyId)))
    throw new StudioError(
      'journey/not-found',
      'There is no such journey to go first; the rules are unchanged.',
    )
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

function toMemberSummary({ userId, name, email, role }: Member): MemberSummary {
  return { memberId: userId, name, email, role }
}

function toSourceSummary(source: Source, lastEventAt: Instant | null = null): SourceSummary {
  const { sourceId, name, kind, keyHint, createdAt, formerKeyUntil, revokedAt } = source
  return { sourceId, name, kind, keyHint, createdAt, formerKeyUntil, revokedAt, lastEventAt }
}
