import { invariant } from '@periplo/model'
import type { JourneyDefinition, Node, NodeId, Trigger } from '@periplo/model'
import { ENDS } from '../machine/machine-config.ts'
import type { Action, Guard, StateConfig, Way } from '../machine/machine-config.ts'
import { toEventType } from '../machine/names.ts'

/** What a node's compiler may ask of the journey around it. */
export interface Surroundings {
  /** Where the edge from a port leads. */
  readonly targetOf: (node: NodeId, port: string) => NodeId
  /** Ways of the whole journey that come before a wait's own, by event type: the goal, then the exits. */
  readonly rules: ReadonlyMap<string, readonly Way[]>
}

/** A state without the frame that every node has, and the one beside it to wait in, where it is another. */
export interface NodeState extends Omit<StateConfig, 'meta'> {
  readonly waiting?: Omit<StateConfig, 'meta'>
}

/** Reads the surroundings of a definition that can be published. */
export function toSurroundings({ edges, settings }: JourneyDefinition): Surroundings {
  const targets = new Map(edges.map((edge) => [JSON.stringify([edge.from, edge.port]), edge.to]))
  const rules = new Map<string, readonly Way[]>()
  if (settings.goal) addRule(rules, settings.goal, 'goal')
  for (const exit of settings.exits) addRule(rules, exit, 'exit-rule')
  const targetOf = (node: NodeId, port: string): NodeId => {
    const to = targets.get(JSON.stringify([node, port]))
    invariant(to !== undefined, `node ${node} has no edge from port ${port}`)
    return to
  }
  return { targetOf, rules }
}

function addRule(
  rules: Map<string, readonly Way[]>,
  { event, filter }: Trigger,
  reason: 'goal' | 'exit-rule',
): void {
  const guard: Guard | undefined = filter && { type: 'matches', params: { condition: filter } }
  const way: Way = {
    target: ENDS[reason],
    ...(guard && { guard }),
    actions: [{ type: 'end', params: { reason } }],
  }
  const type = toEventType(event)
  rules.set(type, [...(rules.get(type) ?? []), way])
}

/** The way from a port of a node along its edge, doing `actions` before the node is left. */
export function toWay(
  node: Node,
  port: string,
  {
    around,
    guard,
    actions = [],
  }: { around: Surroundings; guard?: Guard | undefined; actions?: readonly Action[] },
): Way {
  const to = around.targetOf(node.id, port)
  return {
    target: to,
    ...(guard && { guard }),
    actions: [...actions, { type: 'go', params: { from: node.id, port, to } }],
    ...(to === node.id && { reenter: true as const }),
  }
}
