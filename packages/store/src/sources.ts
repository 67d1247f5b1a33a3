import type { Instant } from '@periplo/model'
import { toStoreFailure } from './failures.ts'
import type { WorkspaceTx } from './in-workspace.ts'
import type { Store } from './open-store.ts'

/** Who may send events. The write key itself is nowhere, only its hash. */
export interface Source {
  readonly workspaceId: string
  readonly sourceId: string
  readonly name: string
  readonly kind: 'browser' | 'server'
  readonly keyHint: string
  readonly createdAt: Instant
  /** Until when the key before this one goes on working (exclusive); null where there was none. */
  readonly formerKeyUntil: Instant | null
  readonly revokedAt: Instant | null
}

const COLUMNS = [
  'workspace_id',
  'source_id',
  'name',
  'kind',
  'key_hint',
  'created_at',
  'former_key_until',
  'revoked_at',
] as const

interface SourceColumns {
  workspace_id: string
  source_id: string
  name: string
  kind: 'browser' | 'server'
  key_hint: string
  created_at: number
  former_key_until: number | null
  revoked_at: number | null
}

function toSource(row: SourceColumns): Source {
  return {
    workspaceId: row.workspace_id,
    sourceId: row.source_id,
    name: row.name,
    kind: row.kind,
    keyHint: row.key_hint,
    createdAt: row.created_at,
    formerKeyUntil: row.former_key_until,
    revokedAt: row.revoked_at,
  }
}

/** The source that a write key belongs to at `now`: its present key, or the one before. None that is revoked. */
export async function findSourceByKey(
  store: Store,
  { keyHash, now }: { readonly keyHash: string; readonly now: Instant },
): Promise<Source | undefined> {
  try {
    const row = await store.engine
      .selectFrom('sources')
      .select(COLUMNS)
      .where((eb) =>
        eb.or([
          eb('key_hash', '=', keyHash),
          eb.and([eb('former_key_hash', '=', keyHash), eb('former_key_until', '>', now)]),
        ]),
      )
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    return row && toSource(row)
  } catch (error) {
    throw toStoreFailure(error)
  }
}

/** Adds a source. */
export async function insertSource(
  tx: WorkspaceTx,
  source: Source & { readonly keyHash: string },
): Promise<void> {
  await tx
    .insertInto('sources')
    .values({
      workspace_id: source.workspaceId,
      source_id: source.sourceId,
      name: source.name,
      kind: source.kind,
      key_hash: source.keyHash,
      key_hint: source.keyHint,
      created_at: source.createdAt,
      former_key_until: source.formerKeyUntil,
      revoked_at: source.revokedAt,
    })
    .execute()
}

/** The workspace's sources, oldest first. */
export async function listSources(tx: WorkspaceTx): Promise<readonly Source[]> {
  const rows = await tx.selectFrom('sources').select(COLUMNS).orderBy('created_at').execute()
  return rows.map(toSource)
}

/** Ends a source's right to send; false if there is no such source in use. */
export async function revokeSource(tx: WorkspaceTx, sourceId: string, at: Instant): Promise<boolean> {
  const result = await tx
    .updateTable('sources')
    .set({ revoked_at: at })
    .where('source_id', '=', sourceId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** What a source gets in place of its write key. */
export interface NewKey {
  readonly sourceId: string
  readonly keyHash: string
  readonly keyHint: string
  /** Until when the key it has now goes on working; a key before that one ends at once. */
  readonly formerKeyUntil: Instant
}

/** Gives a source another write key; undefined if there is no such source in use. Of two callers the later wins. */
export async function replaceSourceKey(
  tx: WorkspaceTx,
  { sourceId, keyHash, keyHint, formerKeyUntil }: NewKey,
): Promise<Source | undefined> {
  const row = await tx
    .updateTable('sources')
    .set((eb) => ({
      former_key_hash: eb.ref('key_hash'),
      former_key_until: formerKeyUntil,
      key_hash: keyHash,
      key_hint: keyHint,
    }))
    .where('source_id', '=', sourceId)
    .where('revoked_at', 'is', null)
    .returning(COLUMNS)
    .executeTakeFirst()
  return row && toSource(row)
}
