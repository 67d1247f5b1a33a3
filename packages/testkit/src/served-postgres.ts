import { randomBytes } from 'node:crypto'
import { startPostgres } from '@periplo/postgres'
import type { TestProject } from 'vitest/node'
import { dropDatabasesOf } from './database.ts'

/** The PostgreSQL of one test run, as the workers are told of it. */
export interface ServedPostgres {
  /** Connection string of a superuser. */
  readonly url: string
  /** Begins the name of every database of this run, so that runs sharing a server do not meet. */
  readonly prefix: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: ServedPostgres
  }
}

interface Serving extends ServedPostgres {
  stop(): Promise<void>
}

let users = 0
let serving: Promise<Serving> | undefined

/**
 * Vitest's `globalSetup`: one PostgreSQL for the whole run, however many projects ask for it. Stopped when
 * the last of them is done, and by itself if the run is killed. With DATABASE_URL set that server is used
 * instead, and only the databases this run made are dropped from it.
 */
export async function servePostgres(project: TestProject): Promise<() => Promise<void>> {
  users += 1
  serving ??= serve()
  const { url, prefix, stop } = await serving
  project.provide('postgres', { url, prefix })
  return async () => {
    users -= 1
    if (users > 0) return
    serving = undefined
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
