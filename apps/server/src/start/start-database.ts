import { fileURLToPath } from 'node:url'
import { invariant } from '@periplo/model'
import { defaultDataDir, POSTGRES_MAJOR, startPostgres } from '@periplo/postgres'
import type { Config } from '../config/config.ts'
import { readOrCreateSecretKey } from '../config/secret-key.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { Progress } from './progress.ts'

/** Where the data is, and the key that seals what is secret in it. */
export interface StartedDatabase {
  readonly url: string
  readonly secretKey: Buffer
  /** Null for a database of somebody else's. */
  readonly dataDir: string | null
  /** Fulfilled when a PostgreSQL of our own ended, asked or not. */
  readonly ended: Promise<void>
}

const CLONE = fileURLToPath(new URL('../../../..', import.meta.url))

/** Starts PostgreSQL in the data directory unless `DATABASE_URL` names one. It is stopped last. */
export async function startDatabase(
  config: Config,
  lifecycle: Lifecycle,
  progress: Progress,
): Promise<StartedDatabase> {
  if (config.databaseUrl !== null) {
    invariant(config.secretKey !== null, 'a database of somebody else comes with a key')
    const never = new Promise<void>(() => undefined)
    return { url: config.databaseUrl, secretKey: config.secretKey, dataDir: null, ended: never }
  }
  const dataDir = config.dataDir ?? defaultDataDir(CLONE)
  const postgres = await progress.step(`PostgreSQL ${POSTGRES_MAJOR} in ${dataDir}`, (note) =>
    startPostgres({ durable: true, dataDir, signal: lifecycle.signal, onProgress: note }),
  )
  await lifecycle.onStop(() => postgres.stop())
  const secretKey = config.secretKey ?? (await readOrCreateSecretKey(dataDir))
  return { url: postgres.url, secretKey, dataDir, ended: postgres.ended }
}
