import { createHash, randomBytes } from 'node:crypto'
import { Client, escapeIdentifier } from 'pg'
import { getServedPostgres, type ServedPostgres } from './provided-postgres.ts'

/** Brings an empty database to the schema under test; it must close its connections before it ends. */
export type Migrate = (url: string) => Promise<void>

/** A database that belongs to one test file. */
export interface TestDatabase {
  /** Connection string of a superuser. */
  readonly url: string
  /** Cuts every connection to it, as a crash of the database would; new ones are taken at once. */
  cut(): Promise<void>
  /** Removes it, disconnecting whoever is still there. */
  drop(): Promise<void>
}

/**
 * Makes a fresh database, copied from a template which `migrate` prepares once per run, however many files
 * ask at once. Two migrations are the same if their source text is; a closure whose result depends on what
 * it captured must name its template. Needs `servePostgres` as the project's `globalSetup`.
 */
export async function createDatabase(
  migrate: Migrate,
  { template = migrate.toString() }: { readonly template?: string } = {},
): Promise<TestDatabase> {
  const { url, prefix } = getServedPostgres()
  return withClient(url, async (client) => {
    const source = await ensureTemplate(client, { url, prefix, key: template, migrate })
    const name = `${prefix}_${randomBytes(6).toString('hex')}`
    await client.query(`create database ${escapeIdentifier(name)} template ${escapeIdentifier(source)}`)
    return {
      url: toDatabaseUrl(url, name),
      cut: () => cutConnections(url, name),
      drop: () => dropDatabase(url, name),
    }
  })
}

/** Drops every database a run made, whose names begin with its prefix. */
export async function dropDatabasesOf({ url, prefix }: ServedPostgres): Promise<void> {
  await withClient(url, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [`${prefix}_`],
    )
    for (const { datname } of rows)
      await client.query(`drop database ${escapeIdentifier(datname)} with (force)`)
  })
}

interface TemplateRequest extends ServedPostgres {
  readonly key: string
  readonly migrate: Migrate
}

/** The template's name. The advisory lock makes one of several callers build it while the others wait. */
async function ensureTemplate(
  client: Client,
  { url, prefix, key, migrate }: TemplateRequest,
): Promise<string> {
  const name = `${prefix}_template_${createHash('sha256').update(key).digest('hex').slice(0, 16)}`
  await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name])
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) await buildTemplate(client, { url, name, migrate })
    return name
  } finally {
    await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name])
  }
}

/** It takes its name only when the migration is through, so a failed one is never taken for a template. */
async function buildTemplate(
  client: Client,
  { url, name, migrate }: { readonly url: string; readonly name: string; readonly migrate: Migrate },
): Promise<void> {
  const unfinished = `${name}_new`
  await client.query(`create database ${escapeIdentifier(unfinished)}`)
  try {
    await migrate(toDatabaseUrl(url, unfinished))
    await client.query(`alter database ${escapeIdentifier(unfinished)} rename to ${escapeIdentifier(name)}`)
  } catch (error) {
    await client.query(`drop database ${escapeIdentifier(unfinished)} with (force)`)
    throw error
  }
}

async function cutConnections(url: string, name: string): Promise<void> {
  await withClient(url, (client) =>
    client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]),
  )
}

async function dropDatabase(url: string, name: string): Promise<void> {
  await withClient(url, (client) =>
    client.query(`drop database if exists ${escapeIdentifier(name)} with (force)`),
  )
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(url)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function toDatabaseUrl(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
