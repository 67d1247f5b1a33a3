import { z } from 'zod'
import { ConditionNode } from './condition.ts'
import { DelayNode } from './delay.ts'
import { EventEntryNode } from './event-entry.ts'
import { ExitNode } from './exit.ts'
import { GoalNode } from './goal.ts'
import { MessageNode } from './message.ts'
import { RandomSplitNode } from './random-split.ts'
import { UpdateProfileNode } from './update-profile.ts'
import { WaitForEventNode } from './wait-for-event.ts'
import { WebhookNode } from './webhook.ts'

/** A step of the drawing, of one of the closed list of kinds. */
export const Node = z.discriminatedUnion('kind', [
  EventEntryNode,
  DelayNode,
  WaitForEventNode,
  ConditionNode,
  RandomSplitNode,
  MessageNode,
  WebhookNode,
  UpdateProfileNode,
  GoalNode,
  ExitNode,
])
export type Node = z.infer<typeof Node>

/** The kinds a node can be of. Every layer is total over them. */
export type NodeKind = Node['kind']

/** The node of one kind. */
export type NodeOf<K extends NodeKind> = Extract<Node, { kind: K }>

/** What a kind is for: it starts a run, waits, decides, acts or ends it. Decides shape and colour. */
export type NodeFamily = 'entry' | 'wait' | 'decide' | 'act' | 'end'

/** The family of each kind. */
export const NODE_FAMILY: { readonly [K in NodeKind]: NodeFamily } = {
  'event-entry': 'entry',
  delay: 'wait',
  'wait-for-event': 'wait',
  condition: 'decide',
  'random-split': 'decide',
  message: 'act',
  webhook: 'act',
  'update-profile': 'act',
  goal: 'end',
  exit: 'end',
}

/** Every kind, in the order a palette lists them. */
export const NODE_KINDS: readonly NodeKind[] = Node.options.map((option) => option.shape.kind.value)

const PORTS: { readonly [K in NodeKind]: (node: NodeOf<K>) => readonly string[] } = {
  'event-entry': () => ['next'],
  delay: () => ['next'],
  'wait-for-event': () => ['arrived', 'timed-out'],
  condition: () => ['yes', 'no'],
  'random-split': (node) => node.branches.map((branch) => branch.id),
  message: () => ['next'],
  webhook: () => ['next'],
  'update-profile': () => ['next'],
  goal: () => [],
  exit: () => [],
}

/** The ways out of a node, in the order they are drawn. At most one edge leaves by each. */
export function listPorts<K extends NodeKind>(node: NodeOf<K>): readonly string[] {
  const list: (node: NodeOf<K>) => readonly string[] = PORTS[node.kind]
  return list(node)
}
