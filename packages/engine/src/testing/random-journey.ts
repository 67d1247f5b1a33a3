import { NODE_FAMILY, holdsAlways, listPorts } from '@periplo/model'
import type { Condition, Duration, JourneyDefinition, Node, Trigger, WaitTarget } from '@periplo/model'
import { toDefinition } from './build-journey.ts'
import type { Sketch } from './build-journey.ts'

/** A seeded source of chance: the same seed, the same draws. */
export interface Dice {
  /** A whole number in `[0, sides)`. */
  roll(sides: number): number
  /** True this often, from 0 to 1. */
  chance(share: number): boolean
  /** One of a list that is not empty. */
  pick<const T>(list: readonly [T, ...T[]]): T
}

/** Dice over a seeded generator of whole numbers. */
export function toDice(generator: { next(): number }): Dice {
  const roll = (sides: number): number => (generator.next() >>> 0) % sides
  return {
    roll,
    chance: (share) => roll(1_000) < share * 1_000,
    pick: (list) => list[roll(list.length)] ?? list[0],
  }
}

/** Names that mean something to the machine or to JavaScript stand beside plain ones. */
export const EVENT_NAMES = [
  'Seen',
  'Ordered',
  'Seen.*',
  '*',
  'xstate.stop',
  '__proto__',
  'constructor',
  '100%2A',
] as const
const NODE_IDS = ['constructor', '0', '7', 'valueof', 'a', 'b-1', 'c', 'd', 'e', 'f', 'g', 'h'] as const
const STAGES = ['awareness', 'consideration', 'decision', 'service', 'advocacy'] as const
const DURATIONS: readonly [Duration, ...Duration[]] = [
  { amount: 1, unit: 'minutes' },
  { amount: 90, unit: 'minutes' },
  { amount: 2, unit: 'hours' },
  { amount: 1, unit: 'days' },
  { amount: 3, unit: 'days' },
]

/** A journey that can be published: up to 17 nodes of all kinds, with branches, and loops round waits. */
export function toRandomDefinition(dice: Dice): JourneyDefinition {
  const middle = NODE_IDS.slice(0, 3 + dice.roll(NODE_IDS.length - 2)).map((id) => toRandomNode(id, dice))
  const sketches: readonly Sketch[] = [
    { id: 'in', kind: 'event-entry', event: 'Began' },
    { id: 'in-2', kind: 'event-entry', event: 'Began' },
    { id: 'in-3', kind: 'api-entry' },
    {
      id: 'in-4',
      kind: 'segment-entry',
      segmentId: '0198c0de-0000-7000-8000-000000000008',
      change: 'entered',
    },
    ...middle,
    { id: 'won', kind: 'goal' },
    { id: 'out', kind: 'exit' },
    { id: 'on', kind: 'start-journey', journeyId: '0198c0de-0000-7000-8000-000000000007' },
  ]
  const nodes = sketches.map((sketch): Sketch => ({ ...sketch, stage: dice.pick(STAGES) }))
  const definition = toDefinition({ nodes, edges: [] })
  const edges = definition.nodes.flatMap((node, index) =>
    listPorts(node).map((port) => ({ from: node.id, port, to: toTarget(definition.nodes, index, dice) })),
  )
  const goal = dice.chance(0.5) ? toTrigger(dice) : undefined
  const exits = Array.from({ length: dice.roll(3) }, () => toTrigger(dice))
  const conversionWindow = dice.pick(DURATIONS)
  const settings = { ...definition.settings, conversionWindow, exits, ...(goal && { goal }) }
  const reachable = keepReachable({ ...definition, edges, settings })
  const canEnd = reachable.nodes.some((node) => NODE_FAMILY[node.kind] === 'end')
  return canEnd ? reachable : toRandomDefinition(dice)
}

/** The entries come first; nothing leads to them. */
const ENTRIES = 4

/** Any later node; from a wait, now and then, any node at all: so every circle goes through a wait. */
function toTarget(nodes: readonly Node[], index: number, dice: Dice): string {
  const from = nodes[index]
  const isWait = from !== undefined && holdsAlways(from)
  const first = isWait && dice.chance(0.5) ? ENTRIES : Math.max(ENTRIES, index + 1)
  return nodes[first + dice.roll(nodes.length - first)]?.id ?? 'out'
}

function keepReachable(definition: JourneyDefinition): JourneyDefinition {
  const reached = new Set(definition.nodes.slice(0, ENTRIES).map(({ id }) => id))
  for (const id of reached) {
    for (const edge of definition.edges) if (edge.from === id) reached.add(edge.to)
  }
  const nodes = definition.nodes.filter((node) => reached.has(node.id))
  return { ...definition, nodes, edges: definition.edges.filter((edge) => reached.has(edge.from)) }
}

function toRandomNode(id: string, dice: Dice): Sketch {
  const duration = dice.pick(DURATIONS)
  const optional = dice.chance(0.5) ? { filter: toCondition(dice) } : {}
  const correlation = { property: 'cart', entryProperty: 'cart' }
  const onRefused = dice.pick(['continue', 'exit'])
  const message = (): Sketch => ({
    id,
    kind: 'message',
    channel: 'email',
    purpose: 'marketing',
    subject: 's',
    body: 'b',
    ...(dice.chance(0.3) ? { guard: toCondition(dice) } : {}),
    onRefused,
  })
  return dice.pick<() => Sketch>([
    () => ({ id, kind: 'delay', duration }),
    () => ({ id, kind: 'wait-until', until: toUntil(dice) }),
    () => ({ id, kind: 'wait-for-event', event: dice.pick(EVENT_NAMES), ...optional, timeout: duration }),
    () => ({ id, kind: 'wait-for-event', event: 'Ordered', correlation, timeout: duration }),
    () => ({ id, kind: 'condition', condition: toCondition(dice) }),
    () => ({
      id,
      kind: 'switch',
      cases: [
        { id: 'w1', title: '1', condition: toCondition(dice) },
        { id: 'w2', title: '2', condition: toCondition(dice) },
      ],
    }),
    () => ({ id, kind: 'random-split', branches: toBranches(dice) }),
    () => ({ id, kind: 'experiment', variants: toBranches(dice), controlWeight: 1 + dice.roll(3) }),
    message,
    message,
    message,
    () => ({ id, kind: 'webhook', url: 'https://shop.example/hook' }),
    () => ({ id, kind: 'webhook', url: 'https://shop.example/hook', answer: { timeout: duration } }),
    () => ({ id, kind: 'update-profile', changes: [{ to: 'add', trait: 'n', by: 1 }] }),
    () => ({
      id,
      kind: 'loyalty-points',
      act: dice.pick(['add', 'subtract']),
      points: 1 + dice.roll(3),
      reason: 'r',
    }),
    () => ({ id, kind: 'audience', act: dice.pick(['add', 'remove']), audience: 'vip' }),
    () => ({
      id,
      kind: 'emit-event',
      event: dice.pick(EVENT_NAMES),
      properties: [{ name: 'n', value: { from: 'event', path: 'n' } }],
    }),
  ])()
}

/** Windows that are often open, dates before and after the walk, and values that are seldom dates. */
function toUntil(dice: Dice): WaitTarget {
  const fromMinute = dice.roll(1_440)
  return dice.pick<WaitTarget>([
    {
      by: 'window',
      window: { weekdays: [1 + dice.roll(7), 6], fromMinute, untilMinute: 1 + dice.roll(1_440) },
    },
    { by: 'date', date: dice.pick(['2026-01-01T09:00', '2026-01-11T09:00', '2026-03-29T02:30']) },
    {
      by: 'property',
      operand: { from: 'event', path: dice.pick(['day', 'n']) },
      offsetDays: dice.roll(5) - 2,
      ...(dice.chance(0.5) && { atMinute: fromMinute }),
    },
  ])
}

function toBranches(dice: Dice) {
  return ['b1', 'b2', 'b3']
    .slice(0, 2 + dice.roll(2))
    .map((id) => ({ id, title: id, weight: 1 + dice.roll(5) }))
}

function toTrigger(dice: Dice): Trigger {
  return { event: dice.pick(EVENT_NAMES), ...(dice.chance(0.7) ? { filter: toCondition(dice) } : {}) }
}

/** Conditions that a random walk answers both ways. */
function toCondition(dice: Dice): Condition {
  const value = dice.roll(4)
  return dice.pick<Condition>([
    { op: 'compare', operand: { from: 'event', path: 'n' }, is: 'at-least', value },
    { op: 'compare', operand: { from: 'trait', path: 'n' }, is: 'at-least', value },
    { op: 'compare', operand: { from: 'entry', path: 'cart' }, is: 'equals', value: 'c1' },
    { op: 'count', event: 'Seen', within: { amount: 1, unit: 'days' }, is: 'at-least', times: value },
    { op: 'not', of: { op: 'exists', operand: { from: 'event', path: 'n' } } },
    { op: 'audience', audience: 'vip' },
    { op: 'compare', operand: { from: 'loyalty', path: 'points' }, is: 'at-least', value },
    { op: 'compare', operand: { from: 'answer', path: `${dice.pick(NODE_IDS)}.n` }, is: 'at-least', value },
  ])
}
