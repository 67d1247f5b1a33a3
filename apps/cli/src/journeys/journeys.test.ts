import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toBlankDefinition } from '@periplo/model'
import type { JourneyDefinition } from '@periplo/model'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { diffJourneys, hasDifferences } from './diff-journeys.ts'
import { readJourneyFile, toCanonicalText } from './journey-file.ts'

const place = { x: 0, y: 0 }
const journey: JourneyDefinition = {
  ...toBlankDefinition('Search'),
  nodes: [
    { id: 'enter', kind: 'event-entry', stage: 'awareness', title: 'In', position: place, event: 'search' },
    { id: 'out', kind: 'exit', stage: 'awareness', title: 'Out', position: place },
  ],
  edges: [{ from: 'enter', port: 'next', to: 'out' }],
}

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'periplo-cli-'))
})
afterAll(() => rm(dir, { recursive: true }))

test('equal journeys have equal texts, whatever the order of keys and edges', async () => {
  const backwards = [...Object.entries(journey), ['extra', 'dropped']].toReversed()
  const shuffled = JSON.stringify(Object.fromEntries(backwards))
  const file = join(dir, 'shuffled.json')
  await writeFile(file, shuffled)
  expect(toCanonicalText(await readJourneyFile(file))).toBe(toCanonicalText(journey))
})

test('a text that is read again is the same text', async () => {
  const file = join(dir, 'again.json')
  await writeFile(file, toCanonicalText(journey))
  expect(toCanonicalText(await readJourneyFile(file))).toBe(toCanonicalText(journey))
})

test.each([
  { text: 'not JSON', says: /is not JSON/, why: 'other text' },
  { text: '{"format":99}', says: /format 99, and this program reads format 3/, why: 'a later format' },
  { text: '[]', says: /is no journey/, why: 'another shape' },
  { text: '{"format":1,"__proto__":{"a":1}}', says: /forbidden-key/, why: 'a hostile key' },
  { text: `{"format":1,"nodes":${'['.repeat(200)}${']'.repeat(200)}}`, says: /too-deep/, why: 'depth' },
  {
    text: JSON.stringify({ ...journey, nodes: [{ id: 'x', kind: 'oracle' }] }),
    says: /nodes\.0/,
    why: 'an unknown kind',
  },
])('a file is refused in one sentence: $why', async ({ text, says }) => {
  const file = join(dir, 'hostile.json')
  await writeFile(file, text)
  await expect(readJourneyFile(file)).rejects.toThrow(says)
})

test('a difference is told by its name, and a card that moved is none', () => {
  const [enter, out] = journey.nodes
  if (!enter || !out) throw new Error('the journey has two nodes')
  const changed: JourneyDefinition = {
    ...journey,
    stages: journey.stages.slice(0, 4),
    nodes: [
      { ...enter, title: 'Enters', position: { x: 9, y: 9 } },
      { ...out, id: 'end', position: { x: 9, y: 9 } },
    ],
    edges: [{ from: 'enter', port: 'next', to: 'end' }],
    settings: { ...journey.settings, reentry: { mode: 'never' } },
  }
  expect(diffJourneys(journey, changed)).toEqual({
    nodes: { added: ['end'], changed: ['enter'], removed: ['out'] },
    edges: { added: [], changed: ['enter:next'], removed: [] },
    stages: { added: [], changed: [], removed: ['advocacy'] },
    settings: { added: [], changed: ['reentry'], removed: [] },
  })
  const moved = { ...journey, nodes: [{ ...enter, position: { x: 5, y: 5 } }, out] }
  expect(hasDifferences(diffJourneys(journey, moved))).toBe(false)
})
