import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import type { Database } from './database.ts'
import { toStoreFailure } from './failures.ts'
import type { Store } from './open-store.ts'

/** A transaction that sees one workspace only: row-level security hides every other row. */
export type WorkspaceTx = Transaction<Database>

/** Runs `work` as the studio's role inside one workspace. A throw rolls everything back. */
export async function inWorkspace<T>(
  store: Store,
  workspaceId: string,
  work: (tx: WorkspaceTx) => Promise<T>,
): Promise<T> {
  try {
    return await store.app.transaction().execute(async (tx) => {
      await sql`select set_config('periplo.workspace_id', ${workspaceId}, true)`.execute(tx)
      return work(tx)
    })
  } catch (error) {
    throw toStoreFailure(error)
  }
}
