import { listPorts, NODE_FAMILY, parseDefinition, validateDefinition } from '@periplo/model'
import { LOCALES } from '@periplo/ui'
import { describe, expect, test } from 'vitest'
import { drawTemplate, listHeardEvents } from './template.ts'
import { JOURNEY_TEMPLATES } from './templates.ts'

const DRAWN = JOURNEY_TEMPLATES.flatMap((template) =>
  LOCALES.map((locale) => ({
    id: template.id,
    locale,
    template,
    definition: drawTemplate(template, locale),
  })),
)

test('there are seven journeys to begin with, each told apart by its id', () => {
  expect(new Set(JOURNEY_TEMPLATES.map(({ id }) => id)).size).toBeGreaterThanOrEqual(7)
})

describe.each(DRAWN)('$id in $locale', ({ definition, template, locale }) => {
  test('is a journey that nothing is missing in', () => {
    expect(parseDefinition(definition)).toMatchObject({ kind: 'valid' })
    expect(validateDefinition(definition)).toEqual([])
  })

  test('has a way out of every port, to a step that exists', () => {
    const ports = definition.nodes.flatMap((node) => listPorts(node).map((port) => `${node.id}:${port}`))
    expect(definition.edges.map(({ from, port }) => `${from}:${port}`).toSorted()).toEqual(ports.toSorted())
    const ids = new Set(definition.nodes.map(({ id }) => id))
    expect(definition.edges.filter(({ to }) => !ids.has(to))).toEqual([])
  })

  test('is whole: it begins, says something, and can end well and not', () => {
    const kinds = definition.nodes.map(({ kind }) => kind)
    expect(kinds.map((kind) => NODE_FAMILY[kind])).toContain('entry')
    expect(kinds).toEqual(expect.arrayContaining(['message', 'goal', 'exit']))
  })

  test('says what it listens to and what to adapt', () => {
    expect(listHeardEvents(definition)).not.toEqual([])
    expect(template.adapt[locale].length).toBeGreaterThan(20)
    expect(definition.description).toBe(template.about[locale])
  })
})

test('no words of one language stand in the other', () => {
  const textOf = (locale: 'en' | 'es') =>
    JOURNEY_TEMPLATES.flatMap((template) =>
      drawTemplate(template, locale).nodes.flatMap((node) =>
        node.kind === 'message' ? [node.title, node.subject, node.body] : [node.title],
      ),
    )
  const spanish = new Set(textOf('es'))
  expect(textOf('en').filter((text) => spanish.has(text))).toEqual([])
})
