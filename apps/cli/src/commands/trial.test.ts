import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { toBlankDefinition } from '@periplo/model'
import type { Edge, JourneyDefinition, Node } from '@periplo/model'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseEnvironment } from '../environment.ts'
import type { Presentation } from '../present.ts'
import { exportJourney } from './journeys.ts'
import { backtestFile, proveFile } from './trial.ts'

const frame = { stage: 'decision', title: 'A step', position: { x: 0, y: 0 } } as const
const way = (from: string, port: string, to: string): Edge => ({ from, port, to })

const JOURNEY: JourneyDefinition = {
  ...toBlankDefinition('Carts'),
  nodes: [
    { ...frame, id: 'in', kind: 'event-entry', event: 'Added' },
    { ...frame, id: 'buys', kind: 'wait-for-event', event: 'Bought', timeout: { amount: 1, unit: 'hours' } },
    { ...frame, id: 'hook', kind: 'webhook', url: 'https://shop.example/hook' },
    { ...frame, id: 'won', kind: 'goal' },
    { ...frame, id: 'out', kind: 'exit' },
  ],
  edges: [
    way('in', 'next', 'buys'),
    way('buys', 'arrived', 'won'),
    way('buys', 'timed-out', 'hook'),
    way('hook', 'next', 'out'),
  ],
}

/** Ana was anonymous before she signed in; the last line but one is no event. */
const EVENTS = [
  { type: 'track', event: 'Added', anonymousId: 'a-1', timestamp: '2026-03-02T10:00:00Z' },
  { type: 'identify', anonymousId: 'a-1', userId: 'ana', timestamp: '2026-03-02T10:10:00Z' },
  { type: 'track', event: 'Bought', userId: 'ana', timestamp: '2026-03-02T10:30:00Z' },
  { type: 'track', event: 'Added', userId: 'bob', timestamp: '2026-03-02T23:30:00Z' },
  { type: 'track', userId: 'bob', timestamp: '2026-03-02T23:40:00Z' },
]

let dir = ''
const file = (name: string): string => join(dir, name)
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'periplo-trial-'))
  await writeFile(file('journey.json'), JSON.stringify(JOURNEY))
  const lines = EVENTS.map((event) => `${JSON.stringify(event)}\n`).join('')
  await writeFile(file('events.ndjson'), lines)
  await writeFile(file('events.ndjson.gz'), gzipSync(lines))
})
afterAll(() => rm(dir, { recursive: true }))

function resultOf(presentation: Presentation): unknown {
  return 'result' in presentation ? presentation.result : undefined
}

test('a journey is proven: 0 where nothing stands against it, 1 with findings', async () => {
  expect(await proveFile(file('journey.json'))).toMatchObject({
    exitCode: 0,
    result: { problems: [], findings: [], worstWeek: { messages: 0 } },
  })
  const shut: Node = {
    ...frame,
    id: 'in',
    kind: 'event-entry',
    event: 'Added',
    filter: { op: 'compare', operand: { from: 'event', path: 'n' }, is: 'one-of', value: [] },
  }
  const never = { ...JOURNEY, nodes: [shut, ...JOURNEY.nodes.slice(1)] }
  await writeFile(file('never.json'), JSON.stringify(never))
  const { exitCode, text } = await proveFile(file('never.json'))
  expect({ exitCode, text }).toMatchObject({ exitCode: 1, text: expect.stringMatching(/^Error: /) })
})

test.each([
  {
    locale: 'en',
    line: 'Warning: No “Bought” ever ends “Wait for it”: everybody waits until the time is over. (buys:arrived, in:next)',
    week: 'At most 0 messages in a week from coming in once',
  },
  {
    locale: 'es',
    line: 'Aviso: Ningún «Bought» termina «Wait for it»: todos esperan hasta que se acaba el tiempo. (buys:arrived, in:next)',
    week: 'Como mucho 0 mensajes en una semana por cada entrada',
  },
] as const)(
  'a proof is told in sentences of $locale, with the place in the file',
  async ({ locale, line, week }) => {
    const never = { op: 'compare', operand: { from: 'event', path: 'n' }, is: 'one-of', value: [] } as const
    const waits: Node = {
      ...frame,
      id: 'buys',
      title: 'Wait for it',
      kind: 'wait-for-event',
      event: 'Bought',
      filter: {
        op: 'all',
        of: [
          { ...never, value: ['a'] },
          { ...never, value: ['b'] },
        ],
      },
      timeout: { amount: 1, unit: 'hours' },
    }
    const nodes = JOURNEY.nodes.map((node) => (node.id === 'buys' ? waits : node))
    await writeFile(file('waits.json'), JSON.stringify({ ...JOURNEY, nodes }))
    const proven = await proveFile(file('waits.json'), locale)
    expect(proven.text.split('\n')).toContain(line)
    expect(proven.text).toContain(week)
    expect(proven).toMatchObject({
      result: { findings: expect.arrayContaining([expect.objectContaining({ code: 'wait-never-woken' })]) },
    })
  },
)

test('a journey is tried over a file of events, whose people are told apart by their names', async () => {
  const tried = await backtestFile(file('journey.json'), {
    events: file('events.ndjson'),
    zone: 'UTC',
  })
  expect(tried.exitCode).toBe(0)
  const result = resultOf(tried)
  expect(result).toMatchObject({
    events: 4,
    people: 2,
    bad: [{ line: 5 }],
    draft: {
      overlay: {
        nodes: { in: { entered: 2 }, won: { entered: 1 }, out: { entered: 0 }, buys: { inside: 1 } },
      },
    },
    live: null,
  })
  expect(tried.text).toContain('2 entered, 1 still inside.')
  const packed = await backtestFile(file('journey.json'), {
    events: file('events.ndjson.gz'),
    zone: 'UTC',
  })
  expect(JSON.stringify(resultOf(packed))).toBe(JSON.stringify(result))
})

test('a period may be longer than the events, so that timers fire', async () => {
  const options = { events: file('events.ndjson'), zone: 'UTC', from: '2026-03-02', to: '2026-03-04' }
  const tried = await backtestFile(file('journey.json'), { ...options, live: file('journey.json') })
  expect(resultOf(tried)).toMatchObject({
    draft: { overlay: { nodes: { out: { entered: 1 } } }, messages: { sent: 1 }, load: [{ sends: 1 }] },
    difference: { entered: 0, sent: 0 },
  })
})

test.each([
  { options: { events: 'nowhere.ndjson' }, says: /There is no file .*nowhere.ndjson/ },
  { options: { zone: 'Mars/Olympus' }, says: /no time zone/ },
  { options: { from: '2026-13-01' }, says: /days such as/ },
  { options: { from: '2026-03-03', to: '2026-03-02' }, says: /period is empty/ },
])('bad input is one sentence (%#)', async ({ options, says }) => {
  const events = file(options.events ?? 'events.ndjson')
  const asked = { zone: 'UTC', ...options, events }
  await expect(backtestFile(file('journey.json'), asked)).rejects.toThrow(says)
})

test('a journey file becomes a machine without any database', async () => {
  const environment = parseEnvironment({})
  const exported = await exportJourney(environment, { file: file('journey.json'), xstate: true })
  expect(JSON.parse(exported.text)).toMatchObject({
    id: 'journey',
    states: { buys: { on: { Bought: [{ target: 'won' }] } } },
  })
  expect(resultOf(exported)).toMatchObject({ machine: JSON.parse(exported.text) })
  await expect(exportJourney(environment, { xstate: true })).rejects.toThrow('--file')
})
