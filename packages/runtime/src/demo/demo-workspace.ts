import { StudioError } from '@periplo/model'
import type { Clock, Ids, Instant, JourneyDefinition } from '@periplo/model'
import { getWorkspace, inWorkspace, listJourneys, listWorkspaces } from '@periplo/store'
import type { Workspace } from '@periplo/store'
import { toKeyHash } from '../ingest/hashing.ts'
import type { Runtime } from '../open-runtime.ts'
import type { Resources } from '../resources.ts'
import type { Actor } from '../verbs.ts'
import { toJourneyVerbs } from '../verbs/journey-verbs.ts'
import { toWorkspaceVerbs } from '../verbs/workspace-verbs.ts'
import { DRAFT_JOURNEYS, PUBLISHED_JOURNEYS } from './journeys/demo-journeys.ts'

/** The demo's workspace: always the same, so that a restart finds it. */
export const DEMO_WORKSPACE_ID = '0d3a0000-6e6f-4264-8963-612d64656d6f'

const ZONE = 'Europe/Madrid'
const MARKETER: Actor = { memberId: 'demo', name: 'Marta Arias' }

/** Ids that repeat with the seed, so that the same people go the same way at every split. */
export function toSeededIds(seed: string): Ids {
  let drawn = 0
  return {
    uuid() {
      drawn += 1
      return toUuid(toKeyHash(seed, String(drawn)))
    },
  }
}

/** A hash dressed as a UUID of version 8 (RFC 9562 §5.8: the bits are ours). */
function toUuid(hash: string): string {
  return `${hash.slice(0, 14)}8${hash.slice(15, 19)}8${hash.slice(20)}`
}

/** The demo's workspace, made with its sources and journeys unless it is there. Safe to call after any stop. */
export async function ensureDemoWorkspace(
  runtime: Runtime,
  { seed, startAt }: { readonly seed: string; readonly startAt: Instant },
): Promise<Workspace> {
  const { store } = runtime.resources
  const found = (await listWorkspaces(store)).find(({ workspaceId }) => workspaceId === DEMO_WORKSPACE_ID)
  if (!found)
    await runtime.createWorkspace({
      workspaceId: DEMO_WORKSPACE_ID,
      name: 'Nórdica',
      zone: ZONE,
      currency: 'EUR',
      demo: true,
      clock: 'turned',
      turnedAt: startAt,
    })
  const workspace = await getWorkspace(store, DEMO_WORKSPACE_ID)
  if (workspace.clock === 'turned' && workspace.history === null)
    await furnish(runtime.resources, { seed, workspace })
  return workspace
}

/** Every journey and source draws ids of its own, so that a second try makes what a first one did not. */
async function furnish(
  resources: Resources,
  { seed, workspace }: { readonly seed: string; readonly workspace: Workspace },
): Promise<void> {
  const { workspaceId } = workspace
  const opened: Clock = { now: () => new Date(workspace.turnedAt ?? 0) }
  const seen = await inWorkspace(resources.store, workspaceId, listJourneys)
  for (const definition of [...PUBLISHED_JOURNEYS, ...DRAFT_JOURNEYS]) {
    const own = { ...resources, wall: opened, ids: toSeededIds(`${seed}/${definition.name}`) }
    const stored = seen.find((journey) => journey.definition.name === definition.name)
    await putJourney(own, { workspaceId, definition, stored })
  }
  for (const name of HISTORY_SOURCES)
    await ensureSource(
      { ...resources, wall: opened, ids: toSeededIds(`${seed}/${name}`) },
      { workspaceId, name },
    )
}

interface Putting {
  readonly workspaceId: string
  readonly definition: JourneyDefinition
  readonly stored:
    | { readonly journeyId: string; readonly revision: number; readonly liveVersionId: string | null }
    | undefined
}

async function putJourney(resources: Resources, { workspaceId, definition, stored }: Putting): Promise<void> {
  const verbs = toJourneyVerbs(resources)
  const actor = MARKETER
  const { name } = definition
  const draft = stored ?? (await verbs.create({ workspaceId, name, definition, actor }))
  if (DRAFT_JOURNEYS.includes(definition) || (stored && stored.liveVersionId !== null)) return
  await publishPatiently(() =>
    verbs.publish({ workspaceId, journeyId: draft.journeyId, revision: draft.revision, actor }),
  )
}

/** How often publishing is tried: right after a start a busy machine may take a good template for a slow one. */
const MAX_TRIES = 5

async function publishPatiently(publish: () => Promise<unknown>, triesLeft = MAX_TRIES): Promise<void> {
  try {
    await publish()
  } catch (error) {
    const isRefused = error instanceof StudioError && error.code === 'journey/not-publishable'
    if (!isRefused || triesLeft <= 1) throw error
    await publishPatiently(publish, triesLeft - 1)
  }
}

/** What the shop's history comes from. Their write keys are nowhere: nobody can send as them. */
export const HISTORY_SOURCES = ['Web shop and app', 'Tills and customer care'] as const

async function ensureSource(
  resources: Resources,
  { workspaceId, name }: { readonly workspaceId: string; readonly name: (typeof HISTORY_SOURCES)[number] },
): Promise<void> {
  const verbs = toWorkspaceVerbs(resources)
  const seen = await verbs.listSources({ workspaceId })
  if (seen.some((source) => source.name === name)) return
  const kind = name === HISTORY_SOURCES[0] ? 'browser' : 'server'
  await verbs.createSource({ workspaceId, name, kind, actor: MARKETER })
}

const LIVE_SOURCE = 'Shop simulator'

/** A write key for the live shop. The key of an earlier start ends with this. */
export async function renewLiveKey({ verbs }: Runtime, workspaceId: string): Promise<string> {
  const actor = MARKETER
  const name = LIVE_SOURCE
  const seen = await verbs.workspace.listSources({ workspaceId })
  const source = seen.find((source) => source.name === name && source.revokedAt === null)
  const { writeKey } = source
    ? await verbs.workspace.replaceSourceKey({
        workspaceId,
        sourceId: source.sourceId,
        overlapMs: 0,
        actor,
      })
    : await verbs.workspace.createSource({ workspaceId, name, kind: 'server', actor })
  return writeKey
}
