import { listNamedSegments } from '@periplo/engine'
import { addDays, dayOf, summariseJourney } from '@periplo/kpi'
import { StudioError, parseDefinition, toBlankDefinition, validateDefinition } from '@periplo/model'
import type { Instant, JourneyDefinition, MessageNode } from '@periplo/model'
import type { StoredJourney, StoredVersion, WorkspaceTx } from '@periplo/store'
import {
  findJourney,
  findVersion,
  inWorkspace,
  insertJourney,
  insertVersion,
  listJourneys,
  listSegments,
  listVersions,
  lockJourney,
  readJourneyRollups,
  updateDraft,
} from '@periplo/store'
import { backtestDraft } from '../backtest/backtest-draft.ts'
import { proveDraft, refuseFindings } from '../proof/prove-draft.ts'
import type { Resources } from '../resources.ts'
import type {
  Actor,
  JourneyDraft,
  JourneySummary,
  ProvenDraft,
  Publication,
  StudioVerbs,
  VersionSummary,
} from '../verbs.ts'
import { changeEntrance } from './change-entrance.ts'
import { readPresent } from './read-present.ts'
import { moveInFlight, toMovingVerbs } from './moving-verbs.ts'
import { toRunningVerbs } from './running-verbs.ts'

/** Days the list of journeys looks back. */
const SUMMARY_DAYS = 60

/** The verbs about journeys: drafts, versions, publishing. */
export function toJourneyVerbs(resources: Resources): StudioVerbs['journeys'] {
  const { store } = resources
  return {
    list: ({ workspaceId }) =>
      inWorkspace(store, workspaceId, async (tx) => {
        const stored = await listJourneys(tx)
        return Promise.all(stored.map((journey) => toSummary(resources, tx, journey)))
      }),
    create: ({ workspaceId, name, definition, actor }) =>
      inWorkspace(store, workspaceId, (tx) =>
        addDraft(resources, tx, {
          workspaceId,
          actor,
          definition: definition ? { ...parseOrThrow(definition), name } : toBlankDefinition(name),
        }),
      ),
    duplicate: ({ workspaceId, journeyId, name, actor }) =>
      inWorkspace(store, workspaceId, async (tx) => {
        const { definition } = await getJourney(tx, journeyId)
        return addDraft(resources, tx, { workspaceId, actor, definition: { ...definition, name } })
      }),
    getDraft: ({ workspaceId, journeyId }) =>
      inWorkspace(store, workspaceId, async (tx) => toDraft(tx, await getJourney(tx, journeyId))),
    saveDraft: ({ workspaceId, journeyId, revision, definition, actor }) =>
      inWorkspace(store, workspaceId, async (tx) => {
        const parsed = parseOrThrow(definition)
        const updatedAt = resources.wall.now().getTime()
        const change = { journeyId, revision, definition: parsed, updatedAt, updatedBy: actor.name }
        if (!(await updateDraft(tx, change))) throw await toStale(tx, journeyId)
        return { revision: revision + 1, problems: validateDefinition(parsed), updatedAt }
      }),
    prove: (input) => proveStored(resources, input),
    backtest: (input) => backtestDraft(resources, input),
    publish: (input) => publishStored(resources, input),
    listVersions: ({ workspaceId, journeyId }) =>
      inWorkspace(store, workspaceId, async (tx) => {
        const { journeyId: found } = await getJourney(tx, journeyId)
        const versions = await listVersions(tx, found)
        return Promise.all(versions.map((version) => toVersionSummary(tx, version)))
      }),
    getVersion: ({ workspaceId, versionId }) =>
      inWorkspace(store, workspaceId, async (tx) => {
        const version = await getVersion(tx, versionId)
        const { journeyId, definition } = version
        return { ...(await toVersionSummary(tx, version)), journeyId, definition }
      }),
    ...toRunningVerbs(resources),
    ...toMovingVerbs(resources),
  }
}

function proveStored(
  resources: Resources,
  { workspaceId, journeyId }: { readonly workspaceId: string; readonly journeyId: string },
): Promise<ProvenDraft> {
  return inWorkspace(resources.store, workspaceId, async (tx) => {
    const { definition, revision } = await getJourney(tx, journeyId)
    return { revision, proof: await proveDraft(resources, tx, { workspaceId, journeyId, definition }) }
  })
}

async function publishStored(resources: Resources, publication: Publication): Promise<VersionSummary> {
  const { workspaceId, journeyId, revision } = publication
  const drawn = await inWorkspace(resources.store, workspaceId, (tx) => getJourney(tx, journeyId))
  // before any lock: what this revision draws cannot change, and publishing insists on the revision
  if (drawn.revision === revision) await refuseFlawedTemplates(resources, drawn.definition)
  const at = await readPresent(resources, workspaceId)
  return changeEntrance(resources, workspaceId, (tx) => publish(resources, tx, { ...publication, at }))
}

function parseOrThrow(value: unknown): JourneyDefinition {
  const parsed = parseDefinition(value)
  if (parsed.kind === 'valid') return parsed.definition
  const [first] = parsed.problems
  const more = parsed.problems.length > 1 ? ` (and ${parsed.problems.length - 1} more)` : ''
  throw new StudioError(
    'journey/invalid-definition',
    `This is not a journey definition: ${first?.path ?? ''} ${first?.reason ?? ''}${more}. Nothing was saved.`,
  )
}

async function getJourney(tx: WorkspaceTx, journeyId: string): Promise<StoredJourney> {
  const journey = await findJourney(tx, journeyId)
  if (!journey) throw new StudioError('journey/not-found', 'There is no such journey.')
  return journey
}

/** A version of the workspace. Fails with `version/not-found`. */
export async function getVersion(tx: WorkspaceTx, versionId: string): Promise<StoredVersion> {
  const version = await findVersion(tx, versionId)
  if (!version) throw new StudioError('version/not-found', 'There is no such version.')
  return version
}

async function toStale(tx: WorkspaceTx, journeyId: string): Promise<StudioError> {
  const { updatedBy } = await getJourney(tx, journeyId)
  return new StudioError(
    'journey/stale-revision',
    `${updatedBy} has saved this journey since you opened it. Nothing was overwritten: load their version, or keep yours as a copy.`,
  )
}

interface NewDraft {
  readonly workspaceId: string
  readonly definition: JourneyDefinition
  readonly actor: Actor
}

async function addDraft(
  resources: Resources,
  tx: WorkspaceTx,
  { workspaceId, definition, actor }: NewDraft,
): Promise<JourneyDraft> {
  const journey: StoredJourney = {
    journeyId: resources.ids.uuid(),
    definition,
    revision: 1,
    liveVersionId: null,
    archivedAt: null,
    pausedAt: null,
    updatedAt: resources.wall.now().getTime(),
    updatedBy: actor.name,
  }
  await insertJourney(tx, workspaceId, journey)
  return toDraft(tx, journey)
}

async function publish(
  resources: Resources,
  tx: WorkspaceTx,
  publication: Publication & { readonly at: Instant },
): Promise<VersionSummary> {
  const { workspaceId, journeyId, revision, actor, acceptWarnings = true, at } = publication
  const journey = await lockJourney(tx, journeyId)
  if (!journey) throw new StudioError('journey/not-found', 'There is no such journey.')
  if (journey.revision !== revision) throw await toStale(tx, journeyId)
  const { definition } = journey
  await refuseMissingSegments(tx, definition)
  refuseFindings(definition, await proveDraft(resources, tx, { workspaceId, journeyId, definition }), {
    acceptWarnings,
  })
  const [latest] = await listVersions(tx, journeyId)
  const version: StoredVersion = {
    workspaceId,
    versionId: resources.ids.uuid(),
    journeyId,
    number: (latest?.number ?? 0) + 1,
    definition,
    publishedAt: resources.wall.now().getTime(),
    publishedBy: actor.name,
  }
  await insertVersion(tx, version)
  const choice = publication.inFlight ?? { kind: 'stay' }
  await moveInFlight(tx, { version, choice, at, by: actor.name })
  return toVersionSummary(tx, version)
}

async function refuseMissingSegments(tx: WorkspaceTx, definition: JourneyDefinition): Promise<void> {
  const named = listNamedSegments(definition)
  if (named.length === 0) return
  const kept = new Set(
    (await listSegments(tx)).flatMap((one) => (one.archivedAt === null ? [one.segmentId] : [])),
  )
  if (named.every((segmentId) => kept.has(segmentId))) return
  throw new StudioError(
    'journey/not-publishable',
    'The journey names a segment that is not kept any more. Choose another and publish again; the live version is unchanged.',
  )
}

async function refuseFlawedTemplates({ renderer }: Resources, definition: JourneyDefinition): Promise<void> {
  for (const node of listMessageNodes(definition)) {
    const verdict = await renderer.checkTemplate(node)
    if (verdict.kind === 'valid') continue
    const { part, line, column, reason } = verdict
    throw new StudioError(
      'journey/not-publishable',
      `The ${part} of “${node.title}” cannot be rendered: ${reason} (line ${line}, column ${column}). Mend it and publish again; the live version is unchanged.`,
    )
  }
}

async function toDraft(tx: WorkspaceTx, journey: StoredJourney): Promise<JourneyDraft> {
  const { journeyId, revision, definition, liveVersionId, updatedAt, updatedBy } = journey
  const live = liveVersionId === null ? undefined : await findVersion(tx, liveVersionId)
  return {
    journeyId,
    revision,
    definition,
    problems: validateDefinition(definition),
    live: live ? await toVersionSummary(tx, live) : null,
    changed: !live || JSON.stringify(live.definition) !== JSON.stringify(definition),
    status: toStatus(journey),
    updatedAt,
    updatedBy,
  }
}

function toStatus(journey: StoredJourney): JourneySummary['status'] {
  if (journey.archivedAt !== null) return 'ended'
  if (journey.pausedAt !== null) return 'paused'
  return journey.liveVersionId === null ? 'draft' : 'live'
}

async function toVersionSummary(tx: WorkspaceTx, version: StoredVersion): Promise<VersionSummary> {
  const { workspaceId, journeyId, versionId, number, publishedAt, publishedBy } = version
  const rollups = await readJourneyRollups(tx, {
    workspaceId,
    journeyId,
    from: '0000',
    subjects: ['journey'],
  })
  const own = rollups.filter((rollup) => rollup.versionId === versionId)
  const sum = (counter: string): number =>
    own.reduce((total, rollup) => (rollup.counter === counter ? total + rollup.total : total), 0)
  const entered = sum('entered')
  const insideNow = entered + sum('moved-in') - sum('moved-out') - sum('finished')
  return { versionId, number, publishedAt, publishedBy, entered, insideNow }
}

async function toSummary(
  resources: Resources,
  tx: WorkspaceTx,
  journey: StoredJourney,
): Promise<JourneySummary> {
  const { journeyId, definition, updatedAt, updatedBy } = journey
  const problems = validateDefinition(definition)
  const version = journey.liveVersionId === null ? undefined : await findVersion(tx, journey.liveVersionId)
  return {
    journeyId,
    name: definition.name,
    description: definition.description ?? '',
    status: toStatus(journey),
    takesCalls:
      journey.archivedAt === null &&
      journey.pausedAt === null &&
      (version?.definition.nodes.some((node) => node.kind === 'api-entry') ?? false),
    version: version?.number ?? null,
    channels: listSendingChannels(definition),
    ...(version
      ? await summarise(resources, tx, version)
      : { stages: [], goal: null, trend: [], insideNow: 0 }),
    problems: {
      errors: problems.filter((problem) => problem.severity === 'error').length,
      warnings: problems.filter((problem) => problem.severity === 'warning').length,
    },
    updatedAt,
    updatedBy,
  }
}

function listSendingChannels(definition: JourneyDefinition): readonly string[] {
  return [...new Set(listMessageNodes(definition).map((node) => node.channel))]
}

function listMessageNodes({ nodes }: JourneyDefinition): readonly MessageNode[] {
  return nodes.filter((node) => node.kind === 'message')
}

async function summarise(
  resources: Resources,
  tx: WorkspaceTx,
  { workspaceId, journeyId, versionId }: StoredVersion,
): Promise<Pick<JourneySummary, 'stages' | 'goal' | 'trend' | 'insideNow'>> {
  await resources.journeys.load([versionId])
  const { frame } = resources.journeys.get(versionId)
  const asOf = await readPresent(resources, workspaceId)
  const to = addDays(dayOf(asOf, frame.zone), 1)
  const rollups = await readJourneyRollups(tx, {
    workspaceId,
    journeyId,
    from: '0000',
    subjects: ['journey', ...frame.stages.map((stage) => stage.subject)],
  })
  return summariseJourney({ frame, rollups, window: { from: addDays(to, -SUMMARY_DAYS), to }, asOf })
}
