import { StudioError, invariant } from '@periplo/model'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Migration } from 'kysely/migration'
import { Pool } from 'pg'
import { access, foundation, months } from './migrations/0001-foundation.ts'
import { guardsOnSends } from './migrations/0002-guards-on-sends.ts'
import { pausing } from './migrations/0003-pausing.ts'
import { keysThatChange } from './migrations/0004-keys-that-change.ts'
import { movingPeople } from './migrations/0005-moving-people.ts'
import { segments } from './migrations/0006-segments.ts'
import { audiencesAndPoints } from './migrations/0007-audiences-and-points.ts'
import { toStoreFailure } from './failures.ts'

/** Every migration ever shipped, in order. A shipped one is never edited. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-foundation': {
    async up(db) {
      await sql.raw(foundation).execute(db)
      await sql.raw(access).execute(db)
      await sql.raw(months).execute(db)
    },
  },
  '0002-guards-on-sends': {
    async up(db) {
      await sql.raw(guardsOnSends).execute(db)
    },
  },
  '0003-pausing': {
    async up(db) {
      await sql.raw(pausing).execute(db)
    },
  },
  '0004-keys-that-change': {
    async up(db) {
      await sql.raw(keysThatChange).execute(db)
    },
  },
  '0005-moving-people': {
    async up(db) {
      await sql.raw(movingPeople).execute(db)
    },
  },
  '0006-segments': {
    async up(db) {
      await sql.raw(segments).execute(db)
    },
  },
  '0007-audiences-and-points': {
    async up(db) {
      await sql.raw(audiencesAndPoints).execute(db)
    },
  },
}

const ROLES = `
do $$ begin
  create role periplo_app nologin;
exception when duplicate_object or unique_violation then null; end $$;
do $$ begin
  create role periplo_engine nologin;
exception when duplicate_object or unique_violation then null; end $$;
do $$ begin
  execute format('grant periplo_app, periplo_engine to %I', current_user);
exception when others then
  if sqlstate not in ('XX000', '23505') then raise; end if;
end $$;
`

/**
 * Brings the database to this program's schema; a database already there is left as it is. Two callers at
 * once wait for each other. Fails with `store/schema-too-new` (and changes nothing) if a newer program has
 * migrated it, `store/missing-privilege` if the user may not create roles or schemas.
 */
export async function migrate({ url }: { url: string }): Promise<void> {
  const pool = new Pool({ connectionString: url, max: 1, options: '-c search_path=periplo' })
  pool.on('error', () => undefined)
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    await sql.raw(ROLES).execute(db)
    await sql.raw('create schema if not exists periplo').execute(db)
    await refuseNewerSchema(db)
    await runMigrations(db)
  } catch (error) {
    throw toStoreFailure(error)
  } finally {
    await db.destroy()
  }
}

async function runMigrations(db: Kysely<unknown>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => MIGRATIONS },
    migrationTableSchema: 'periplo',
  })
  const { error } = await migrator.migrateToLatest()
  if (error instanceof Error) throw error
  invariant(error === undefined, 'a migration failed without saying why')
}

async function refuseNewerSchema(db: Kysely<unknown>): Promise<void> {
  const table = await sql<{
    name: string | null
  }>`select to_regclass('periplo.kysely_migration') as name`.execute(db)
  if ((table.rows[0]?.name ?? null) === null) return
  const done = await sql<{ name: string }>`select name from periplo.kysely_migration`.execute(db)
  const unknown = done.rows.filter((row) => !Object.hasOwn(MIGRATIONS, row.name))
  if (unknown.length === 0) return
  throw new StudioError(
    'store/schema-too-new',
    `The database was last used by a newer Periplo (it has the migration ${unknown[0]?.name ?? ''}). Start that version, or restore a backup made before it; nothing was changed.`,
  )
}
