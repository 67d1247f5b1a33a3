import { createHash, randomBytes } from 'node:crypto'
import { chmod, chown, lstat, mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { findServiceAccount, getServiceUid, isRoot, isWritableByService } from './account.ts'
import { POSTGRES_MAJOR } from './binaries.ts'
import { PostgresError } from './postgres-error.ts'

/**
 * Where the data of a clone lives unless told otherwise: inside the clone for a normal user; for root under
 * /var/tmp, named after the clone's path, since the account PostgreSQL then runs as may not enter the clone.
 */
export function defaultDataDir(cloneDir: string): string {
  const clone = resolve(cloneDir)
  if (!isRoot()) return join(clone, '.periplo', 'data')
  return `/var/tmp/periplo-${createHash('sha256').update(clone).digest('hex').slice(0, 16)}`
}

/** The longest path a socket can have on Linux is 107 bytes; this leaves room for its name. */
const LONGEST_SOCKET_DIR = 88

/**
 * Where the database's socket is: in the data directory, which nobody else may enter. A socket spares
 * the work TCP does on every byte. Undefined, and TCP it is, where the path is too long for a socket
 * or holds what PostgreSQL takes for a list.
 */
export function findSocketDir(dataDir: string): string | undefined {
  const path = resolve(dataDir)
  return Buffer.byteLength(path) <= LONGEST_SOCKET_DIR && !/[,"'\\\s]/.test(path) ? path : undefined
}

/** PostgreSQL's own directory inside the data directory. */
export function toClusterDir(dataDir: string): string {
  return join(dataDir, 'cluster')
}

/**
 * Makes the directory (mode 0700) if it is missing, and proves that PostgreSQL's account owns it and can
 * write it. One that is there is left as it is. Never follows a symbolic link in its last part.
 * Fails with `data-dir-wrong-owner` or `data-dir-unreadable`.
 */
export async function prepareDataDir(dataDir: string): Promise<void> {
  await makeOwnedDirectory(dataDir)
  const found = await lstat(dataDir).catch((cause: unknown) => {
    throw unreadable(dataDir, cause)
  })
  if (!found.isDirectory())
    throw new PostgresError('data-dir-unreadable', `The data directory ${dataDir} is not a directory.`)
  if (found.uid !== getServiceUid()) {
    throw new PostgresError(
      'data-dir-wrong-owner',
      `The data directory ${dataDir} must belong to user id ${getServiceUid()}, but belongs to ${found.uid}.`,
    )
  }
  if (!(await isWritableByService(dataDir))) throw unreadable(dataDir)
}

/** Closes a directory that was found good to everybody but its owner (mode 0700). */
export async function closeDataDir(dataDir: string): Promise<void> {
  await chmod(dataDir, 0o700)
}

/**
 * Whether the directory already holds a database of our version. `false` means it may be created.
 * Fails with `version-mismatch`, or with `data-dir-damaged` if there are files but no version among them.
 */
export async function isInitialized(dataDir: string): Promise<boolean> {
  const cluster = toClusterDir(dataDir)
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (version === undefined) {
    const entries = await readdir(cluster).catch(() => [])
    if (entries.length === 0) return false
    throw new PostgresError('data-dir-damaged', `${cluster} holds files but no PostgreSQL database.`)
  }
  if (version.trim() === POSTGRES_MAJOR) return true
  throw new PostgresError(
    'version-mismatch',
    `The data in ${dataDir} was written by PostgreSQL ${version.trim()}, and this is ${POSTGRES_MAJOR}; export it with the old version first.`,
  )
}

/** The superuser's password, from the 0600 file beside the data; `undefined` if none was generated yet. */
export async function findPassword(dataDir: string): Promise<string | undefined> {
  const text = await readFile(toPasswordFile(dataDir), 'utf8').catch(() => undefined)
  return text?.trim()
}

/** The file the password is kept in; readable by PostgreSQL's account alone. */
export function toPasswordFile(dataDir: string): string {
  return join(dataDir, 'password')
}

/** Makes up a password of 192 bits and keeps it. The file appears whole or not at all. */
export async function createPassword(dataDir: string): Promise<void> {
  const file = toPasswordFile(dataDir)
  await writeFile(`${file}.new`, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
  const account = findServiceAccount()
  if (account !== undefined) await chown(`${file}.new`, account.uid, account.gid)
  await rename(`${file}.new`, file)
}

async function makeOwnedDirectory(dataDir: string): Promise<void> {
  try {
    await mkdir(resolve(dataDir, '..'), { recursive: true })
    await mkdir(dataDir, { mode: 0o700 })
  } catch (cause) {
    if (isExisting(cause)) return
    throw unreadable(dataDir, cause)
  }
  const account = findServiceAccount()
  if (account !== undefined) await chown(dataDir, account.uid, account.gid)
}

function isExisting(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'EEXIST'
}

function unreadable(dataDir: string, cause?: unknown): PostgresError {
  return new PostgresError(
    'data-dir-unreadable',
    `PostgreSQL runs as user id ${getServiceUid()} and cannot enter or write the data directory ${dataDir}.`,
    { cause },
  )
}
