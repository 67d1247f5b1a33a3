import { z } from 'zod'
import { ApiEntryNode } from './api-entry.ts'
import { AudienceNode } from './audience.ts'
import { ConditionNode } from './condition.ts'
import { DelayNode } from './delay.ts'
import { EmitEventNode } from './emit-event.ts'
import { EventEntryNode } from './event-entry.ts'
import { ExitNode } from './exit.ts'
import { CONTROL, ExperimentNode } from './experiment.ts'
import { GoalNode } from './goal.ts'
import { LoyaltyPointsNode, TOO_FEW, asksBalance } from './loyalty-points.ts'
import { MessageNode } from './message.ts'
import { RandomSplitNode } from './random-split.ts'
import { SegmentEntryNode } from './segment-entry.ts'
import { StartJourneyNode } from './start-journey.ts'
import { OTHERWISE, SwitchNode } from './switch.ts'
import { UpdateProfileNode } from './update-profile.ts'
import { WaitForEventNode } from './wait-for-event.ts'
import { WaitUntilNode } from './wait-until.ts'
import { WebhookNode } from './webhook.ts'

/** A step of the drawing, of one of the closed list of kinds. */
export const Node = z.discriminatedUnion('kind', [
  EventEntryNode,
  ApiEntryNode,
  SegmentEntryNode,
  DelayNode,
  WaitUntilNode,
  WaitForEventNode,
  ConditionNode,
  SwitchNode,
  RandomSplitNode,
  ExperimentNode,
  MessageNode,
  WebhookNode,
  UpdateProfileNode,
  EmitEventNode,
  AudienceNode,
  LoyaltyPointsNode,
  GoalNode,
  ExitNode,
  StartJourneyNode,
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
  'api-entry': 'entry',
  'segment-entry': 'entry',
  delay: 'wait',
  'wait-until': 'wait',
  'wait-for-event': 'wait',
  condition: 'decide',
  switch: 'decide',
  'random-split': 'decide',
  experiment: 'decide',
  message: 'act',
  webhook: 'act',
  'update-profile': 'act',
  'emit-event': 'act',
  audience: 'act',
  'loyalty-points': 'act',
  goal: 'end',
  exit: 'end',
  'start-journey': 'end',
}

/** Whether nobody ever passes the node in one instant. A loop needs such a node, or it would never end. */
export function holdsAlways({ kind }: Pick<Node, 'kind'>): boolean {
  return NODE_FAMILY[kind] === 'wait' && kind !== 'wait-until'
}

/** Every kind, in the order a palette lists them. */
export const NODE_KINDS: readonly NodeKind[] = Node.options.map((option) => option.shape.kind.value)

const PORTS: { readonly [K in NodeKind]: (node: NodeOf<K>) => readonly string[] } = {
  'event-entry': () => ['next'],
  'api-entry': () => ['next'],
  'segment-entry': () => ['next'],
  delay: () => ['next'],
  'wait-until': (node) => (node.until.by === 'property' ? ['next', 'no-date'] : ['next']),
  'wait-for-event': () => ['arrived', 'timed-out'],
  condition: () => ['yes', 'no'],
  switch: (node) => [...node.cases.map((one) => one.id), OTHERWISE],
  'random-split': (node) => node.branches.map((branch) => branch.id),
  experiment: (node) => [...node.variants.map((variant) => variant.id), CONTROL],
  message: () => ['next'],
  webhook: (node) => (node.answer ? ['answered', 'failed'] : ['next']),
  'update-profile': () => ['next'],
  'emit-event': () => ['next'],
  audience: () => ['next'],
  'loyalty-points': (node) => (asksBalance(node) ? ['next', TOO_FEW] : ['next']),
  goal: () => [],
  exit: () => [],
  'start-journey': () => [],
}

/** The ways out of a node, in the order they are drawn. At most one edge leaves by each. */
export function listPorts<K extends NodeKind>(node: NodeOf<K>): readonly string[] {
  const list: (node: NodeOf<K>) => readonly string[] = PORTS[node.kind]
  return list(node)
}
