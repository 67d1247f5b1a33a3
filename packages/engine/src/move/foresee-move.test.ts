import type { InFlightChoice, MoveTarget } from '@periplo/model'
import { describe, expect, test } from 'vitest'
import { toDefinition } from '../testing/build-journey.ts'
import type { Sketch } from '../testing/build-journey.ts'
import { findMoveFlaws, foreseeMove, listForgotten } from './foresee-move.ts'

const [V1, V2] = ['0198c0de-0000-7000-8000-000000000002', '0198c0de-0000-7000-8000-000000000022'] as const
const HOUR = 3_600_000

const IN: Sketch = { id: 'in', kind: 'event-entry', event: 'Began' }
const OUT: Sketch = { id: 'out', kind: 'exit' }
const toMail = (body: string): Sketch => ({
  id: 'mail',
  kind: 'message',
  channel: 'email',
  purpose: 'transactional',
  subject: 'Hello',
  body,
  onRefused: 'continue',
})
const toRest = (id: string, amount: number): Sketch => ({
  id,
  kind: 'delay',
  duration: { amount, unit: 'hours' },
})
const TOMORROW: Sketch = {
  id: 'morning',
  kind: 'wait-until',
  until: { by: 'window', window: { weekdays: [1, 2], fromMinute: 540, untilMinute: 600 } },
}

const earlier = toDefinition({
  nodes: [IN, toRest('a', 6), toMail('{{ entry.cart }}'), toRest('gone', 4), TOMORROW, OUT],
  edges: ['in>a', 'a>mail', 'mail>gone', 'gone>morning', 'morning>out'],
})
const to = toDefinition({
  nodes: [IN, toRest('a', 2), toMail('{{ entry.size }} {{ event.price }}'), toRest('b', 9), OUT],
  edges: ['in>a', 'a>mail', 'mail>b', 'b>out'],
})
const flight = { earlier: new Map([[V1, earlier]]), to }
const line = (node: string, target: MoveTarget, versionId: string = V1) => ({ versionId, node, target })
const into = (node: string): MoveTarget => ({ kind: 'to', node })
const migrate = (...nodes: readonly ReturnType<typeof line>[]): InFlightChoice => ({
  kind: 'migrate',
  spreadMs: 0,
  nodes: [...nodes],
})

describe('a mapping', () => {
  test.each([
    { lines: [line('a', into('b')), line('gone', { kind: 'leave' })], flaws: [], why: 'all is there' },
    { lines: [line('nowhere', into('b'))], flaws: ['unknown-node'], why: 'no such node to come from' },
    { lines: [line('mail', into('b'))], flaws: ['node-holds-nobody'], why: 'nobody is ever found in it' },
    { lines: [line('a', into('nowhere'))], flaws: ['unknown-target'], why: 'no such node to go to' },
    { lines: [line('a', into('gone'))], flaws: ['unknown-target'], why: 'it is in the old version only' },
    { lines: [line('a', into('in'))], flaws: ['closed-target'], why: 'nobody begins anew' },
    { lines: [line('a', into('out'))], flaws: ['closed-target'], why: 'whoever is to end leaves' },
    { lines: [line('a', into('b'), V2)], flaws: ['unknown-version'], why: 'not a version of the journey' },
    { lines: [line('a', into('b')), line('a', into('a'))], flaws: ['named-twice'], why: 'which of the two?' },
    {
      lines: [line('x', into('b')), line('a', into('y'))],
      flaws: ['unknown-node', 'unknown-target'],
      why: 'both',
    },
  ])('has $flaws ($why)', ({ lines, flaws }) => {
    expect(findMoveFlaws(migrate(...lines), flight).map(({ code }) => code)).toEqual(flaws)
  })
})

describe('what is foreseen', () => {
  const foresee = (choice: InFlightChoice) =>
    foreseeMove(choice, flight).map(({ node, becomes, over }) => [
      node,
      becomes,
      over && [over.since, over.afterMs / HOUR],
    ])

  test.each([
    {
      choice: { kind: 'stay' },
      seen: [
        ['a', 'stays', null],
        ['gone', 'stays', null],
        ['morning', 'stays', null],
      ],
    },
    {
      choice: { kind: 'follow', spreadMs: 0 },
      seen: [
        ['a', 'waits', ['due', -4]],
        ['gone', 'stays', null],
        ['morning', 'stays', null],
      ],
    },
    {
      choice: migrate(line('a', into('mail')), line('gone', into('b')), line('morning', into('b'))),
      seen: [
        ['a', 'acts', null],
        ['gone', 'waits', null],
        ['morning', 'waits', ['entered', 9]],
      ],
    },
    {
      choice: migrate(line('gone', { kind: 'leave' })),
      seen: [
        ['a', 'stays', null],
        ['gone', 'leaves', null],
        ['morning', 'stays', null],
      ],
    },
  ] as const)('of $choice.kind names every node that holds people', ({ choice, seen }) => {
    expect(foresee(choice as InFlightChoice)).toEqual(seen)
  })

  test('names what the new version asks for and the runs have not kept', () => {
    expect(listForgotten(earlier, to)).toEqual(['entry.size', 'event.price'])
    expect(listForgotten(to, to)).toEqual([])
  })
})
