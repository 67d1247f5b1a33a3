import { createDatabase } from '@periplo/testkit'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { defineColumns } from './column-set.ts'

const set = defineColumns({
  u: 'uuid',
  s: 'smallint',
  i: 'integer',
  b: 'bigint',
  d: 'date',
  o: 'boolean',
  t: 'text',
  j: 'json',
})
const NOTHING = { u: null, s: null, i: null, b: null, d: null, o: null, t: null, j: null }
const ID = '0198c0de-abcd-7000-8000-0000000000ef'

const ROWS = [
  { row: {}, seen: NOTHING, why: 'what is missing is NULL' },
  { row: NOTHING, seen: NOTHING, why: 'null is NULL' },
  { row: { u: ID }, seen: { u: ID }, why: 'ids' },
  { row: { u: ID.toUpperCase() }, seen: { u: ID }, why: 'ids in capitals' },
  {
    row: { s: -32_768, i: 2_147_483_647 },
    seen: { s: '-32768', i: '2147483647' },
    why: 'the ends of integers',
  },
  { row: { b: 9_007_199_254_740_991 }, seen: { b: '9007199254740991' }, why: 'the largest instant' },
  { row: { b: -1 }, seen: { b: '-1' }, why: 'numbers below zero' },
  { row: { b: -4_294_967_297 }, seen: { b: '-4294967297' }, why: 'numbers below minus a word' },
  { row: { d: '2026-03-29' }, seen: { d: '2026-03-29' }, why: 'days' },
  { row: { d: '1969-12-31' }, seen: { d: '1969-12-31' }, why: 'days before the epoch' },
  { row: { o: true }, seen: { o: 'true' }, why: 'true' },
  { row: { o: false }, seen: { o: 'false' }, why: 'false' },
  { row: { t: '' }, seen: { t: '' }, why: 'an empty text is not NULL' },
  { row: { t: 'NULL' }, seen: { t: 'NULL' }, why: 'the word NULL is a word' },
  { row: { t: '{a,"b\\c"}' }, seen: { t: '{a,"b\\c"}' }, why: 'braces, quotes and backslashes' },
  { row: { t: 'ñ 漢 😀' }, seen: { t: 'ñ 漢 😀' }, why: 'letters of two, three and four bytes' },
  { row: { t: '😀'.repeat(50_000) }, seen: { t: '😀'.repeat(50_000) }, why: 'more than fits at first' },
  { row: { j: { a: [1, null] } }, seen: { j: '{"a":[1,null]}' }, why: 'values as JSON' },
  { row: { j: [] }, seen: { j: '[]' }, why: 'empty lists' },
] as const

async function readBack(rows: readonly Readonly<Record<string, unknown>>[]): Promise<readonly unknown[]> {
  const database = await createDatabase(() => Promise.resolve())
  const client = new Client({ connectionString: database.url })
  await client.connect()
  try {
    const columns = Object.keys(NOTHING).map((name) => `${name}::text`)
    const text = `select ${columns.join(', ')} from ${set.from('x', 1)}`
    return (await client.query<Record<string, unknown>>(text, [...set.toValues(rows)])).rows
  } finally {
    await client.end()
    await database.drop()
  }
}

test('PostgreSQL reads every value as it was given, in order, in one statement', async () => {
  const seen = await readBack(ROWS.map(({ row }) => row))
  expect(seen).toEqual(ROWS.map(({ seen: expected }) => ({ ...NOTHING, ...expected })))
})

test('no rows are no rows', async () => {
  expect(await readBack([])).toEqual([])
})

test.each(['', 'x', ID.slice(1), `${ID}0`, ID.replaceAll('-', ''), ID.replace('a', 'g')])(
  'what is no id is refused before it is sent: %j',
  (u) => {
    expect(() => set.toValues([{ u }])).toThrow('not a uuid')
  },
)
