import { upgradeDocument } from '@periplo/model'
import type { Instant, JourneyDefinition } from '@periplo/model'
import { parseColumn } from './columns.ts'
import { raiseRevision } from './catalogue.ts'
import type { WorkspaceTx } from './in-workspace.ts'
import type { Store } from './open-store.ts'

/** A journey's draft and where it stands. */
export interface StoredJourney {
  readonly journeyId: string
  readonly definition: JourneyDefinition
  readonly revision: number
  readonly liveVersionId: string | null
  readonly archivedAt: Instant | null
  readonly pausedAt: Instant | null
  readonly updatedAt: Instant
  readonly updatedBy: string
}

/** A published, frozen version. */
export interface StoredVersion {
  readonly workspaceId: string
  readonly versionId: string
  readonly journeyId: string
  readonly number: number
  readonly definition: JourneyDefinition
  readonly publishedAt: Instant
  readonly publishedBy: string
}

const JOURNEY = [
  'journey_id',
  'definition',
  'revision',
  'live_version_id',
  'archived_at',
  'paused_at',
  'updated_at',
  'updated_by',
] as const

const VERSION = [
  'workspace_id',
  'version_id',
  'journey_id',
  'number',
  'definition',
  'published_at',
  'published_by',
] as const

/** A stored drawing in the present format, whenever it was written. */
function toDefinition(text: string): JourneyDefinition {
  return upgradeDocument(parseColumn<unknown>(text)) as JourneyDefinition // oxlint-disable-line typescript/no-unsafe-type-assertion -- only what parsed was ever stored
}

interface JourneyColumns {
  journey_id: string
  definition: string
  revision: number
  live_version_id: string | null
  archived_at: number | null
  paused_at: number | null
  updated_at: number
  updated_by: string
}

function toJourney(row: JourneyColumns): StoredJourney {
  return {
    journeyId: row.journey_id,
    definition: toDefinition(row.definition),
    revision: row.revision,
    liveVersionId: row.live_version_id,
    archivedAt: row.archived_at,
    pausedAt: row.paused_at,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  }
}

interface VersionColumns {
  workspace_id: string
  version_id: string
  journey_id: string
  number: number
  definition: string
  published_at: number
  published_by: string
}

function toVersion(row: VersionColumns): StoredVersion {
  return {
    workspaceId: row.workspace_id,
    versionId: row.version_id,
    journeyId: row.journey_id,
    number: row.number,
    definition: toDefinition(row.definition),
    publishedAt: row.published_at,
    publishedBy: row.published_by,
  }
}

/** The workspace's journeys, the latest changed first. */
export async function listJourneys(tx: WorkspaceTx): Promise<readonly StoredJourney[]> {
  const rows = await tx.selectFrom('journeys').select(JOURNEY).orderBy('updated_at', 'desc').execute()
  return rows.map(toJourney)
}

/** One journey of the workspace. */
export async function findJourney(tx: WorkspaceTx, journeyId: string): Promise<StoredJourney | undefined> {
  const row = await tx
    .selectFrom('journeys')
    .select(JOURNEY)
    .where('journey_id', '=', journeyId)
    .executeTakeFirst()
  return row && toJourney(row)
}

/** Adds a journey with its first draft. */
export async function insertJourney(
  tx: WorkspaceTx,
  workspaceId: string,
  journey: StoredJourney,
): Promise<void> {
  await tx
    .insertInto('journeys')
    .values({
      workspace_id: workspaceId,
      journey_id: journey.journeyId,
      definition: JSON.stringify(journey.definition),
      revision: journey.revision,
      live_version_id: journey.liveVersionId,
      archived_at: journey.archivedAt,
      paused_at: journey.pausedAt,
      updated_at: journey.updatedAt,
      updated_by: journey.updatedBy,
    })
    .execute()
}

/** What a save changes. */
export interface DraftChange {
  readonly journeyId: string
  /** The revision the change started from. */
  readonly revision: number
  readonly definition: JourneyDefinition
  readonly updatedAt: Instant
  readonly updatedBy: string
}

/** Saves the draft as the next revision; false, and nothing changed, if it is not at `revision` any more. */
export async function updateDraft(tx: WorkspaceTx, change: DraftChange): Promise<boolean> {
  const result = await tx
    .updateTable('journeys')
    .set({
      definition: JSON.stringify(change.definition),
      revision: change.revision + 1,
      updated_at: change.updatedAt,
      updated_by: change.updatedBy,
    })
    .where('journey_id', '=', change.journeyId)
    .where('revision', '=', change.revision)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Locks one journey until the transaction ends, so that a save or publish at the same time waits. */
export async function lockJourney(tx: WorkspaceTx, journeyId: string): Promise<StoredJourney | undefined> {
  const row = await tx
    .selectFrom('journeys')
    .select(JOURNEY)
    .where('journey_id', '=', journeyId)
    .forUpdate()
    .executeTakeFirst()
  return row && toJourney(row)
}

/** Freezes a version and makes it the live one. */
export async function insertVersion(tx: WorkspaceTx, version: StoredVersion): Promise<void> {
  await tx
    .insertInto('versions')
    .values({
      workspace_id: version.workspaceId,
      version_id: version.versionId,
      journey_id: version.journeyId,
      number: version.number,
      definition: JSON.stringify(version.definition),
      published_at: version.publishedAt,
      published_by: version.publishedBy,
    })
    .execute()
  await tx
    .updateTable('journeys')
    .set({ live_version_id: version.versionId, archived_at: null })
    .where('journey_id', '=', version.journeyId)
    .execute()
  await raiseRevision(tx)
}

/** Stops a journey from letting anybody in. */
export async function archiveJourney(tx: WorkspaceTx, journeyId: string, at: Instant): Promise<void> {
  await tx.updateTable('journeys').set({ archived_at: at }).where('journey_id', '=', journeyId).execute()
  await raiseRevision(tx)
}

/** Lets people in again after {@link archiveJourney}. */
export async function unarchiveJourney(tx: WorkspaceTx, journeyId: string): Promise<void> {
  await tx.updateTable('journeys').set({ archived_at: null }).where('journey_id', '=', journeyId).execute()
  await raiseRevision(tx)
}

/** The versions of one journey, the latest first. */
export async function listVersions(tx: WorkspaceTx, journeyId: string): Promise<readonly StoredVersion[]> {
  const rows = await tx
    .selectFrom('versions')
    .select(VERSION)
    .where('journey_id', '=', journeyId)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(toVersion)
}

/** One version of the workspace. */
export async function findVersion(tx: WorkspaceTx, versionId: string): Promise<StoredVersion | undefined> {
  const row = await tx
    .selectFrom('versions')
    .select(VERSION)
    .where('version_id', '=', versionId)
    .executeTakeFirst()
  return row && toVersion(row)
}

/** Versions by id, over all workspaces: what the engine runs. */
export async function readVersions(
  store: Store,
  versionIds: readonly string[],
): Promise<readonly StoredVersion[]> {
  if (versionIds.length === 0) return []
  const rows = await store.engine
    .selectFrom('versions')
    .select(VERSION)
    .where('version_id', 'in', [...versionIds])
    .execute()
  return rows.map(toVersion)
}

/**
 * Which version of each journey lets people in now, over all workspaces: in one order for every worker, as one
 * event may let a person into several.
 */
export async function readLiveVersions(
  store: Store,
): Promise<readonly { workspaceId: string; journeyId: string; versionId: string }[]> {
  const rows = await store.engine
    .selectFrom('journeys')
    .select(['workspace_id', 'journey_id', 'live_version_id'])
    .where('live_version_id', 'is not', null)
    .where('archived_at', 'is', null)
    .where('paused_at', 'is', null)
    .orderBy('journey_id')
    .execute()
  return rows.flatMap(({ workspace_id: workspaceId, journey_id: journeyId, live_version_id: versionId }) =>
    versionId === null ? [] : [{ workspaceId, journeyId, versionId }],
  )
}
