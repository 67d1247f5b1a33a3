import type { JourneyDefinition, Problem, ProofFinding } from '@periplo/model'
import { toBlankDefinition } from '@periplo/model'
import { describe, expect, test } from 'vitest'
import { toProblemLines } from './problem-lines.ts'

const AT = { stage: 'awareness', position: { x: 0, y: 0 } } as const
const DRAWN: JourneyDefinition = {
  ...toBlankDefinition('Drawn'),
  nodes: [
    { ...AT, id: 'in', kind: 'event-entry', title: 'Comes in', event: 'A' },
    {
      ...AT,
      id: 'wait',
      kind: 'wait-for-event',
      title: '',
      event: 'B',
      timeout: { amount: 1, unit: 'days' },
    },
  ],
}

const open = (node: string, port: string): Problem => ({ code: 'open-port', severity: 'error', node, port })
const note: ProofFinding = {
  code: 'wait-never-woken',
  severity: 'note',
  node: 'wait',
  data: { event: 'B' },
  path: ['in:next'],
}

describe('what is wrong is said in words', () => {
  test.each([
    {
      locale: 'en',
      told: open('in', 'next'),
      says: '“Comes in”: say what comes after “the next step”.',
      why: 'only way',
    },
    {
      locale: 'es',
      told: open('in', 'next'),
      says: '«Comes in»: di qué viene después de «el paso siguiente».',
      why: 'only way',
    },
    {
      locale: 'en',
      told: open('wait', 'timed-out'),
      says: '“Wait for event”: say what comes after “timed out”.',
      why: 'no code of a way, and the kind where there is no title',
    },
    {
      locale: 'es',
      told: open('wait', 'timed-out'),
      says: '«Esperar evento»: di qué viene después de «venció».',
      why: 'the same in Spanish',
    },
  ] as const)('$says ($why)', ({ locale, told, says }) => {
    const [line] = toProblemLines(locale, { definition: DRAWN, problems: [told], findings: [] })
    expect(line).toMatchObject({ sentence: says, node: told.node, path: [] })
  })
})

test('the worst come first, and a finding brings the way that shows it', () => {
  const lines = toProblemLines('en', { definition: DRAWN, problems: [open('in', 'next')], findings: [note] })
  expect(lines.map(({ severity }) => severity)).toEqual(['error', 'note'])
  expect(lines[1]).toMatchObject({ node: 'wait', path: ['in:next'] })
})

test('a problem of a step that is gone is told without it', () => {
  const gone: Problem = { code: 'edge-from-nowhere', severity: 'error', node: 'gone' }
  const [line] = toProblemLines('en', { definition: DRAWN, problems: [gone], findings: [] })
  expect(line?.sentence).toBe('A line begins at a step that is gone. Delete the line.')
})

test.each([
  {
    locale: 'en',
    says: '“Hello”: nobody here has “firstname”, so nothing would stand there. Did you mean “first_name”?',
  },
  {
    locale: 'es',
    says: '«Hello»: nadie aquí tiene «firstname»: ahí no se leería nada. ¿Querías decir «first_name»?',
  },
] as const)(
  'a trait nobody was seen to have is asked about, and forbids nothing ($locale)',
  ({ locale, says }) => {
    const message = {
      ...AT,
      id: 'hello',
      kind: 'message',
      title: 'Hello',
      channel: 'email',
      purpose: 'marketing',
      subject: '{{ person.firstname }}',
      body: 'Hi',
      onRefused: 'continue',
    } as const
    const drawing = { definition: { ...DRAWN, nodes: [message] }, problems: [], findings: [] }
    const [line, ...others] = toProblemLines(locale, { ...drawing, traits: ['first_name'] })
    expect(line).toMatchObject({ severity: 'warning', node: 'hello', sentence: says })
    expect(others).toEqual([])
    expect(toProblemLines(locale, drawing)).toEqual([])
  },
)
