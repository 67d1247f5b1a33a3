import { createDatabase } from '@periplo/testkit'
import type { TestDatabase } from '@periplo/testkit'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from './index.ts'

let database: TestDatabase

beforeEach(async () => {
  database = await createDatabase(async () => undefined, { template: 'empty' })
})
afterEach(() => database.drop())

async function ask<R>(work: (client: Client) => Promise<R>): Promise<R> {
  const client = new Client(database.url)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const readSchema = (): Promise<unknown> =>
  ask(async (client) => {
    const { rows } = await client.query(`select c.relname, a.attname, a.atttypid from pg_attribute a
      join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'periplo' and a.attnum > 0 order by 1, 2`)
    return rows
  })
const readMigrations = (): Promise<unknown> =>
  ask(async (client) => (await client.query('select name from periplo.kysely_migration order by 1')).rows)

test('a second migration changes nothing', async () => {
  await migrate({ url: database.url })
  const before = [await readSchema(), await readMigrations()]
  await migrate({ url: database.url })
  expect([await readSchema(), await readMigrations()]).toEqual(before)
})

test('programs that start at once migrate once', async () => {
  await Promise.all(Array.from({ length: 5 }, () => migrate({ url: database.url })))
  const names = [
    '0001-foundation',
    '0002-guards-on-sends',
    '0003-pausing',
    '0004-keys-that-change',
    '0005-moving-people',
    '0006-segments',
    '0007-audiences-and-points',
  ]
  expect(await readMigrations()).toEqual(names.map((name) => ({ name })))
})

test('a database of a newer program is refused, and left as it is', async () => {
  await migrate({ url: database.url })
  await ask((client) =>
    client.query(`insert into periplo.kysely_migration values ('9999-of-tomorrow', '2099-01-01')`),
  )
  const before = [await readSchema(), await readMigrations()]
  await expect(migrate({ url: database.url })).rejects.toMatchObject({
    code: 'store/schema-too-new',
    message: expect.stringContaining('9999-of-tomorrow'),
  })
  expect([await readSchema(), await readMigrations()]).toEqual(before)
})

test('a database that cannot be reached says so', async () => {
  await expect(migrate({ url: 'postgres://nobody@127.0.0.1:1/none' })).rejects.toMatchObject({
    code: 'store/unavailable',
  })
})
