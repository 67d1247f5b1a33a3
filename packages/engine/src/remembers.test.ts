import { toBlankDefinition } from '@periplo/model'
import type { JourneyDefinition, Node } from '@periplo/model'
import { expect, test } from 'vitest'
import { keepAnswers, keepRemembered, toMemory } from './remembers.ts'

const frame = { id: 'n', stage: 'awareness', title: 'N', position: { x: 0, y: 0 } }
const mail = (body: string): Node => ({
  ...frame,
  kind: 'message',
  channel: 'email',
  purpose: 'marketing',
  subject: 'Hi',
  body,
  onRefused: 'continue',
})
const journey = (...nodes: Node[]): JourneyDefinition => ({ ...toBlankDefinition('J'), nodes })

test.each([
  { nodes: [mail('Hello')], entry: [], event: [], why: 'nobody asks' },
  {
    nodes: [mail('{{ entry.cart_id }} {{ event.total }}')],
    entry: ['cart_id'],
    event: ['total'],
    why: 'named by path',
  },
  {
    nodes: [mail('{% for p in entry.products %}{{ p.name }}{% endfor %}')],
    entry: ['products'],
    event: [],
    why: 'a list',
  },
  { nodes: [mail('{{ entry | json }}')], entry: 'everything', event: [], why: 'used whole' },
  { nodes: [mail('{{ entry["cart id"] }}')], entry: 'everything', event: [], why: 'named by key' },
  {
    nodes: [{ ...frame, kind: 'webhook', url: 'https://x.example' }],
    entry: 'everything',
    event: 'everything',
    why: 'sent whole',
  },
  {
    nodes: [
      {
        ...frame,
        kind: 'condition',
        condition: { op: 'exists', operand: { from: 'event', path: 'order.total' } },
      },
    ],
    entry: [],
    event: ['order'],
    why: 'a condition asks',
  },
  {
    nodes: [
      {
        ...frame,
        kind: 'wait-for-event',
        event: 'E',
        timeout: { amount: 1, unit: 'days' },
        correlation: { property: 'cart', entryProperty: 'cart_id' },
      },
    ],
    entry: ['cart_id'],
    event: [],
    why: 'correlation asks the entry',
  },
  {
    nodes: [
      {
        ...frame,
        kind: 'update-profile',
        changes: [{ to: 'copy', trait: 't', operand: { from: 'event', path: 'a' } }],
      },
    ],
    entry: [],
    event: ['a'],
    why: 'a change copies',
  },
] as const satisfies readonly { nodes: readonly Node[]; entry: unknown; event: unknown; why: string }[])(
  'remembers what may be asked for ($why)',
  ({ nodes, entry, event }) => {
    const memory = toMemory(journey(...nodes))
    expect(memory.entry === 'everything' ? memory.entry : [...memory.entry]).toEqual(entry)
    expect(memory.event === 'everything' ? memory.event : [...memory.event]).toEqual(event)
  },
)

const asking: Node = {
  ...frame,
  kind: 'webhook',
  url: 'https://x.example',
  answer: { timeout: { amount: 1, unit: 'days' } },
}

test.each([
  { body: '{{ answer.n.code }}', keeps: ['code'], why: 'a template names it' },
  { body: '{{ answer | json }}', keeps: 'everything', why: 'a template takes it all' },
  { body: '{{ answer.other.code }}', keeps: [], why: 'of another step' },
  { body: 'Hello', keeps: [], why: 'nobody asks' },
] as const)('of an answer remembers what may be asked for ($why)', ({ body, keeps }) => {
  const kept = toMemory(journey(asking, mail(body))).answers.get('n')
  expect(kept === 'everything' ? kept : [...(kept ?? [])]).toEqual(keeps)
})

test('of an answer a condition asks for, its first property is kept', () => {
  const operand = { from: 'answer', path: 'n.customer.tier' } as const
  const { answers } = toMemory(
    journey(asking, { ...frame, kind: 'condition', condition: { op: 'exists', operand } }),
  )
  expect(keepAnswers({ n: { customer: { tier: 1 }, other: 2 } }, answers)).toEqual({
    n: { customer: { tier: 1 } },
  })
  expect(keepAnswers({ n: 'text' }, answers)).toEqual({ n: null })
})

test('what nobody asks for is not kept, and nothing inherited is', () => {
  const event = { name: 'E', occurredAt: 1, properties: { a: 1, b: 2 } }
  expect(keepRemembered(event, new Set(['a', 'toString']))).toEqual({
    name: 'E',
    occurredAt: 1,
    properties: { a: 1 },
  })
  expect(keepRemembered(event, 'everything')).toBe(event)
})
