import { readFile, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { PostgresError } from './postgres-error.ts'

const POLL_MS = 50
const SHUTDOWN_LIMIT_MS = 60_000

/** A PostgreSQL that is alive on a cluster directory. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
}

/**
 * Finds the living PostgreSQL of a cluster directory. A recycled process id does not deceive it: the
 * process must also have the directory as its working directory, as every PostgreSQL does.
 */
export async function findPostmaster(clusterDir: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => '')
  const [pidLine = '', , , portLine = ''] = text.split('\n')
  const pid = Number.parseInt(pidLine, 10)
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined
  const [cwd, cluster] = await Promise.all([
    readlink(`/proc/${pid}/cwd`).catch(() => undefined),
    realpath(clusterDir).catch(() => undefined),
  ])
  return cwd !== undefined && cwd === cluster ? { pid, port: Number.parseInt(portLine, 10) } : undefined
}

/**
 * Clears what a killed predecessor left: its PostgreSQL is stopped in order (SIGINT; asking again does no
 * harm if its supervisor asked before us), and a stale pid file is removed. The caller holds the claim on
 * the directory, so nobody else starts one meanwhile.
 * Fails with `data-dir-in-use` if that PostgreSQL is still there after a minute.
 */
export async function clearLeftover(clusterDir: string): Promise<'clean' | 'cleared'> {
  const leftover = await findPostmaster(clusterDir)
  if (leftover === undefined) {
    await rm(join(clusterDir, 'postmaster.pid'), { force: true })
    return 'clean'
  }
  interrupt(leftover.pid)
  if (await isGoneWithin(clusterDir, SHUTDOWN_LIMIT_MS)) return 'cleared'
  throw new PostgresError(
    'data-dir-in-use',
    `PostgreSQL with process id ${leftover.pid} still runs on ${clusterDir} and does not stop.`,
  )
}

async function isGoneWithin(clusterDir: string, limitMs: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < limitMs; waitedMs += POLL_MS) {
    if ((await findPostmaster(clusterDir)) === undefined) return true
    await delay(POLL_MS)
  }
  return false
}

/** It may end by itself between our look and our signal. */
function interrupt(pid: number): void {
  try {
    process.kill(pid, 'SIGINT')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
