import { randomBytes } from 'node:crypto'
import { startPostgres } from '@periplo/postgres'
import type { TestProject } from 'vitest/node'
import { dropDatabasesOf } from './database.ts'
import type { ServedPostgres } from './provided-postgres.ts'

interface Serving extends ServedPostgres {
  stop(): Promise<void>
}

declare global {
  /** Vitest loads this file once per project, so what the projects share cannot be a variable of the file. */
  var periploTestPostgres: { users: number; serving: Promise<Serving> } | undefined
}

/**
 * Vitest's `globalSetup`: one PostgreSQL for the whole run, however many projects ask for it. Stopped when
 * the last of them is done, and by itself if the run is killed. With DATABASE_URL set that server is used
 * instead, and only the databases this run made are dropped from it.
 */
export async function servePostgres(project: TestProject): Promise<() => Promise<void>> {
  const shared = (globalThis.periploTestPostgres ??= { users: 0, serving: serve() })
  shared.users += 1
  const { url, prefix, stop } = await shared.serving
  project.provide('postgres', { url, prefix })
  return async () => {
    shared.users -= 1
    if (shared.users > 0) return
    globalThis.periploTestPostgres = undefined
    await stop()
  }
}

async function serve(): Promise<Serving> {
  const prefix = `run_${randomBytes(6).toString('hex')}`
  const given = process.env['DATABASE_URL']
  if (given !== undefined && given !== '') {
    return { url: given, prefix, stop: () => dropDatabasesOf({ url: given, prefix }) }
  }
  const { url, stop } = await startPostgres({ durable: false })
  return { url, prefix, stop }
}
