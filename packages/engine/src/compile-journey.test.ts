import { describe, expect, test } from 'vitest'
import { NODE_KINDS, StudioError } from '@periplo/model'
import type { Condition, CountCondition } from '@periplo/model'
import { compileJourney } from './compile-journey.ts'
import { collapseMachine } from './machine/collapse-machine.ts'
import { toDelayName, toEventType } from './machine/names.ts'
import { COMPILE } from './nodes/compile-node.ts'
import { toDefinition, toJourney } from './testing/build-journey.ts'
import type { JourneySketch, Sketch } from './testing/build-journey.ts'
import { EVENT_NAMES } from './testing/random-journey.ts'

const IN: Sketch = { id: 'in', kind: 'event-entry', event: 'Began' }
const OUT: Sketch = { id: 'out', kind: 'exit' }
const MAIL: Sketch = {
  id: 'mail',
  kind: 'message',
  channel: 'email',
  purpose: 'marketing',
  subject: 's',
  body: 'b',
  onRefused: 'continue',
}
const STRAIGHT: JourneySketch = { nodes: [IN, OUT], edges: ['in>out'] }

function countOf(event: string, amount: number, unit: 'hours' | 'days'): CountCondition {
  return { op: 'count', event, within: { amount, unit }, is: 'at-least', times: 1 }
}

describe('what cannot be published cannot be compiled', () => {
  test.each([
    { sketch: { nodes: [OUT], edges: [] }, message: 'no-entry', why: 'nobody can come in' },
    { sketch: { nodes: [IN, OUT], edges: [] }, message: 'open-port at in', why: 'nobody can go on' },
    {
      sketch: {
        nodes: [IN, MAIL, { ...MAIL, id: 'again' }, OUT],
        edges: ['in>mail', 'mail>again', 'again>mail'],
      },
      message: 'unreachable at out',
      why: 'round without end',
    },
  ])('$message ($why)', ({ sketch, message }) => {
    const refused = new StudioError('journey/not-publishable', message)
    expect(() => toJourney(sketch)).toThrow(refused)
  })

  test('while a warning asks and does not forbid', () => {
    const definition = toDefinition(STRAIGHT)
    const untitled = { ...definition, nodes: definition.nodes.map((node) => ({ ...node, title: '' })) }
    const [journeyId, versionId] = ['j', 'v']
    expect(compileJourney({ journeyId, versionId, definition: untitled })).toMatchObject({
      journeyId,
      versionId,
    })
  })
})

describe('interests', () => {
  test('name every event that may let in, move or convert', () => {
    const wait: Sketch = {
      id: 'wait',
      kind: 'wait-for-event',
      event: 'Rated',
      timeout: { amount: 1, unit: 'days' },
    }
    const { interests } = toJourney({
      nodes: [IN, { ...IN, id: 'in-2', event: 'Called' }, wait, OUT],
      edges: ['in>wait', 'in-2>out', 'wait:arrived>out', 'wait:timed-out>out'],
      settings: { goal: { event: 'Ordered' }, exits: [{ event: 'Left' }, { event: 'Ordered' }] },
    })
    expect([...interests.entries]).toEqual(['Began', 'Called'])
    expect([...interests.moves].sort()).toEqual(['Left', 'Ordered', 'Rated'])
    expect(interests.counts).toEqual([])
  })

  test('ask for the longest window of each counted event, a day taken as 25 hours, wherever the condition stands', () => {
    const nested: Condition = {
      op: 'not',
      of: { op: 'any', of: [countOf('Seen', 2, 'days'), countOf('Paid', 3, 'hours')] },
    }
    const inner: Condition = { ...countOf('Called', 1, 'hours'), filter: countOf('Rated', 1, 'hours') }
    const { interests } = toJourney({
      nodes: [
        { ...IN, filter: countOf('Seen', 1, 'hours') },
        { id: 'ask', kind: 'condition', condition: nested },
        OUT,
      ],
      edges: ['in>ask', 'ask:yes>out', 'ask:no>out'],
      settings: {
        goal: { event: 'Ordered', filter: inner },
        exits: [{ event: 'X', filter: countOf('Left', 1, 'days') }],
      },
    })
    const hours = Object.fromEntries(
      interests.counts.map(({ event, withinMs }) => [event, withinMs / 3_600_000]),
    )
    expect(hours).toEqual({ Seen: 50, Paid: 3, Called: 1, Rated: 1, Left: 25 })
  })

  test.each([
    { onRefused: 'continue', consent: false },
    { onRefused: 'exit', consent: true },
  ] as const)('ask for consent where a refusal decides: $onRefused', ({ onRefused, consent }) => {
    const { interests } = toJourney({
      nodes: [IN, { ...MAIL, onRefused }, OUT],
      edges: ['in>mail', 'mail>out'],
    })
    expect(interests.consent).toBe(consent)
  })
})

describe('the machine', () => {
  const journey = toJourney({
    nodes: [
      IN,
      MAIL,
      { id: 'wait', kind: 'delay', duration: { amount: 2, unit: 'days' } },
      { ...MAIL, id: 'again' },
      OUT,
    ],
    edges: ['in>mail', 'mail>wait', 'wait>again', 'again>out'],
    settings: { goal: { event: 'Ordered' } },
  })

  test('has a state per node, in the words of XState, and is plain JSON', () => {
    const { config } = journey
    expect(JSON.parse(JSON.stringify(config))).toEqual(config)
    expect(Object.keys(config.states)).toEqual([
      '$outside',
      'in',
      'mail',
      'wait',
      'again',
      'out',
      '$goal',
      '$exit-rule',
      '$refused',
    ])
    expect(config.states['wait']).toEqual({
      meta: { kind: 'delay', title: 'wait', stage: 'awareness' },
      on: { Ordered: [{ target: '$goal', actions: [{ type: 'end', params: { reason: 'goal' } }] }] },
      after: {
        '2 days': {
          target: 'again',
          actions: [{ type: 'go', params: { from: 'wait', port: 'next', to: 'again' } }],
        },
      },
    })
  })

  test('runs without the states that only pass on', () => {
    const { states } = collapseMachine(journey.config)
    expect(Object.keys(states)).toEqual(['$outside', 'wait', 'out', '$goal'])
    expect(states['wait']?.after?.['2 days']?.actions.map((action) => action.type)).toEqual([
      'go',
      'send',
      'go',
    ])
  })

  test('does not multiply a long chain without bound', () => {
    const ids = Array.from({ length: 100 }, (_, index) => `m${index}`)
    const nodes: readonly Sketch[] = [IN, ...ids.map((id): Sketch => ({ ...MAIL, id })), OUT]
    const edges = nodes.slice(1).map(({ id }, index) => `${nodes[index]?.id}>${id}`)
    const { states } = collapseMachine(toJourney({ nodes, edges }).config)
    const lengths = Object.values(states).flatMap(({ always = [] }) =>
      always.map((way) => way.actions.length),
    )
    expect(Math.max(...lengths)).toBeLessThan(40)
    expect(Object.keys(states).length).toBeLessThan(12)
  })
})

describe('names in the machine', () => {
  test.each([
    { name: 'Order Completed', type: 'Order Completed', why: 'plain' },
    { name: '*', type: '%2A', why: 'would hear everything' },
    { name: 'Order.*', type: 'Order.%2A', why: 'would hear a family' },
    { name: '100%', type: '100%25', why: 'keeps encoded names apart' },
    { name: 'xstate.stop', type: 'xstate%2Estop', why: 'would stop the machine' },
    { name: 'my.xstate.stop', type: 'my.xstate.stop', why: 'means nothing there' },
  ])('$name is $type ($why)', ({ name, type }) => {
    expect(toEventType(name)).toBe(type)
  })

  test('distinct events have distinct types', () => {
    const names = [...EVENT_NAMES, 'Seen.%2A', '%2A', 'xstate%2Estop', '100%252A']
    expect(new Set(names.map(toEventType)).size).toBe(names.length)
  })

  test('a delay is named after its duration', () => {
    expect(toDelayName({ amount: 90, unit: 'minutes' })).toBe('90 minutes')
  })
})

test('every kind of node has a compiler', () => {
  expect(Object.keys(COMPILE).sort()).toEqual([...NODE_KINDS].sort())
})
