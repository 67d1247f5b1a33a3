import { createHash } from 'node:crypto'
import { createDatabase } from '@periplo/testkit'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStoreOver, toSchema } from './fresh-store.fixture.ts'
import type { FreshStore } from './fresh-store.fixture.ts'
import { GLOBAL_TABLES, WORKSPACE_TABLES } from './index.ts'

/** The shape of every schema ever shipped, the present one last. */
const HISTORY = [
  { migration: '0001-foundation', hash: 'a1c68b14a5943a3a' },
  { migration: '0002-guards-on-sends', hash: '033e3ceaae672e80' },
  { migration: '0003-pausing', hash: '893a48321c941d84' },
  { migration: '0004-keys-that-change', hash: '46089f703b6f164d' },
  { migration: '0005-moving-people', hash: 'adb6b4939c08c114' },
  { migration: '0006-segments', hash: '701c289740777033' },
  { migration: '0007-audiences-and-points', hash: '0ddcea0a23fb14de' },
] as const

/** Tables whose rows belong to one person of a partition. */
const PER_PERSON = [
  'event_log',
  'persons',
  'enrollments',
  'history',
  'outbox',
  'message_facts',
  'send_ledgers',
  'audience_members',
  'audience_changes',
  'points_ledger',
  'consent_ledger',
  'orders',
  'quarantine',
  'segment_members',
  'segment_states',
]

let fresh: FreshStore
let client: Client

beforeAll(async () => {
  fresh = openStoreOver(await createDatabase(toSchema))
  client = new Client(fresh.url)
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await fresh.close()
})

const list = async (text: string): Promise<readonly string[]> =>
  (await client.query<{ line: string }>(text)).rows.map(({ line }) => line)

const OURS = `n.nspname = 'periplo' and not c.relispartition and c.relname not like 'kysely%'`

test('every table belongs to a workspace, or is one of the few that belong to none', async () => {
  const tables =
    await list(`select c.relname as line from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and c.relkind in ('r', 'p') order by 1`)
  expect(tables).toEqual([...WORKSPACE_TABLES, ...GLOBAL_TABLES].toSorted())
})

test('the workspace stands in every key; the log alone is numbered over all of them', async () => {
  const keys = await list(`select c.relname || ': ' || pg_get_constraintdef(k.oid) as line
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and k.contype in ('p', 'u', 'f') order by 1`)
  expect(keys.filter((key) => !key.includes('workspace_id'))).toEqual([
    'catalogue: PRIMARY KEY (one)',
    'event_log: PRIMARY KEY (partition_id, log_offset, received_day)',
    'log_heads: PRIMARY KEY (partition_id)',
    'partition_offsets: PRIMARY KEY (partition_id)',
  ])
  const unique = keys.filter((key) => PER_PERSON.some((table) => key.startsWith(`${table}:`)))
  expect(unique.filter((key) => !key.includes('partition_id'))).toEqual([])
  expect(unique).toHaveLength(PER_PERSON.length)
})

test('row-level security is forced on every table of a workspace, for the owner too', async () => {
  const forced =
    await list(`select c.relname as line from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and c.relkind in ('r', 'p') and c.relrowsecurity and c.relforcerowsecurity order by 1`)
  expect(forced).toEqual([...WORKSPACE_TABLES, 'workspaces'].toSorted())
})

test('neither role is superuser, owns a table, logs in or goes around row-level security', async () => {
  const roles = await list(`select rolname || ' ' || (rolsuper or rolbypassrls or rolcanlogin or rolcreaterole
    or rolcreatedb or rolreplication) as line from pg_roles where rolname like 'periplo\\_%' order by 1`)
  expect(roles).toEqual(['periplo_app false', 'periplo_engine false'])
  expect(
    await list(`select c.relname as line from pg_class c join pg_roles r on r.oid = c.relowner
      where r.rolname like 'periplo\\_%'`),
  ).toEqual([])
})

test('the studio may write what members make, and nothing else', async () => {
  const grants =
    await list(`select g.table_name || ' ' || string_agg(lower(g.privilege_type), ' ' order by g.privilege_type) as line
    from information_schema.role_table_grants g where g.grantee = 'periplo_app' and g.table_schema = 'periplo'
      and g.privilege_type <> 'SELECT' and g.table_name !~ '_[0-9]{6}$' group by g.table_name order by 1`)
  expect(grants).toEqual([
    'catalogue update',
    'journeys insert update',
    'moves insert',
    'segments insert update',
    'sources insert update',
    'versions insert',
  ])
})

test('the schema changes only by a migration of its own', async () => {
  const columns =
    await list(`select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || case when a.attnotnull then ' not null' else '' end || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where ${OURS} and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped order by 1`)
  const rules = await list(`select c.relname || ' ' || pg_get_constraintdef(k.oid) as line
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and k.contype in ('p', 'u', 'f', 'c') order by 1`)
  const indexes = await list(`select pg_get_indexdef(i.indexrelid) as line
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} order by 1`)
  const policies =
    await list(`select concat_ws(' ', tablename, policyname, roles::text, cmd, qual, with_check) as line
    from pg_policies where schemaname = 'periplo' order by 1`)
  const shape = [...columns, ...rules, ...indexes, ...policies].join('\n')
  const hash = createHash('sha256').update(shape).digest('hex').slice(0, 16)
  expect(hash, 'raise the version, add a line to the history, write the upgrade').toBe(HISTORY.at(-1)?.hash)
})
