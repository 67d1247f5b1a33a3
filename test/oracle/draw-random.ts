import { ENROLLMENT_REQUESTED, listPorts, NODE_FAMILY, NODE_KINDS, toBlankDefinition } from '@periplo/model'
import type {
  Condition,
  Duration,
  Edge,
  EmittedProperty,
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

/** Segments that people of the stories join and leave. */
export const SEGMENT_IDS = [
  '0198c0de-0000-4000-8000-0000000000a1',
  '0198c0de-0000-4000-8000-0000000000a2',
] as const

/** The only webhook that waits for its answer, so that conditions know where to look for one. */
const ASKING = 'ask'

const EMITTED: readonly [EmittedProperty['value'], ...EmittedProperty['value'][]] = [
  3,
  { from: 'event', path: 'n' },
  { from: 'answer', path: `${ASKING}.n` },
]

/** One node of each kind, drawn by lot. A new kind does not compile until it is drawn here. */
const DRAW: { readonly [K in NodeKind]: (dice: Dice) => Sketch<K> } = {
  'event-entry': (dice) => ({
    // somebody may call an event of their own like an ask
    event: dice.pick(['Began', 'Began', 'Seen', ENROLLMENT_REQUESTED]),
    ...drawFilter(dice),
  }),
  'api-entry': drawFilter,
  'segment-entry': (dice) => ({
    segmentId: dice.pick(SEGMENT_IDS),
    change: dice.pick(['entered', 'left']),
    ...drawFilter(dice),
  }),
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
    ...(dice.roll(3) === 0 && { guard: drawCondition(dice, 1) }),
    onRefused: dice.pick(['continue', 'exit']),
  }),
  webhook: () => ({ url: 'https://shop.example/hook' }),
  'emit-event': (dice) => ({
    event: dice.pick(EVENTS),
    properties: [
      { name: 'n', value: dice.pick(EMITTED) },
      { name: 'cart', value: { from: dice.pick(['entry', 'event']), path: 'cart' } },
      { name: 'again', value: { from: 'run', path: 'entry_number' } },
    ],
  }),
  audience: (dice) => ({ act: dice.pick(['add', 'remove']), audience: dice.pick(['vip', 'lost']) }),
  'loyalty-points': (dice) => ({
    act: dice.pick(['add', 'subtract']),
    points: 1 + dice.roll(3),
    reason: 'r',
    ...(dice.roll(4) === 0 && { mayOverdraw: true as const }),
  }),
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
  'start-journey': () => ({}),
}

const MIDDLE = NODE_KINDS.filter((kind) => NODE_FAMILY[kind] !== 'entry' && NODE_FAMILY[kind] !== 'end')
const STAGES = ['awareness', 'consideration', 'decision'] as const

/**
 * A journey that can be published: every circle goes through a delay or a wait for an event. It may hand people
 * on to any of `others`.
 */
export function drawJourney(dice: Dice, others: readonly [string, ...string[]]): JourneyDefinition {
  const [first = 'delay', ...rest] = MIDDLE
  const middle = Array.from({ length: 2 + dice.roll(6) }, (_, at) =>
    drawNode(`n${at}`, dice.pick([first, ...rest]), dice),
  )
  const nodes = [
    drawNode('in', 'event-entry', dice),
    drawNode('too', dice.pick(['event-entry', 'api-entry', 'segment-entry']), dice),
    ...(dice.roll(2) === 0 ? drawAsking(dice) : []),
    ...middle,
    drawNode('won', 'goal', dice),
    drawOnward(dice, others),
    drawNode('out', 'exit', dice),
  ]
  const edges = nodes.flatMap((node, at) =>
    listPorts(node).map((port): Edge => ({ from: node.id, port, to: drawTargetNode(nodes, at, dice) })),
  )
  return keepReachable({ ...toBlankDefinition('Random'), nodes, edges, settings: drawSettings(dice) })
}

/** A call whose answer is waited for, and somebody who asks what it was. */
function drawAsking(dice: Dice): readonly Node[] {
  const ask = drawNode(ASKING, 'webhook', dice)
  const weigh = drawNode('weigh', 'condition', dice)
  if (ask.kind !== 'webhook' || weigh.kind !== 'condition') return []
  return [
    { ...ask, answer: { timeout: dice.pick(DURATIONS) } },
    { ...weigh, condition: drawAnswerCondition(dice) },
  ]
}

function drawOnward(dice: Dice, others: readonly [string, ...string[]]): Node {
  const node = drawNode('on', 'start-journey', dice)
  return node.kind === 'start-journey' ? { ...node, journeyId: dice.pick(others) } : node
}

function drawNode(id: string, kind: NodeKind, dice: Dice): Node {
  const draw: (dice: Dice) => object = DRAW[kind]
  const frame = { id, kind, stage: dice.pick(STAGES), title: id, position: { x: 0, y: 0 } }
  return { ...frame, ...draw(dice) } as Node // oxlint-disable-line typescript/no-unsafe-type-assertion -- drawn by its kind's own line
}

function drawTargetNode(nodes: readonly Node[], at: number, dice: Dice): string {
  const kind = nodes[at]?.kind
  const mayReturn = (kind === 'delay' || kind === 'wait-for-event') && dice.roll(3) === 0
  const first = Math.max(2, mayReturn ? 2 : at + 1)
  // rather a near one, so that journeys are long
  const left = nodes.length - first
  return nodes[first + Math.min(dice.roll(left), dice.roll(left))]?.id ?? 'out'
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
  if (dice.roll(6) === 0) return drawAnswerCondition(dice)
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
    { op: 'compare', operand: { from: 'answer', path: `${ASKING}.n` }, is: 'at-least', value },
    { op: 'exists', operand: { from, path: 'n' } },
    { op: 'compare', operand: { from: 'answer', path: `${ASKING}.n` }, is: 'less-than', value },
    { op: 'exists', operand: { from: 'answer', path: ASKING } },
    { op: 'missing', operand: { from: 'trait', path: 'copied' } },
    { op: 'compare', operand: { from: 'loyalty', path: 'points' }, is: 'at-least', value },
    { op: 'audience', audience: dice.pick(['vip', 'lost']) },
    { op: 'count', event: 'Seen', within: dice.pick(DURATIONS), is: 'at-least', times: value },
    { op: 'count', event: 'Bought', within: dice.pick(DURATIONS), is: 'exactly', times: value % 2 },
  ])
}

function drawAnswerCondition(dice: Dice): Condition {
  const operand = { from: 'answer', path: `${ASKING}.n` } as const
  return dice.pick<Condition>([
    { op: 'compare', operand, is: 'at-least', value: dice.roll(4) },
    { op: 'compare', operand, is: 'less-than', value: dice.roll(4) },
    { op: 'exists', operand: { from: 'answer', path: ASKING } },
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
