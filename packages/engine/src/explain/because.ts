import { CONTROL, findAtPath } from '@periplo/model'
import type { Instant, JsonValue, NodeKind, NodeOf, RefusalReason } from '@periplo/model'
import type { Scope } from '../conditions/scope.ts'
import { decideAtNode } from '../decide-send.ts'
import { toShare } from '../hash.ts'
import type { Run } from '../machine/run.ts'
import { explainCondition } from './explain-condition.ts'
import type { Term } from './explain-condition.ts'

/** Why somebody went on as they did. */
export type Because =
  /** The node asks nothing. */
  | { readonly kind: 'passed' }
  /** The time was over. */
  | { readonly kind: 'time'; readonly dueAt: Instant | null }
  /** An event was awaited: what its filter and its correlation said. */
  | {
      readonly kind: 'event'
      readonly event: string
      readonly filter: Term | null
      readonly correlation: { readonly awaited: JsonValue; readonly entered: JsonValue } | null
    }
  /** Conditions, by the port each opens, in the order they are asked. */
  | { readonly kind: 'asked'; readonly cases: readonly { readonly port: string; readonly term: Term }[] }
  /** The person's place in `[0, 1)`, and where each arm ends. */
  | {
      readonly kind: 'drawn'
      readonly share: number
      readonly arms: readonly { readonly port: string; readonly below: number }[]
    }
  /** Whether anybody may write to the person, as far as could be told there; null: they may. And what the guard said. */
  | { readonly kind: 'message'; readonly refusal: RefusalReason | null; readonly guard: Term | null }
  /** What the person had, and what was to be given or (negative) taken. */
  | { readonly kind: 'points'; readonly balance: number; readonly points: number }

/** A node in the midst of a step. */
export interface Standing {
  readonly run: Run
  /** When the timer that fired was due; null for an event. */
  readonly dueAt: Instant | null
}

type Tell<K extends NodeKind> = (node: NodeOf<K>, standing: Standing) => Because

const passed = (): Because => ({ kind: 'passed' })

/** What decides at each kind of node. */
const BECAUSE: { readonly [K in NodeKind]: Tell<K> } = {
  'event-entry': passed,
  'api-entry': passed,
  'segment-entry': passed,
  delay: (_, { dueAt }) => ({ kind: 'time', dueAt }),
  'wait-until': (_, { dueAt }) => ({ kind: 'time', dueAt }),
  'wait-for-event': (node, { run, dueAt }) =>
    dueAt === null ? explainAwaited(node, run) : { kind: 'time', dueAt },
  condition: ({ condition }, { run }) => ({
    kind: 'asked',
    cases: condition ? [{ port: 'yes', term: explainCondition(condition, run) }] : [],
  }),
  switch: ({ cases }, { run }) => ({
    kind: 'asked',
    cases: cases.flatMap(({ id: port, condition }) =>
      condition ? [{ port, term: explainCondition(condition, run) }] : [],
    ),
  }),
  'random-split': (node, { run }) => explainDraw(node.id, node.branches, run),
  experiment: (node, { run }) =>
    explainDraw(node.id, [{ id: CONTROL, weight: node.controlWeight }, ...node.variants], run),
  message: (node, { run }) => {
    const decision = decideAtNode(node, run)
    return {
      kind: 'message',
      refusal: decision.kind === 'refuse' ? decision.reason : null,
      guard: node.guard ? explainCondition(node.guard, run) : null,
    }
  },
  webhook: passed,
  'update-profile': passed,
  'emit-event': passed,
  audience: passed,
  'loyalty-points': ({ act, points }, { run }) => ({
    kind: 'points',
    balance: run.person.points ?? 0,
    points: act === 'add' ? points : -points,
  }),
  goal: passed,
  exit: passed,
  'start-journey': passed,
}

/** Why somebody who stands at the node goes on, or does not. */
export function explainNode<K extends NodeKind>(node: NodeOf<K>, standing: Standing): Because {
  const tell: Tell<K> = BECAUSE[node.kind]
  return tell(node, standing)
}

/** What a wait says to an event that came. */
export function explainAwaited(
  { event, filter, correlation }: NodeOf<'wait-for-event'>,
  scope: Scope,
): Because {
  return {
    kind: 'event',
    event,
    filter: filter ? explainCondition(filter, scope) : null,
    correlation: correlation
      ? {
          awaited: findAtPath(scope.event?.properties, correlation.property) ?? null,
          entered: findAtPath(scope.entry?.properties, correlation.entryProperty) ?? null,
        }
      : null,
  }
}

function explainDraw(
  nodeId: string,
  branches: readonly { readonly id: string; readonly weight: number }[],
  { journeyId, person }: Run,
): Because {
  const open = branches.filter(({ weight }) => weight > 0)
  const total = open.reduce((sum, { weight }) => sum + weight, 0)
  let weightBelow = 0
  const arms = open.map(({ id: port, weight }) => {
    weightBelow += weight
    return { port, below: weightBelow / total }
  })
  return { kind: 'drawn', share: toShare({ journeyId, nodeId, personId: person.personId }), arms }
}
