import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { toClusterDir } from './data-dir.ts'
import { PostgresError } from './postgres-error.ts'
import { type Settings, toArguments } from './settings.ts'
import { type Supervised, supervise } from './supervisor.ts'

const READY = 'database system is ready to accept connections'
const ATTEMPTS = 5
const PAUSE_MS = 500

/** What to launch on a directory that holds a database. */
export interface Launch {
  readonly dataDir: string
  readonly settings: Settings
  readonly port?: number | undefined
  readonly signal?: AbortSignal | undefined
  /** Removed when PostgreSQL has ended. */
  readonly scratchDir?: string | undefined
}

/** A PostgreSQL that accepts connections on `port`. */
export interface Launched {
  readonly port: number
  readonly supervised: Supervised
}

/**
 * Runs PostgreSQL until it accepts connections. Tries again, five times in all, when another program took
 * the free port that was found, or when backends of a killed PostgreSQL have not yet noticed its death.
 * Fails with `port-in-use`, `start-failed` or `stopped`.
 */
export async function launch(binaries: Binaries, options: Launch): Promise<Launched> {
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await findFreePort())
    const supervised = run(binaries, { ...options, port })
    if (await isUp(supervised, options.signal)) return { port, supervised }
    const failure = toFailure(supervised.lastWords(), options)
    if (failure !== 'try-again' || attempt === ATTEMPTS) throw toError(failure, supervised.lastWords(), port)
    await delay(PAUSE_MS)
  }
}

type Failure = 'stopped' | 'port-in-use' | 'try-again' | 'start-failed'

function run(
  { postgres }: Binaries,
  { dataDir, settings, port, scratchDir }: Launch & { port: number },
): Supervised {
  const command = [postgres, '-D', toClusterDir(dataDir), '-p', String(port), ...toArguments(settings)]
  return supervise({ command, cwd: dataDir, scratchDir })
}

/** `false` once it has ended, be it by itself or because the signal said so. */
async function isUp(supervised: Supervised, signal: AbortSignal | undefined): Promise<boolean> {
  const stop = (): void => void supervised.stop()
  if (signal?.aborted === true) stop()
  signal?.addEventListener('abort', stop, { once: true })
  const up = await supervised.waitForLog(READY)
  signal?.removeEventListener('abort', stop)
  if (signal?.aborted !== true) return up
  await supervised.stop()
  return false
}

/** A scratch directory went away with the failed attempt, so there is nothing to try again on. */
function toFailure(lastWords: string, { port, signal, scratchDir }: Launch): Failure {
  if (signal?.aborted === true) return 'stopped'
  const failure = port === undefined && scratchDir === undefined ? 'try-again' : 'port-in-use'
  if (lastWords.includes('Address already in use')) return failure
  if (lastWords.includes('is still in use')) return 'try-again'
  return 'start-failed'
}

function toError(failure: Failure, lastWords: string, port: number): PostgresError {
  switch (failure) {
    case 'stopped':
      return new PostgresError('stopped', 'The start was cancelled.')
    case 'port-in-use':
      return new PostgresError('port-in-use', `Port ${port} is taken by another program.`)
    case 'try-again':
    case 'start-failed':
      return new PostgresError('start-failed', `PostgreSQL did not start: ${lastWords}`)
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('a TCP listener has no port')
  return address.port
}
