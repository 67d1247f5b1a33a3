import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { toBlankDefinition } from '@periplo/model'
import { migrate, openStore } from '@periplo/store'
import { createDatabase } from '@periplo/testkit'
import type { TestDatabase } from '@periplo/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTerminal, parsePrinted } from './terminal.fixture.ts'

const CLICKS = fileURLToPath(new URL('csv/clicks.fixture.csv', import.meta.url))

let database: TestDatabase
let dir = ''
let periplo: ReturnType<typeof openTerminal>
beforeAll(async () => {
  database = await createDatabase((url) => migrate({ url }))
  dir = await mkdtemp(join(tmpdir(), 'periplo-cli-'))
  periplo = openTerminal({ url: database.url, dir })
  const position = { x: 0, y: 0 }
  const frame = { stage: 'awareness', title: 'A step', position }
  const journey = {
    ...toBlankDefinition('Search to buy'),
    nodes: [
      { ...frame, id: 'enter', kind: 'event-entry', event: 'search' },
      { ...frame, id: 'wait', kind: 'wait-for-event', event: 'buy', timeout: { amount: 1, unit: 'hours' } },
      { ...frame, id: 'bought', kind: 'goal' },
      { ...frame, id: 'left', kind: 'exit' },
    ],
    edges: [
      { from: 'enter', port: 'next', to: 'wait' },
      { from: 'wait', port: 'arrived', to: 'bought' },
      { from: 'wait', port: 'timed-out', to: 'left' },
    ],
  }
  await writeFile(join(dir, 'journey.json'), JSON.stringify(journey))
  await writeFile(join(dir, 'clicks.csv.gz'), gzipSync(await readFile(CLICKS)))
})
afterAll(async () => {
  await database.drop()
  await rm(dir, { recursive: true })
})

async function periploJson(...args: string[]): Promise<{ code: number; result: Record<string, unknown> }> {
  const printed = await periplo(...args, '--json')
  return { code: printed.code, result: parsePrinted(printed).result }
}

const TABLE = ['--user-id', 'user', '--timestamp', 'at', '--channel', '=web'] as const

test('people live through a table in the order of time, once, however often it is imported', async () => {
  const args = ['import', 'csv', join(dir, 'clicks.csv.gz'), '--workspace', 'Past', '--create', ...TABLE]
  const lived = [...args, '--turned-clock', '--journey', join(dir, 'journey.json')]
  const first = await periploJson(...lived)
  expect(first).toMatchObject({
    code: 0,
    result: {
      rows: 5,
      bad: 3,
      badRows: [
        { line: 6, reason: expect.stringContaining('userId') },
        { line: 7, reason: expect.stringContaining('ISO 8601') },
        { line: 10, reason: expect.stringContaining('number of cells') },
      ],
      written: 4,
      knownBefore: 1,
      workspace: { events: 4, people: 3, enrollments: 3, messages: 0 },
    },
  })
  const again = await periploJson(...lived)
  expect(again.result).toMatchObject({ skipped: 5, written: 0, workspace: { events: 4, enrollments: 3 } })
  await rm(join(dir, 'state'), { recursive: true })
  const withoutProgress = await periploJson(...lived)
  expect(withoutProgress.result).toMatchObject({ skipped: 0, written: 0, knownBefore: 5 })
  const store = openStore({ url: database.url })
  const { rows } = await store.enginePool.query(
    'select node_id, ended_at from enrollments order by ended_at, node_id',
  )
  await store.close()
  expect(rows).toEqual([
    { node_id: 'bought', ended_at: Date.UTC(2024, 2, 13, 9, 30) },
    { node_id: 'left', ended_at: Date.UTC(2024, 2, 13, 11) },
    { node_id: 'left', ended_at: Date.UTC(2024, 2, 13, 12) },
  ])
})

test('another table under the name of one imported before is imported whole', async () => {
  const file = join(dir, 'daily.csv')
  const args = ['import', 'csv', file, '--workspace', 'Daily', '--create', ...TABLE]
  const toTable = (day: string, ...users: string[]): string =>
    ['user,at,event', ...users.map((user) => `${user},2024-03-${day}T09:00:00Z,view`), ''].join('\n')
  await writeFile(file, toTable('13', 'ana', 'bea', 'cho'))
  expect((await periploJson(...args)).result).toMatchObject({ skipped: 0, written: 3 })
  await writeFile(file, toTable('14', 'ana', 'bea', 'cho'))
  expect((await periploJson(...args)).result).toMatchObject({ skipped: 0, written: 3 })
  expect((await periploJson(...args)).result).toMatchObject({ skipped: 3, written: 0 })
})

test('history enrols nobody, and a dry run writes nothing', async () => {
  const args = ['import', 'csv', CLICKS, '--workspace', 'Present', ...TABLE]
  const dry = await periploJson(...args, '--dry-run')
  expect(dry).toMatchObject({ code: 0, result: { events: 5, bad: 3, isInOrder: false } })
  expect(await periplo(...args)).toMatchObject({
    code: 2,
    err: expect.stringContaining('--create makes one'),
  })
  const { result } = await periploJson(...args, '--create')
  expect(result).toMatchObject({ written: 4, workspace: { events: 4, people: 3, enrollments: 0 } })
})

test.each([
  {
    args: ['--workspace', 'X', '--user-id', 'user', '--timestamp', 'at', '--max-bad', '1'],
    says: /More than 1 rows/,
  },
  { args: ['--workspace', 'X', '--user-id', 'nobody', '--timestamp', 'at'], says: /no column nobody/ },
  { args: ['--workspace', 'X'], says: /--user-id or --anonymous-id/ },
  { args: ['--workspace', 'X', ...TABLE, '--timestamp-zone', 'Mars/Olympus'], says: /no time zone/ },
  { args: [], says: /required option/ },
])('bad input is one sentence and exit code 2 (%#)', async ({ args, says }) => {
  const { code, out, err } = await periplo('import', 'csv', CLICKS, ...args)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toMatch(says)
})

test('a journey goes out and in again without a difference', async () => {
  const file = join(dir, 'journey.json')
  expect((await periploJson('validate', file)).result).toMatchObject({ isPublishable: true })
  const brought = await periploJson('import', 'journey', file, '--workspace', 'Past', '--publish')
  const id = String(brought.result['journeyId'])
  const out = join(dir, 'out.json')
  await periplo('export', '--workspace', 'Past', '--journey', id, '--version', '1', '--out', out)
  expect(await periplo('diff', file, out)).toMatchObject({ code: 0, out: 'No difference.\n' })
  await writeFile(out, (await readFile(out, 'utf8')).replaceAll('"left"', '"gone"'))
  expect(await periplo('diff', file, out)).toMatchObject({
    code: 1,
    out: '+ nodes gone\n- nodes left\n~ edges wait:timed-out\n',
  })
})

test('a journey that is published anew can take along whoever is inside', async () => {
  const file = join(dir, 'journey.json')
  const publish = ['import', 'journey', file, '--workspace', 'Past', '--publish'] as const
  const id = String((await periploJson(...publish)).result['journeyId'])
  const again = await periploJson(...publish, '--journey', id, '--in-flight', 'follow')
  expect(again).toMatchObject({ code: 0, result: { journeyId: id, version: 2 } })
  expect(await periplo(...publish, '--in-flight', 'teleport')).toMatchObject({ code: 2, out: '' })
  const store = openStore({ url: database.url })
  const { rows } = await store.enginePool.query(`select plan::json ->> 'kind' as kind from moves`)
  await store.close()
  expect(rows).toEqual([{ kind: 'follow' }])
})

test('the doctor finds nothing in what was imported, and says so by its exit code when it does', async () => {
  expect((await periploJson('doctor', '--drained')).code).toBe(0)
  const store = openStore({ url: database.url })
  await store.enginePool.query(`update rollups set total = total + 1 where counter = 'entered'`)
  await store.close()
  const { code, result } = await periploJson('doctor')
  expect({ code, findings: result['findings'] }).toMatchObject({
    code: 1,
    findings: [{ invariant: 'I5', check: 'rollup-differs' }],
  })
})
