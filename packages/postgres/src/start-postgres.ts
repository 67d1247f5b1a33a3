import { chown, mkdtemp, rm } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { findServiceAccount } from './account.ts'
import { type Binaries, getBinaries } from './binaries.ts'
import { claimDataDir } from './claim.ts'
import { createCluster } from './cluster.ts'
import {
  closeDataDir,
  findPassword,
  findSocketDir,
  isInitialized,
  prepareDataDir,
  toClusterDir,
  toPasswordFile,
} from './data-dir.ts'
import { launch } from './launch.ts'
import { PostgresError } from './postgres-error.ts'
import { clearLeftover, findPostmaster } from './postmaster.ts'
import { DISPOSABLE, toDurable } from './settings.ts'
import type { Supervised } from './supervisor.ts'

/** Where and how PostgreSQL is started. */
export type StartOptions = StartDurable | StartDisposable

/** For data that survives: fsync, a generated password, one owner at a time. */
export interface StartDurable extends StartSettings {
  readonly durable: true
  /** Made on first use; see `defaultDataDir`. Holds the database and, beside it, the file with the password. */
  readonly dataDir: string
}

/** For tests: no password, no fsync, in a new temporary directory that goes away with it. */
export interface StartDisposable extends StartSettings {
  readonly durable: false
}

/** What both kinds of start take. */
export interface StartSettings {
  /** TCP port on loopback; a free one is found if left out. */
  readonly port?: number
  /** Cancels a start under way, which then fails with `stopped`; without effect once started. */
  readonly signal?: AbortSignal
  /** Told in one sentence what takes time; never about data. */
  readonly onProgress?: (sentence: string) => void
}

/** A PostgreSQL that is up and accepts connections. */
export interface RunningPostgres {
  /** Connection string of the superuser for the database `postgres`; contains the password. */
  readonly url: string
  readonly dataDir: string
  /** Fulfilled when PostgreSQL has ended, asked or not. */
  readonly ended: Promise<void>
  /** The last lines PostgreSQL logged, at most twenty. */
  lastWords(): string
  /**
   * Stops in order: waits two seconds for the clients to leave, then disconnects them. No process of ours
   * is left afterwards, and a disposable one has taken its directory along. May be called twice.
   */
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL that npm ships, and returns when it accepts connections. It stops by itself, in
 * order, when this process ends without stopping it, even by `kill -9`. What such an end left behind is
 * cleared first. Two starts on one directory: the second fails with `data-dir-in-use`, in the same process
 * or another. Fails with `PostgresError`; nothing is left running then.
 */
export async function startPostgres(options: StartOptions): Promise<RunningPostgres> {
  const binaries = await getBinaries()
  return options.durable ? startDurable(binaries, options) : startDisposable(binaries, options)
}

/**
 * Finds the connection string of a durable PostgreSQL that another process of ours is running on the
 * directory right now. `undefined` if none is.
 */
export async function findRunningPostgres(dataDir: string): Promise<{ readonly url: string } | undefined> {
  const postmaster = await findPostmaster(toClusterDir(dataDir))
  const password = await findPassword(dataDir)
  if (postmaster === undefined || password === undefined) return undefined
  return { url: toUrl({ port: postmaster.port, password, socketDir: findSocketDir(dataDir) }) }
}

async function startDurable(binaries: Binaries, options: StartDurable): Promise<RunningPostgres> {
  const { dataDir, signal, onProgress } = options
  await prepareDataDir(dataDir)
  const claim = await claimDataDir(dataDir)
  try {
    if ((await clearLeftover(toClusterDir(dataDir))) === 'cleared') {
      onProgress?.('Stopped the PostgreSQL that an earlier run left behind.')
    }
    const isThere = await isInitialized(dataDir)
    if (isThere) await getPassword(dataDir)
    // what is refused is somebody else's, and stays as it was
    await closeDataDir(dataDir)
    if (!isThere) {
      onProgress?.(`Creating the database in ${dataDir}.`)
      await createCluster(binaries, dataDir, { authentication: 'scram-sha-256', signal })
    }
    const password = await getPassword(dataDir)
    const socketDir = findSocketDir(dataDir)
    const settings = { ...toDurable(totalmem()), unix_socket_directories: socketDir ?? '' }
    const { port, supervised } = await launch(binaries, { ...options, settings })
    const stop = async (): Promise<void> => {
      await supervised.stop()
      await claim.release()
    }
    void supervised.ended.then(() => claim.release())
    return { ...toRunning(supervised, dataDir), url: toUrl({ port, password, socketDir }), stop }
  } catch (error) {
    await claim.release()
    throw error
  }
}

async function startDisposable(binaries: Binaries, options: StartDisposable): Promise<RunningPostgres> {
  const dataDir = await mkdtemp('/var/tmp/periplo-test-')
  try {
    const account = findServiceAccount()
    if (account !== undefined) await chown(dataDir, account.uid, account.gid)
    await createCluster(binaries, dataDir, { authentication: 'trust', signal: options.signal })
    const settings = DISPOSABLE
    const { port, supervised } = await launch(binaries, {
      ...options,
      dataDir,
      settings,
      scratchDir: dataDir,
    })
    return { ...toRunning(supervised, dataDir), url: toUrl({ port }) }
  } catch (error) {
    await rm(dataDir, { recursive: true, force: true })
    throw error
  }
}

async function getPassword(dataDir: string): Promise<string> {
  const password = await findPassword(dataDir)
  if (password !== undefined) return password
  throw new PostgresError(
    'data-dir-damaged',
    `The database in ${dataDir} is there, but the file ${toPasswordFile(dataDir)} with its password is not.`,
  )
}

function toRunning({ ended, lastWords, stop }: Supervised, dataDir: string): Omit<RunningPostgres, 'url'> {
  return { dataDir, ended, lastWords, stop }
}

interface Address {
  readonly port: number
  readonly password?: string
  readonly socketDir?: string | undefined
}

function toUrl({ port, password, socketDir }: Address): string {
  const credentials = password === undefined ? 'postgres' : `postgres:${password}`
  const host = socketDir === undefined ? '127.0.0.1' : encodeURIComponent(socketDir)
  return `postgres://${credentials}@${host}:${port}/postgres`
}
