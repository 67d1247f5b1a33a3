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
  readonly revokedAt: Instant | null
}

const COLUMNS = ['workspace_id', 'source_id', 'name', 'kind', 'key_hint', 'created_at', 'revoked_at'] as const

interface SourceColumns {
  workspace_id: string
  source_id: string
  name: string
  kind: 'browser' | 'server'
  key_hint: string
  created_at: number
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
    revokedAt: row.revoked_at,
  }
}

/** The source that owns a write key, unless it is revoked. */
export async function findSourceByKey(store: Store, keyHash: string): Promise<Source | undefined> {
  try {
    const row = await store.engine
      .selectFrom('sources')
      .select(COLUMNS)
      .where('key_hash', '=', keyHash)
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
