import { expect, test } from 'vitest'
import { listPorts } from '../nodes/node.ts'
import type { Node, NodeOf } from '../nodes/node.ts'
import type { JourneyDefinition } from './definition.ts'
import { toBlankDefinition } from './definition.ts'
import { PROBLEMS, validateDefinition } from './validate.ts'
import type { ProblemCode } from './validate.ts'

const frame = (id: string) => ({ id, stage: 'decision', title: id, position: { x: 0, y: 0 } })
const enter: Node = { ...frame('enter'), kind: 'event-entry', event: 'Product Added' }
const rest: Node = { ...frame('rest'), kind: 'delay', duration: { amount: 1, unit: 'hours' } }
const out: Node = { ...frame('out'), kind: 'exit' }
const mail: Node = {
  ...frame('mail'),
  kind: 'message',
  channel: 'email',
  purpose: 'marketing',
  subject: 'Hello',
  body: 'Hello',
  onRefused: 'continue',
}
const wait: Node = {
  ...frame('wait'),
  kind: 'wait-for-event',
  event: 'Order Completed',
  timeout: { amount: 1, unit: 'hours' },
}
const split: Node = {
  ...frame('split'),
  kind: 'random-split',
  branches: [
    { id: 'a', title: '', weight: 1 },
    { id: 'b', title: '', weight: 1 },
  ],
}
const hook: Node = { ...frame('hook'), kind: 'webhook', url: 'https://example.com/hook' }
const asking: Node = {
  ...frame('asking'),
  kind: 'webhook',
  url: 'https://example.com/hook',
  answer: { timeout: { amount: 5, unit: 'minutes' } },
}
const note: Node = {
  ...frame('note'),
  kind: 'update-profile',
  changes: [{ to: 'add', trait: 'visits', by: 1 }],
}
const nothingNamed = { op: 'exists', operand: { from: 'trait', path: '' } } as const
const ask: Node = {
  ...frame('ask'),
  kind: 'condition',
  condition: { ...nothingNamed, operand: { from: 'trait', path: 'tier' } },
}

const TIER = { from: 'trait', path: 'tier' } as const
const HAS_TIER = { op: 'exists', operand: TIER } as const
const WINDOW = { weekdays: [1], fromMinute: 0, untilMinute: 1_440 }
const till = (until: NodeOf<'wait-until'>['until']): Node => ({
  ...frame('till'),
  kind: 'wait-until',
  until,
})
const many: NodeOf<'switch'> = {
  ...frame('many'),
  kind: 'switch',
  cases: ['one', 'two'].map((id) => ({ id, title: id, condition: HAS_TIER })),
}
const trial: NodeOf<'experiment'> = {
  ...frame('trial'),
  kind: 'experiment',
  variants: [{ id: 'a', title: '', weight: 1 }],
  controlWeight: 1,
}

const tell: NodeOf<'emit-event'> = {
  ...frame('tell'),
  kind: 'emit-event',
  event: 'Cart Abandoned',
  properties: [{ name: 'tier', value: TIER }],
}

const way = (from: string, to: string, port = 'next') => ({ from, port, to })

const SOUND: JourneyDefinition = {
  ...toBlankDefinition('Sound'),
  nodes: [enter, rest, out],
  edges: [way('enter', 'rest'), way('rest', 'out')],
}

/** The sound journey with one node more between the wait and the end, every port of which leads there. */
const through = (node: Node, ...ports: readonly string[]): JourneyDefinition => ({
  ...SOUND,
  nodes: [enter, rest, node, out],
  edges: [
    way('enter', 'rest'),
    way('rest', node.id),
    ...(ports.length === 0 ? ['next'] : ports).map((port) => way(node.id, 'out', port)),
  ],
})

test('a sound journey has no problem', () => {
  expect(validateDefinition(SOUND)).toEqual([])
})

test.each([
  { node: mail, ports: [] },
  { node: wait, ports: ['arrived', 'timed-out'] },
  { node: split, ports: ['a', 'b'] },
  { node: hook, ports: [] },
  { node: asking, ports: ['answered', 'failed'] },
  { node: note, ports: [] },
  { node: ask, ports: ['yes', 'no'] },
  { node: till({ by: 'window', window: WINDOW }), ports: [] },
  { node: till({ by: 'date', date: '2028-02-29T10:00' }), ports: [] },
  { node: till({ by: 'property', operand: TIER, offsetDays: -2 }), ports: ['next', 'no-date'] },
  { node: many, ports: ['one', 'two', 'otherwise'] },
  { node: trial, ports: ['a', 'control'] },
  { node: tell, ports: [] },
])('a finished $node.kind is no problem', ({ node, ports }) => {
  expect(validateDefinition(through(node, ...ports))).toEqual([])
})

test.each([
  {
    node: till({ by: 'property', operand: { ...TIER, path: '' }, offsetDays: 0 }),
    code: 'missing-date',
    why: 'whose date?',
  },
  { node: till({ by: 'date', date: '' }), code: 'missing-date', why: 'which date?' },
  { node: { ...many, cases: [{ id: 'one', title: '1' }] }, code: 'missing-condition', why: 'when?' },
  {
    node: { ...many, cases: [{ id: 'otherwise', title: '', condition: HAS_TIER }] },
    code: 'duplicate-branch',
    why: 'the other way has that name',
  },
  {
    node: { ...trial, variants: [{ id: 'control', title: '', weight: 1 }] },
    code: 'duplicate-branch',
    why: 'so has the control group',
  },
  {
    node: { ...trial, variants: [{ id: 'a', title: '', weight: 0 }] },
    code: 'no-weight',
    why: 'nobody is treated',
  },
  { node: { ...tell, event: '' }, code: 'missing-event', why: 'which event?' },
  { node: { ...tell, properties: [{ name: '', value: 1 }] }, code: 'missing-property', why: 'called how?' },
] satisfies readonly { node: Node; code: ProblemCode; why: string }[])(
  'an unfinished $node.kind is found ($code: $why)',
  ({ node, code }) => {
    const codes = validateDefinition(through(node, ...listPorts(node))).map((problem) => problem.code)
    expect(codes).toContain(code)
  },
)

interface Flaw {
  readonly definition: JourneyDefinition
  readonly at?: { readonly node?: string; readonly port?: string }
  readonly why: string
}

/** One row per code: the least that brings it about. */
const FLAWS: { readonly [C in ProblemCode]: Flaw } = {
  'no-entry': { definition: { ...SOUND, nodes: [out], edges: [] }, why: 'nobody could come in' },
  'no-end': {
    definition: { ...SOUND, nodes: [enter, rest], edges: [way('enter', 'rest')] },
    why: 'nobody would get out',
  },
  'duplicate-node': {
    definition: { ...SOUND, nodes: [...SOUND.nodes, { ...out, kind: 'goal' }] },
    at: { node: 'out' },
    why: 'facts name nodes',
  },
  'unknown-stage': {
    definition: { ...SOUND, nodes: [{ ...enter, stage: 'nowhere' }, rest, out] },
    at: { node: 'enter' },
    why: 'a lane that is not there',
  },
  'edge-from-nowhere': {
    definition: { ...SOUND, edges: [...SOUND.edges, way('rest', 'out', 'sideways')] },
    at: { node: 'rest', port: 'sideways' },
    why: 'a delay has no such port',
  },
  'edge-to-nowhere': {
    definition: { ...SOUND, edges: [way('enter', 'rest'), way('rest', 'gone')] },
    at: { node: 'rest', port: 'next' },
    why: 'the node was removed',
  },
  'edge-into-entry': {
    definition: { ...SOUND, edges: [way('enter', 'rest'), way('rest', 'enter')] },
    at: { node: 'rest', port: 'next' },
    why: 'runs begin there',
  },
  'two-edges-from-port': {
    definition: { ...SOUND, edges: [...SOUND.edges, way('rest', 'out')] },
    at: { node: 'rest', port: 'next' },
    why: 'nobody walks two ways at once',
  },
  'open-port': {
    definition: { ...SOUND, edges: [way('enter', 'rest')] },
    at: { node: 'rest', port: 'next' },
    why: 'where to?',
  },
  unreachable: {
    definition: { ...SOUND, nodes: [...SOUND.nodes, { ...out, id: 'island' }] },
    at: { node: 'island' },
    why: 'no way leads there',
  },
  'loop-without-wait': {
    definition: {
      ...SOUND,
      nodes: [enter, ask, out],
      edges: [way('enter', 'ask'), way('ask', 'out', 'yes'), way('ask', 'ask', 'no')],
    },
    at: { node: 'ask' },
    why: 'round and round in one instant',
  },
  'missing-title': {
    definition: { ...SOUND, nodes: [{ ...enter, title: ' ' }, rest, out] },
    at: { node: 'enter' },
    why: 'blanks are no name',
  },
  'missing-event': {
    definition: { ...SOUND, nodes: [{ ...enter, event: '' }, rest, out] },
    at: { node: 'enter' },
    why: 'which event?',
  },
  'missing-condition': {
    definition: through({ ...frame('ask'), kind: 'condition' }, 'yes', 'no'),
    at: { node: 'ask' },
    why: 'asks nothing',
  },
  'incomplete-condition': {
    definition: through({ ...frame('ask'), kind: 'condition', condition: nothingNamed }, 'yes', 'no'),
    at: { node: 'ask' },
    why: 'names nothing to look at',
  },
  'missing-correlation': {
    definition: through(
      { ...wait, correlation: { property: 'cart_id', entryProperty: '' } },
      'arrived',
      'timed-out',
    ),
    at: { node: 'wait' },
    why: 'equal to what?',
  },
  'missing-weekday': {
    definition: through(till({ by: 'window', window: { ...WINDOW, weekdays: [] } })),
    at: { node: 'till' },
    why: 'a window that never opens',
  },
  'missing-date': {
    definition: through(till({ by: 'date', date: '2026-02-29T10:00' })),
    at: { node: 'till' },
    why: 'there is no such day',
  },
  'missing-property': {
    definition: through({ ...tell, properties: [{ name: 'tier', value: { ...TIER, path: '' } }] }),
    at: { node: 'tell' },
    why: 'copied from where?',
  },
  'missing-audience': {
    definition: through({ ...frame('list'), kind: 'audience', act: 'add', audience: ' ' }),
    at: { node: 'list' },
    why: 'which one?',
  },
  'missing-reason': {
    definition: through({ ...frame('gift'), kind: 'loyalty-points', act: 'add', points: 5, reason: ' ' }),
    at: { node: 'gift' },
    why: 'what for?',
  },
  'missing-segment': {
    definition: {
      ...SOUND,
      nodes: [...SOUND.nodes, { ...frame('joins'), kind: 'segment-entry', change: 'entered' }],
      edges: [...SOUND.edges, way('joins', 'rest')],
    },
    at: { node: 'joins' },
    why: 'which one?',
  },
  'missing-journey': {
    definition: {
      ...SOUND,
      nodes: [...SOUND.nodes, { ...frame('on'), kind: 'start-journey' }],
      edges: [way('enter', 'rest'), way('rest', 'on')],
    },
    at: { node: 'on' },
    why: 'which one?',
  },
  'missing-subject': { definition: through({ ...mail, subject: ' ' }), at: { node: 'mail' }, why: 'no line' },
  'missing-body': { definition: through({ ...mail, body: '' }), at: { node: 'mail' }, why: 'says nothing' },
  'missing-url': {
    definition: through({ ...hook, url: 'ftp://example.com' }),
    at: { node: 'hook' },
    why: 'not the web',
  },
  'missing-change': {
    definition: through({ ...note, changes: [] }),
    at: { node: 'note' },
    why: 'changes nothing',
  },
  'no-weight': {
    definition: through(
      { ...split, branches: split.branches.map((branch) => ({ ...branch, weight: 0 })) },
      'a',
      'b',
    ),
    at: { node: 'split' },
    why: 'nobody would go anywhere',
  },
  'duplicate-branch': {
    definition: through(
      { ...split, branches: [...split.branches, { id: 'a', title: '', weight: 1 }] },
      'a',
      'b',
    ),
    at: { node: 'split' },
    why: 'one port, two branches',
  },
  'goal-without-event': {
    definition: { ...SOUND, settings: { ...SOUND.settings, goal: { event: '' } } },
    why: 'reached by what?',
  },
  'exit-without-event': {
    definition: { ...SOUND, settings: { ...SOUND.settings, exits: [{ event: '' }] } },
    why: 'leaves by what?',
  },
}

test.each(Object.keys(PROBLEMS).filter(isProblemCode))('%s is found where it is', (code) => {
  const { definition, at = {} } = FLAWS[code]
  const found = validateDefinition(definition).filter((problem) => problem.code === code)
  expect(found[0]).toEqual({ code, severity: PROBLEMS[code], ...at })
})

function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(PROBLEMS, text)
}

test('a filter of a goal, an exit, an entry or a wait may be incomplete too', () => {
  const rules = { ...SOUND.settings, exits: [{ event: 'Unsubscribed', filter: nothingNamed }] }
  const definition = { ...SOUND, settings: rules, nodes: [{ ...enter, filter: nothingNamed }, rest, out] }
  const places = validateDefinition(definition).map(({ code, node }) => [code, node])
  expect(places).toEqual([
    ['incomplete-condition', undefined],
    ['incomplete-condition', 'enter'],
  ])
})

test('asks alone may let people in, and another journey may be the end', () => {
  const ask: Node = { ...frame('enter'), kind: 'api-entry' }
  const on: Node = {
    ...frame('out'),
    kind: 'start-journey',
    journeyId: '0198c0de-0000-4000-8000-000000000001',
  }
  expect(validateDefinition({ ...SOUND, nodes: [ask, rest, on] })).toEqual([])
})

test('a loop with a wait in it is no problem', () => {
  const edges = [way('enter', 'rest'), way('rest', 'ask'), way('ask', 'rest', 'yes'), way('ask', 'out', 'no')]
  expect(validateDefinition({ ...SOUND, nodes: [enter, rest, ask, out], edges })).toEqual([])
})

test('a wait that may be over at once does not make a loop safe', () => {
  const hours = till({ by: 'window', window: WINDOW })
  const edges = [way('enter', 'till'), way('till', 'ask'), way('ask', 'till', 'yes'), way('ask', 'out', 'no')]
  const codes = validateDefinition({ ...SOUND, nodes: [enter, hours, ask, out], edges }).map(
    ({ code }) => code,
  )
  expect(codes).toEqual(['loop-without-wait', 'loop-without-wait'])
})

test('errors come before warnings', () => {
  const untitled = { ...enter, title: '', event: '' }
  const problems = validateDefinition({ ...SOUND, nodes: [untitled, rest, out] })
  expect(problems.map(({ severity }) => severity)).toEqual(['error', 'warning'])
})
