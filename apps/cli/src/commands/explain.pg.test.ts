import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toBlankDefinition } from '@periplo/model'
import type { Edge, JourneyDefinition } from '@periplo/model'
import { migrate, openStore } from '@periplo/store'
import { createDatabase } from '@periplo/testkit'
import type { TestDatabase } from '@periplo/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTerminal, parsePrinted } from '../terminal.fixture.ts'

const frame = { stage: 'decision', title: 'A step', position: { x: 0, y: 0 } } as const
const tier = { from: 'event', path: 'tier' } as const
const way = (from: string, port: string, to: string): Edge => ({ from, port, to })

/** Gold wins, other tiers are out, and who says none is not let in. */
const JOURNEY: JourneyDefinition = {
  ...toBlankDefinition('Tiers'),
  nodes: [
    {
      ...frame,
      id: 'in',
      kind: 'event-entry',
      event: 'search',
      filter: { op: 'exists', operand: tier },
    },
    {
      ...frame,
      id: 'gold',
      kind: 'condition',
      condition: { op: 'compare', operand: tier, is: 'equals', value: 'gold' },
    },
    { ...frame, id: 'won', kind: 'goal' },
    { ...frame, id: 'out', kind: 'exit' },
  ],
  edges: [way('in', 'next', 'gold'), way('gold', 'yes', 'won'), way('gold', 'no', 'out')],
}

const PEOPLE = `user,event,at,tier
ana,search,2024-03-13T09:00:00Z,gold
bea,search,2024-03-13T10:00:00Z,silver
cho,search,2024-03-13T11:00:00Z,
`

let database: TestDatabase
let dir = ''
let periplo: ReturnType<typeof openTerminal>
let personIds: ReadonlyMap<string, string>
beforeAll(async () => {
  database = await createDatabase((url) => migrate({ url }))
  dir = await mkdtemp(join(tmpdir(), 'periplo-explain-'))
  periplo = openTerminal({ url: database.url, dir })
  await writeFile(join(dir, 'journey.json'), JSON.stringify(JOURNEY))
  await writeFile(join(dir, 'people.csv'), PEOPLE)
  const columns = ['--user-id', 'user', '--event', 'event', '--timestamp', 'at', '--channel', '=web']
  const lived = ['--turned-clock', '--journey', join(dir, 'journey.json')]
  const into = ['--workspace', 'Shop', '--create']
  expect(
    await periplo('import', 'csv', join(dir, 'people.csv'), ...into, ...columns, ...lived),
  ).toMatchObject({ code: 0 })
  personIds = await readPersonIds()
})
afterAll(async () => {
  await database.drop()
  await rm(dir, { recursive: true })
})

async function readPersonIds(): Promise<ReadonlyMap<string, string>> {
  const store = openStore({ url: database.url })
  const { rows } = await store.enginePool.query<{ user: string; person: string }>(
    "select value as user, person_id as person from identifiers where kind = 'user'",
  )
  await store.close()
  return new Map(rows.map(({ user, person }) => [user, person]))
}

const SHOP = ['--workspace', 'Shop', '--journey', 'Tiers'] as const

const explain = (person: string, ...more: readonly string[]) =>
  periplo('explain', ...SHOP, '--person', personIds.get(person) ?? person, ...more)

async function explainAsJson(person: string, ...more: readonly string[]) {
  const printed = await explain(person, ...more, '--json')
  return { code: printed.code, ...parsePrinted(printed) }
}

test.each([
  { person: 'ana', port: 'yes', end: 'won', value: 'gold', truth: true, why: 'the tier is the one' },
  { person: 'bea', port: 'no', end: 'out', value: 'silver', truth: false, why: 'it is another' },
])(
  '$person left by $port, with the value that decided ($why)',
  async ({ person, port, end, value, truth }) => {
    const { code, command, input, result } = await explainAsJson(person)
    expect({ code, command, input }).toEqual({
      code: 0,
      command: 'explain',
      input: { workspace: 'Shop', journey: 'Tiers', person: personIds.get(person) },
    })
    expect(result).toMatchObject({
      personId: personIds.get(person),
      turnedAway: [],
      messages: [],
      runs: [{ steps: [{ seq: 1, isFaithful: true, event: { name: 'search' } }], missed: [] }],
    })
    expect(JSON.stringify(result)).toContain(`"port":"${port}"`)
    const { out } = await explain(person)
    expect(out).toContain(`gold → ${port}`)
    expect(out).toContain(`${end} ends`)
    expect(out).toContain(JSON.stringify(value))
    expect(out).toContain(String(truth))
  },
)

test('a person is found by an identifier as well as by their id', async () => {
  const printed = await periplo('explain', ...SHOP, '--person', 'ana', '--json')
  expect(parsePrinted(printed).result).toMatchObject({ personId: personIds.get('ana') })
})

test('somebody who was not let in learns why', async () => {
  const { code, result } = await explainAsJson('cho')
  expect({ code, result }).toMatchObject({
    code: 0,
    result: { runs: [], turnedAway: [{ event: 'search', refusal: null }] },
  })
  expect((await explain('cho')).out).toMatch(/^Not let in at 2024-03-13T11:00:00.000Z by search/)
})

test('one value may be supposed to have been another', async () => {
  const { code, result } = await explainAsJson('ana', '--what-if', 'event:tier=silver')
  expect({ code, result }).toMatchObject({
    code: 0,
    result: { seq: 1, operand: tier, value: 'silver', reasons: [{}, { node: 'gold', port: 'no' }, {}] },
  })
  expect((await explain('ana', '--what-if', 'event:tier=silver')).out).toContain('gold → no')
})

test.each([
  { args: ['--person', randomUUID()], says: /There is no such person/, code: 'person/not-found' },
  { args: ['--person', 'nobody'], says: /There is no person nobody/, code: 'person/not-found' },
  { args: ['--journey', 'Odyssey'], says: /There is no journey Odyssey/, code: 'journey/not-found' },
  { args: ['--workspace', 'Nowhere'], says: /There is no workspace Nowhere/, code: 'workspace/not-found' },
  { args: ['--what-if', 'tier=gold'], says: /--what-if is trait:/, code: 'input/invalid' },
  {
    args: ['--what-if', 'trait:tier=gold', '--step', '9'],
    says: /taken no such step/,
    code: 'input/invalid',
  },
  {
    args: ['--what-if', 'trait:tier=gold', '--enrollment', 'none'],
    says: /taken no such step/,
    code: 'input/invalid',
  },
])('bad input is one sentence, also in the object of --json, and exit code 2 (%#)', async (row) => {
  const printed = await explain('ana', ...row.args, '--json')
  expect(printed.code).toBe(2)
  expect(printed.err).toMatch(row.says)
  expect(printed.err.trim().split('\n')).toHaveLength(1)
  expect(parsePrinted(printed).result).toEqual({
    error: { code: row.code, message: expect.stringMatching(row.says) },
  })
})

test.each([
  { args: ['explain', '--workspace', 'Shop', '--journey', 'Tiers'], says: /required option '--person/ },
  { args: ['explain', '--workspace', 'Shop', '--person', 'x'], says: /required option '--journey/ },
  {
    args: ['explain', '--workspace', 'Shop', '--journey', 'Tiers', '--person', 'x', '--step', 'first'],
    says: /whole number/,
  },
])('a command that is not whole is told what it lacks (%#)', async ({ args, says }) => {
  const { code, out, err } = await periplo(...args)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toMatch(says)
})
