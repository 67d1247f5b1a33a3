import { Kysely, PostgresDialect } from 'kysely'
import { Pool, types as driverTypes } from 'pg'
import type { CustomTypesConfig } from 'pg'
import type { Database } from './database.ts'

/** An open database: one pool per role. Rows of a workspace are reached through `app` only inside {@link inWorkspace}. */
export interface Store {
  /** Serves the studio: sees one workspace at a time, by row-level security. */
  readonly app: Kysely<Database>
  /** Runs journeys: sees every workspace. */
  readonly engine: Kysely<Database>
  /** The engine's connections, for the few statements that are written by hand. */
  readonly enginePool: Pool
  /** The accounts' schema, which the sign-in library owns. Connects as the user of the URL. */
  readonly authPool: Pool
  /** Opens a connection of its own that hears what {@link announce} says, until `stop` is called. */
  readonly url: string
  /** Ends every connection; waits for running statements. */
  close(): Promise<void>
}

/** int8 as a number: no count or instant here goes beyond 2^53. */
const types: CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    // oxlint-disable-next-line typescript/no-unsafe-return -- the driver types its parsers as any
    oid === driverTypes.builtins.INT8 && format !== 'binary'
      ? Number
      : driverTypes.getTypeParser(oid, format), // oxlint-disable-line typescript/no-unsafe-return -- the driver types its parsers as any
}

/**
 * A process that freezes in the midst of a transaction holds the heads of the log, and everybody waits for it:
 * after this PostgreSQL gives its locks back.
 */
const LONGEST_PAUSE = '-c idle_in_transaction_session_timeout=10s'

/**
 * Tables begin empty, each month's anew. A plan kept from then reads a whole table for every row, until the
 * database happens to look at it again.
 */
const NO_KEPT_PLANS = '-c plan_cache_mode=force_custom_plan'

/**
 * PostgreSQL 18.4 was seen to fault twice where it prunes partitions while a statement runs, with messages being
 * settled, and took every connection along. The engine asks for rows by their keys; pruning saves it little.
 */
const NO_PRUNING = '-c enable_partition_pruning=off'

/** Opens pools on a migrated database. Connects lazily: the first statement fails if it cannot be reached. */
export function openStore({ url, poolSize = 8 }: { url: string; poolSize?: number }): Store {
  const open = (options: string, max: number): Pool => {
    const pool = new Pool({ connectionString: url, max, options, types, idleTimeoutMillis: 30_000 })
    // whoever uses a connection hears of its end by a rejected statement; unheard, the event would end the process
    pool.on('error', () => undefined)
    pool.on('connect', (client) => client.on('error', () => undefined))
    return pool
  }
  const appPool = open('-c search_path=periplo -c role=periplo_app', poolSize)
  const enginePool = open(
    `-c search_path=periplo -c role=periplo_engine ${LONGEST_PAUSE} ${NO_KEPT_PLANS} ${NO_PRUNING}`,
    poolSize,
  )
  const authPool = open('-c search_path=periplo_auth', 4)
  return {
    app: new Kysely<Database>({ dialect: new PostgresDialect({ pool: appPool }) }),
    engine: new Kysely<Database>({ dialect: new PostgresDialect({ pool: enginePool }) }),
    enginePool,
    authPool,
    url,
    async close() {
      await Promise.all([appPool.end(), enginePool.end(), authPool.end()])
    },
  }
}
