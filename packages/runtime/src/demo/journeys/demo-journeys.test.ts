import { parseDefinition, validateDefinition } from '@periplo/model'
import type { JourneyDefinition } from '@periplo/model'
import { createRenderer } from '@periplo/channels'
import { afterAll, describe, expect, test } from 'vitest'
import { DRAFT_JOURNEYS, PUBLISHED_JOURNEYS } from './demo-journeys.ts'

const renderer = createRenderer({ workers: 1 })
afterAll(() => renderer.close())

describe.each(
  [...PUBLISHED_JOURNEYS, ...DRAFT_JOURNEYS].map((definition) => ({ definition, name: definition.name })),
)('$name', ({ definition }) => {
  test('reads back as the definition it is', () => {
    expect(parseDefinition(definition)).toEqual({ kind: 'valid', definition })
  })

  test('no card covers another', () => {
    expect(findOverlaps(definition)).toEqual([])
  })
})

test.each(PUBLISHED_JOURNEYS.map((definition) => ({ definition, name: definition.name })))(
  'a published journey has no problem: $name',
  ({ definition }) => {
    expect(validateDefinition(definition)).toEqual([])
  },
)

test('the draft has exactly two errors to look at', () => {
  const problems = DRAFT_JOURNEYS.flatMap((definition) => validateDefinition(definition))
  expect(problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
    'error missing-subject',
    'error open-port',
  ])
})

const messages = PUBLISHED_JOURNEYS.flatMap(({ nodes }) => nodes.filter((node) => node.kind === 'message'))

test.each(messages)(
  'the template of $id can be rendered, with the names it may use',
  async ({ subject, body }) => {
    // A check that is the first of its worker may be cut off on a busy machine; that says nothing of the template.
    await expect
      .poll(() => renderer.checkTemplate({ subject, body }), { timeout: 20_000 })
      .toEqual({ kind: 'valid' })
  },
)

test('node ids that messages are recognised by are the demo’s own', () => {
  expect(new Set(messages.map((node) => node.id)).size).toBe(messages.length)
})

function findOverlaps({ nodes }: JourneyDefinition): readonly string[] {
  const cells = nodes.map(({ stage, position }) => `${stage}/${position.x}/${position.y}`)
  return cells.filter((cell, index) => cells.indexOf(cell) !== index)
}
