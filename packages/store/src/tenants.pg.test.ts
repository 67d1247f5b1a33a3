import { sql } from 'kysely'
import { createDatabase } from '@periplo/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStoreOver, toSchema } from './fresh-store.fixture.ts'
import type { FreshStore } from './fresh-store.fixture.ts'
import { WORKSPACE_TABLES, inWorkspace } from './index.ts'

const TENANTS = 1_000

let fresh: FreshStore

beforeAll(async () => {
  fresh = openStoreOver(await createDatabase(toSchema), { poolSize: 4 })
  await fresh.store.enginePool.query(`
    insert into workspaces (workspace_id, name, zone, currency, clock, demo, sealed_secret, created_at)
    select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Tenant ' || n, 'UTC', 'EUR', 'live', false, '', 0
    from generate_series(1, ${TENANTS}) n`)
  await fresh.store.enginePool.query(`
    insert into persons (workspace_id, partition_id, person_id, traits, suppressed, identified, first_seen_at, last_seen_at, merged_from)
    select workspace_id, n, gen_random_uuid(), '{}', false, false, 0, 0, '[]' from workspaces, generate_series(0, 2) n`)
})
afterAll(() => fresh.close())

const toTenant = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

test('a thousand tenants interleaved on one pool see their own rows, and no other', async () => {
  const seen = await Promise.all(
    Array.from({ length: TENANTS }, (_, at) =>
      inWorkspace(fresh.store, toTenant(at + 1), async (tx) => {
        const { rows } = await sql<{ own: number; foreign: number; tenants: number }>`
          select count(*) filter (where workspace_id = ${toTenant(at + 1)}) as own,
            count(*) filter (where workspace_id <> ${toTenant(at + 1)}) as foreign,
            (select count(*) from workspaces) as tenants from persons`.execute(tx)
        return rows[0]
      }),
    ),
  )
  expect(seen).toEqual(Array.from({ length: TENANTS }, () => ({ own: 3, foreign: 0, tenants: 1 })))
})

test('without a workspace there are no rows, in any table', async () => {
  for (const table of [...WORKSPACE_TABLES, 'workspaces'] as const) {
    const { rows } = await sql<{ seen: number }>`select count(*) as seen from ${sql.table(table)}`.execute(
      fresh.store.app,
    )
    expect([table, rows[0]?.seen]).toEqual([table, 0])
  }
})

test('the workspace of one transaction does not stay with the connection', async () => {
  await inWorkspace(fresh.store, toTenant(1), (tx) => sql`select 1`.execute(tx))
  for (let at = 0; at < 8; at += 1) {
    const { rows } = await sql<{ seen: number }>`select count(*) as seen from persons`.execute(
      fresh.store.app,
    )
    expect(rows[0]?.seen).toBe(0)
  }
})

test('nobody writes into a workspace that is not theirs', async () => {
  const write = inWorkspace(fresh.store, toTenant(1), (tx) =>
    tx
      .insertInto('sources')
      .values({
        workspace_id: toTenant(2),
        source_id: toTenant(3),
        name: 'Foreign',
        kind: 'server',
        key_hash: '',
        key_hint: '',
        created_at: 0,
        revoked_at: null,
      })
      .execute(),
  )
  await expect(write).rejects.toThrow(/row-level security/)
})

test.each([
  { name: 'app', role: 'periplo_app' },
  { name: 'engine', role: 'periplo_engine' },
] as const)('the $name works as $role, and not as a superuser', async ({ name, role }) => {
  const { rows } = await sql<{ current_user: string; super: string }>`
    select current_user, current_setting('is_superuser') as super`.execute(fresh.store[name])
  expect(rows).toEqual([{ current_user: role, super: 'off' }])
})
