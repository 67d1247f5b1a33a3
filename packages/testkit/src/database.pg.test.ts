import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from './database.ts'

const made: TestDatabase[] = []
let migrations = 0

afterAll(() => Promise.all(made.map((database) => database.drop())))

test('four files at once migrate once, and each gets its own rows', async () => {
  const databases = await Promise.all([create(), create(), create(), create()])
  expect(migrations).toBe(1)
  await query(databases[0].url, 'insert into ports values ($$Palos$$)')
  expect(await query(databases[0].url, 'select name from ports')).toEqual([{ name: 'Palos' }])
  expect(await query(databases[1].url, 'select name from ports')).toEqual([])
})

test('a migration that fails is tried again, not taken for a template', async () => {
  let attempts = 0
  const migrate = async (): Promise<void> => {
    attempts += 1
    if (attempts === 1) throw new Error('storm')
  }
  await expect(createDatabase(migrate)).rejects.toThrow('storm')
  made.push(await createDatabase(migrate))
  expect(attempts).toBe(2)
})

test('a dropped database is gone, even with a client still on it', async () => {
  const database = await create()
  const client = new Client(database.url)
  client.on('error', () => undefined)
  await client.connect()
  await database.drop()
  await expect(query(database.url, 'select 1')).rejects.toThrow(/does not exist/)
})

async function create(): Promise<TestDatabase> {
  const database = await createDatabase(migratePorts)
  made.push(database)
  return database
}

async function migratePorts(url: string): Promise<void> {
  migrations += 1
  await query(url, 'create table ports (name text)')
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client(url)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
