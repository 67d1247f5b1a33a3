import {
  CONTROL,
  ENROLLMENT_REQUESTED,
  MAX_DURATION_MS,
  OTHERWISE,
  TOO_FEW,
  SEGMENT_EVENTS,
  WEBHOOK_ANSWERED,
  asksBalance,
  toNominalMs,
} from '@periplo/model'
import type {
  Condition,
  Duration,
  EventName,
  JourneyId,
  NodeKind,
  NodeOf,
  PropertyPath,
  TraitChange,
} from '@periplo/model'

const HOUR_MS = 3_600_000

/** How long somebody can stay before leaving a node by a way, in milliseconds. */
export interface Hold {
  readonly leastMs: number
  /** Infinity where only an event ends it. */
  readonly mostMs: number
}

/** One way out of a node, as far as it can be judged without running it. */
export interface NodeWay {
  readonly port: string
  readonly hold: Hold
  /** Decides between ways of a node that does not wait: taken on yes, or on anything else. */
  readonly asks?: { readonly condition: Condition; readonly answer: 'yes' | 'not-yes' }
  /** The event that has to arrive. */
  readonly awaits?: Awaiting
  /** Set where nobody ever takes it. */
  readonly isClosed?: true
}

/** The event a way waits for; it becomes the event at hand. */
export interface Awaiting {
  readonly event: EventName
  readonly filter?: Condition | undefined
  readonly correlation?: { readonly property: PropertyPath; readonly entryProperty: PropertyPath } | undefined
}

/** What the proof has to know of a node. */
export interface NodeProof {
  readonly ways: readonly NodeWay[]
  readonly sends?: Pick<NodeOf<'message'>, 'channel' | 'purpose' | 'guard'>
  readonly changes?: readonly TraitChange[]
  /** The balance of points is another one afterwards. */
  readonly pays?: true
  /** Sum of the shares of a split. */
  readonly shares?: number
  /** The event that lets people in. */
  readonly entersBy?: { readonly event: EventName; readonly filter?: Condition | undefined }
  readonly isGoal?: true
  /** The event it puts into the person's log. */
  readonly emits?: EventName
  /** The journey it asks to let the person in. */
  readonly starts?: JourneyId
}

const AT_ONCE: Hold = { leastMs: 0, mostMs: 0 }
const next: NodeWay = { port: 'next', hold: AT_ONCE }

/** What each kind of node can do to a run, and when. The proof reads nothing else of a node. */
const PROVE: { readonly [K in NodeKind]: (node: NodeOf<K>) => NodeProof } = {
  'event-entry': ({ event, filter }) => ({ ways: [next], entersBy: { event, filter } }),
  'segment-entry': ({ change, filter }) => ({
    ways: [next],
    entersBy: { event: SEGMENT_EVENTS[change], filter },
  }),
  'api-entry': ({ filter }) => ({ ways: [next], entersBy: { event: ENROLLMENT_REQUESTED, filter } }),
  delay: ({ duration }) => ({ ways: [{ port: 'next', hold: toHold(duration) }] }),
  'wait-until': ({ until }) => ({
    ways: [
      {
        port: 'next',
        hold: { leastMs: 0, mostMs: until.by === 'window' ? 7 * 24 * HOUR_MS + HOUR_MS : MAX_DURATION_MS },
      },
      ...(until.by === 'property' ? [{ port: 'no-date', hold: AT_ONCE }] : []),
    ],
  }),
  'wait-for-event': ({ event, filter, correlation, timeout }) => {
    const hold = toHold(timeout)
    return {
      ways: [
        {
          port: 'arrived',
          hold: { leastMs: 0, mostMs: hold.mostMs },
          awaits: { event, filter, correlation },
        },
        { port: 'timed-out', hold },
      ],
    }
  },
  condition: ({ condition }) => ({
    ways: condition
      ? [
          { port: 'yes', hold: AT_ONCE, asks: { condition, answer: 'yes' } },
          { port: 'no', hold: AT_ONCE, asks: { condition, answer: 'not-yes' } },
        ]
      : [],
  }),
  switch: ({ cases }) => {
    const conditions = cases.flatMap(({ condition }) => condition ?? [])
    return {
      ways: [
        ...cases.flatMap(({ id, condition }): readonly NodeWay[] =>
          condition ? [{ port: id, hold: AT_ONCE, asks: { condition, answer: 'yes' } }] : [],
        ),
        {
          port: OTHERWISE,
          hold: AT_ONCE,
          asks: { condition: { op: 'any', of: conditions }, answer: 'not-yes' },
        },
      ],
    }
  },
  experiment: ({ variants, controlWeight }) => ({
    ways: [
      ...variants.map(({ id, weight }) => ({
        port: id,
        hold: AT_ONCE,
        ...(weight === 0 && { isClosed: true as const }),
      })),
      { port: CONTROL, hold: AT_ONCE },
    ],
    shares: variants.reduce((sum, { weight }) => sum + weight, controlWeight),
  }),
  'random-split': ({ branches }) => ({
    ways: branches.map(({ id, weight }) => ({
      port: id,
      hold: AT_ONCE,
      ...(weight === 0 && { isClosed: true as const }),
    })),
    shares: branches.reduce((sum, { weight }) => sum + weight, 0),
  }),
  message: ({ channel, purpose, guard }) => ({ ways: [next], sends: { channel, purpose, guard } }),
  webhook: ({ answer }) => {
    if (!answer) return { ways: [next] }
    const hold = { leastMs: 0, mostMs: toHold(answer.timeout).mostMs }
    return {
      ways: [
        { port: 'answered', hold, awaits: { event: WEBHOOK_ANSWERED } },
        { port: 'failed', hold },
      ],
    }
  },
  'update-profile': ({ changes }) => ({ ways: [next], changes }),
  'emit-event': ({ event }) => ({ ways: [next], emits: event }),
  audience: () => ({ ways: [next] }),
  'loyalty-points': (node) => ({
    ways: asksBalance(node) ? [next, { port: TOO_FEW, hold: AT_ONCE }] : [next],
    pays: true,
  }),
  'start-journey': ({ journeyId }) => ({ ways: [], ...(journeyId !== undefined && { starts: journeyId }) }),
  goal: () => ({ ways: [], isGoal: true }),
  exit: () => ({ ways: [] }),
}

/** What the proof has to know of this node. */
export function toNodeProof<K extends NodeKind>(node: NodeOf<K>): NodeProof {
  const prove: (node: NodeOf<K>) => NodeProof = PROVE[node.kind]
  return prove(node)
}

/** Civil days are up to an hour shorter or longer where clocks change. */
function toHold(duration: Duration): Hold {
  const nominalMs = toNominalMs(duration)
  const slackMs = duration.unit === 'days' ? HOUR_MS : 0
  return { leastMs: nominalMs - slackMs, mostMs: nominalMs + slackMs }
}
