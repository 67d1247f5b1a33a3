import { listPorts, NODE_FAMILY, toBlankDefinition } from '@periplo/model'
import type {
  Condition,
  Duration,
  Edge,
  JourneyDefinition,
  LocalWindow,
  Node,
  NodeKind,
  NodeOf,
  Reentry,
  Trigger,
} from '@periplo/model'

/** A seeded source of chance. */
export interface Dice {
  /** A whole number in `[0, sides)`. */
  roll(sides: number): number
  pick<const T>(list: readonly [T, ...T[]]): T
}

/** Dice over a generator of whole numbers. */
export function toDice(next: () => number): Dice {
  const roll = (sides: number): number => (next() >>> 0) % sides
  return { roll, pick: (list) => list[roll(list.length)] ?? list[0] }
}

/** The few events there are, so that people meet what journeys wait for. */
export const EVENTS = ['Began', 'Seen', 'Bought', 'Left'] as const

const DURATIONS: readonly [Duration, ...Duration[]] = [
  { amount: 30, unit: 'minutes' },
  { amount: 5, unit: 'hours' },
  { amount: 1, unit: 'days' },
  { amount: 4, unit: 'days' },
]
const REENTRIES: readonly [Reentry, ...Reentry[]] = [
  { mode: 'never' },
  { mode: 'after-exit' },
  { mode: 'cool-down', coolDown: { amount: 1, unit: 'days' } },
  { mode: 'always' },
]

type Sketch<K extends NodeKind> = Omit<NodeOf<K>, 'id' | 'kind' | 'stage' | 'title' | 'position'>

/** Kinds that act on other journeys, through the log: one journey alone shows nothing of them. */
const ACROSS = ['api-entry', 'emit-event', 'start-journey'] as const

/** The kinds that are drawn here. */
export type DrawnKind = Exclude<NodeKind, (typeof ACROSS)[number]>

/** One node of each kind, drawn by lot. A new kind does not compile until it is drawn here. */
const DRAW: { readonly [K in DrawnKind]: (dice: Dice) => Sketch<K> } = {
  'event-entry': (dice) => ({ event: dice.pick(['Began', 'Began', 'Seen']), ...drawFilter(dice) }),
  delay: (dice) => ({ duration: dice.pick(DURATIONS) }),
  'wait-until': (dice) => ({ until: drawTarget(dice) }),
  'wait-for-event': (dice) => ({
    event: dice.pick(EVENTS),
    timeout: dice.pick(DURATIONS),
    ...drawFilter(dice),
    ...(dice.roll(3) === 0 && { correlation: { property: 'cart', entryProperty: 'cart' } }),
  }),
  condition: (dice) => ({ condition: drawCondition(dice, 2) }),
  switch: (dice) => ({
    cases: ['a', 'b'].map((id) => ({ id, title: id, condition: drawCondition(dice, 1) })),
  }),
  'random-split': (dice) => ({
    branches: ['a', 'b', 'c'].map((id, at) => ({ id, title: id, weight: at === 0 ? 1 : dice.roll(4) })),
  }),
  experiment: (dice) => ({
    variants: ['a', 'b'].map((id) => ({ id, title: id, weight: dice.roll(4) })),
    controlWeight: 1 + dice.roll(3),
  }),
  message: (dice) => ({
    channel: 'email',
    purpose: dice.pick(['marketing', 'transactional']),
    subject: 's',
    body: 'b',
    onRefused: dice.pick(['continue', 'exit']),
  }),
  webhook: () => ({ url: 'https://shop.example/hook' }),
  'update-profile': (dice) => ({
    changes: [
      { to: 'add', trait: 'n', by: 1 },
      { to: 'copy', trait: 'copied', operand: { from: 'event', path: 'n' } },
      ...(dice.roll(2) === 0 ? [{ to: 'nothing' as const, trait: 'copied' }] : []),
      { to: 'value', trait: 'tier', value: dice.pick(['Gold', 'silver']) },
    ],
  }),
  goal: () => ({}),
  exit: () => ({}),
}

/** Every kind that is drawn. */
export const KINDS = Object.keys(DRAW) as readonly DrawnKind[] // oxlint-disable-line typescript/no-unsafe-type-assertion -- a literal record has its own keys
const MIDDLE = KINDS.filter((kind) => NODE_FAMILY[kind] !== 'entry' && NODE_FAMILY[kind] !== 'end')
const STAGES = ['awareness', 'consideration', 'decision'] as const

/** Whether the node is of a kind that is drawn here. */
export function isDrawn(node: Node): node is NodeOf<DrawnKind> {
  return Object.hasOwn(DRAW, node.kind)
}

/** A journey that can be published: every circle goes through a delay or a wait for an event. */
export function drawJourney(dice: Dice): JourneyDefinition {
  const [first = 'delay', ...others] = MIDDLE
  const middle = Array.from({ length: 2 + dice.roll(6) }, (_, at) =>
    drawNode(`n${at}`, dice.pick([first, ...others]), dice),
  )
  const nodes = [
    drawNode('in', 'event-entry', dice),
    drawNode('too', 'event-entry', dice),
    ...middle,
    drawNode('won', 'goal', dice),
    drawNode('out', 'exit', dice),
  ]
  const edges = nodes.flatMap((node, at) =>
    listPorts(node).map((port): Edge => ({ from: node.id, port, to: drawTargetNode(nodes, at, dice) })),
  )
  return keepReachable({ ...toBlankDefinition('Random'), nodes, edges, settings: drawSettings(dice) })
}

function drawNode(id: string, kind: DrawnKind, dice: Dice): Node {
  const draw: (dice: Dice) => object = DRAW[kind]
  const frame = { id, kind, stage: dice.pick(STAGES), title: id, position: { x: 0, y: 0 } }
  return { ...frame, ...draw(dice) } as Node // oxlint-disable-line typescript/no-unsafe-type-assertion -- drawn by its kind's own line
}

function drawTargetNode(nodes: readonly Node[], at: number, dice: Dice): string {
  const kind = nodes[at]?.kind
  const mayReturn = (kind === 'delay' || kind === 'wait-for-event') && dice.roll(3) === 0
  const first = Math.max(2, mayReturn ? 2 : at + 1)
  return nodes[first + dice.roll(nodes.length - first)]?.id ?? 'out'
}

function keepReachable(drawn: JourneyDefinition): JourneyDefinition {
  const reached = new Set(['in', 'too'])
  for (const id of reached) for (const edge of drawn.edges) if (edge.from === id) reached.add(edge.to)
  reached.add('out')
  const edges = drawn.edges.filter(({ from }) => reached.has(from))
  const isIsolated = !edges.some(({ to }) => to === 'out')
  const nodes = drawn.nodes.filter(({ id }) => reached.has(id) && !(isIsolated && id === 'out'))
  return { ...drawn, nodes, edges }
}

function drawSettings(dice: Dice): JourneyDefinition['settings'] {
  const trigger = (): Trigger => ({ event: dice.pick(['Bought', 'Left', 'Seen']), ...drawFilter(dice) })
  return {
    reentry: dice.pick(REENTRIES),
    ...(dice.roll(3) === 0 && { correlationKey: 'cart' }),
    ...(dice.roll(2) === 0 && { goal: trigger() }),
    conversionWindow: dice.pick(DURATIONS),
    exits: Array.from({ length: dice.roll(2) }, trigger),
  }
}

function drawFilter(dice: Dice): { readonly filter?: Condition } {
  return dice.roll(3) === 0 ? { filter: drawCondition(dice, 1) } : {}
}

/** Conditions people answer both ways, and sometimes not at all. */
function drawCondition(dice: Dice, depth: number): Condition {
  const value = dice.roll(4)
  const from = dice.pick(['event', 'trait', 'entry'])
  if (depth > 0 && dice.roll(3) === 0) {
    const of = [drawCondition(dice, depth - 1), drawCondition(dice, depth - 1)]
    return dice.pick<Condition>([
      { op: 'all', of },
      { op: 'any', of },
      { op: 'not', of: of[0] ?? ALWAYS },
    ])
  }
  return dice.pick<Condition>([
    { op: 'compare', operand: { from, path: 'n' }, is: 'at-least', value },
    { op: 'compare', operand: { from, path: 'n' }, is: 'less-than', value },
    { op: 'compare', operand: { from: 'trait', path: 'tier' }, is: 'equals', value: 'gold' },
    { op: 'compare', operand: { from: 'entry', path: 'cart' }, is: 'one-of', value: ['C1', 'c3'] },
    { op: 'exists', operand: { from, path: 'n' } },
    { op: 'missing', operand: { from: 'trait', path: 'copied' } },
    { op: 'count', event: 'Seen', within: dice.pick(DURATIONS), is: 'at-least', times: value },
    { op: 'count', event: 'Bought', within: dice.pick(DURATIONS), is: 'exactly', times: value % 2 },
  ])
}

const ALWAYS: Condition = { op: 'count', event: 'Seen', within: DURATIONS[0], is: 'at-least', times: 0 }

function drawTarget(dice: Dice): NodeOf<'wait-until'>['until'] {
  const fromMinute = dice.roll(24) * 60
  const window: LocalWindow = {
    weekdays: dice.pick<number[]>([[1, 2, 3, 4, 5, 6, 7], [1, 3, 5], [7]]),
    fromMinute,
    untilMinute: ((fromMinute + 60 * (1 + dice.roll(12))) % 1_440) + 1,
  }
  const day = String(2 + dice.roll(12)).padStart(2, '0')
  return dice.pick<NodeOf<'wait-until'>['until']>([
    { by: 'window', window },
    { by: 'date', date: `2026-03-${day}T18:00` },
    { by: 'property', operand: { from: 'entry', path: 'date' }, offsetDays: dice.roll(5) - 2, atMinute: 600 },
    { by: 'property', operand: { from: 'entry', path: 'date' }, offsetDays: dice.roll(3) },
  ])
}
