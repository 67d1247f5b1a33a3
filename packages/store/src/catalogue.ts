import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Database } from './database.ts'
import type { Store } from './open-store.ts'

/**
 * Tells every process that workspaces or live versions have changed: whoever reads the revision after this
 * commits knows its copies are old. Call inside the transaction that makes the change.
 */
export async function raiseRevision(tx: Kysely<Database>): Promise<void> {
  await tx
    .updateTable('catalogue')
    .set({ revision: sql`revision + 1` })
    .execute()
}

/** The catalogue's revision now. */
export async function readRevision(store: Store): Promise<number> {
  const row = await store.engine.selectFrom('catalogue').select('revision').executeTakeFirstOrThrow()
  return row.revision
}
