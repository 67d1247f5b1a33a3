import { execFile } from 'node:child_process'
import { rename, rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import { findServiceAccount } from './account.ts'
import type { Binaries } from './binaries.ts'
import { createPassword, toClusterDir, toPasswordFile } from './data-dir.ts'
import { PostgresError } from './postgres-error.ts'

/** UTF-8 everywhere; upper and lower case by Unicode's tables, order by code point; the same on every machine. */
const LOCALE = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']

/** What a new database asks of its clients: a password (scram), or nothing (trust; for tests only). */
export type Authentication = 'scram-sha-256' | 'trust'

/**
 * Creates an empty database in a prepared data directory. It is made beside its place and moved there when
 * complete, so a death half-way leaves nothing that looks like a database.
 * Fails with `start-failed`, or `stopped` through the signal.
 */
export async function createCluster(
  { initdb }: Binaries,
  dataDir: string,
  { authentication, signal }: { authentication: Authentication; signal?: AbortSignal | undefined },
): Promise<void> {
  const unfinished = `${toClusterDir(dataDir)}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  const secret = authentication === 'trust' ? ['--no-sync'] : [`--pwfile=${toPasswordFile(dataDir)}`]
  if (authentication !== 'trust') await createPassword(dataDir)
  const options = [
    '--username=postgres',
    `--auth=${authentication}`,
    '--no-instructions',
    ...LOCALE,
    ...secret,
  ]
  try {
    await promisify(execFile)(initdb, ['-D', unfinished, ...options], {
      cwd: dataDir,
      signal,
      ...findServiceAccount(),
    })
  } catch (cause) {
    if (signal?.aborted === true) throw new PostgresError('stopped', 'The start was cancelled.', { cause })
    throw new PostgresError('start-failed', `The database could not be created: ${toReason(cause)}`, {
      cause,
    })
  }
  await rename(unfinished, toClusterDir(dataDir))
}

function toReason(cause: unknown): string {
  if (
    cause instanceof Error &&
    'stderr' in cause &&
    typeof cause.stderr === 'string' &&
    cause.stderr !== ''
  ) {
    return cause.stderr.trim()
  }
  return String(cause)
}
