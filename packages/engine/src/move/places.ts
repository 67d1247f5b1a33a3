import { NODE_FAMILY } from '@periplo/model'
import type { Duration, JourneyDefinition, Node, NodeId } from '@periplo/model'

/** Whether people can be found in a node between two steps: waits, and calls whose answer is waited for. */
export function holdsPeople(node: Node): boolean {
  return NODE_FAMILY[node.kind] === 'wait' || (node.kind === 'webhook' && node.answer !== undefined)
}

/** Whether a move may put people into a node. Nobody begins anew, and whoever is to end leaves. */
export function takesMoved({ kind }: Node): boolean {
  return NODE_FAMILY[kind] !== 'entry' && NODE_FAMILY[kind] !== 'end'
}

/**
 * Whether somebody moved from one node to the other goes on waiting, the time they have waited counted. Else they
 * arrive as if they had come by an edge, and act at once. A call goes on being waited for only where it was made.
 */
export function keepsWaiting(from: Node, to: Node): boolean {
  if (!holdsPeople(from) || !holdsPeople(to)) return false
  return to.kind !== 'webhook' || (from.kind === 'webhook' && from.id === to.id)
}

/** How long a node holds people at the longest; undefined where that is not a time since they came. */
export function findWaitTime(node: Node): Duration | undefined {
  if (node.kind === 'delay') return node.duration
  if (node.kind === 'webhook') return node.answer?.timeout
  return node.kind === 'wait-for-event' ? node.timeout : undefined
}

/** Whether two nodes are one wait: of one id and kind, and over at the same moment whenever it began. */
export function isSameWait(from: Node, to: Node): boolean {
  if (from.id !== to.id || from.kind !== to.kind || !holdsPeople(to)) return false
  const rules = [from, to].map((node) => (node.kind === 'wait-until' ? node.until : findWaitTime(node)))
  return holdsPeople(from) && JSON.stringify(rules[0]) === JSON.stringify(rules[1])
}

/** A node of a definition. */
export function findNode({ nodes }: JourneyDefinition, id: NodeId): Node | undefined {
  return nodes.find((node) => node.id === id)
}

/** The node somebody who follows goes on in: the one of the same id, if it is of the same kind and holds people, too. */
export function findFollowed(from: Node, to: JourneyDefinition): Node | undefined {
  const node = findNode(to, from.id)
  const isSame = node?.kind === from.kind && holdsPeople(from) && holdsPeople(node)
  return isSame ? node : undefined
}
