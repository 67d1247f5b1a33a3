import type { Edge, JourneyDefinition, Node } from '@periplo/model'
import { listPorts, NODE_FAMILY, toEdgeKey } from '@periplo/model'

/**
 * The changes a gesture makes, each a new definition from an old one. What did not change keeps its
 * identity; a change that is not allowed gives the old definition back.
 */

/** Adds a node; one with a taken id changes nothing. */
export function addNode(definition: JourneyDefinition, node: Node): JourneyDefinition {
  if (findNode(definition, node.id)) return definition
  return { ...definition, nodes: [...definition.nodes, node] }
}

/** Replaces the node of the same id; edges of ports it no longer has go with them. */
export function replaceNode(definition: JourneyDefinition, node: Node): JourneyDefinition {
  const ports = listPorts(node)
  const keeps = (edge: Edge) => edge.from !== node.id || ports.includes(edge.port)
  return {
    ...definition,
    nodes: definition.nodes.map((old) => (old.id === node.id ? node : old)),
    edges: definition.edges.every(keeps) ? definition.edges : definition.edges.filter(keeps),
  }
}

/** Whether an edge may go there: from a port that exists, and never into an entry. */
export function canConnect(definition: JourneyDefinition, edge: Edge): boolean {
  const from = findNode(definition, edge.from)
  const to = findNode(definition, edge.to)
  if (!from || !to) return false
  return listPorts(from).includes(edge.port) && NODE_FAMILY[to.kind] !== 'entry'
}

/** Draws an edge; what left by the same port before is taken away. */
export function connect(definition: JourneyDefinition, edge: Edge): JourneyDefinition {
  if (!canConnect(definition, edge)) return definition
  const key = toEdgeKey(edge)
  const others = definition.edges.filter((old) => toEdgeKey(old) !== key)
  return { ...definition, edges: [...others, edge] }
}

/** Takes away the edges of these keys. */
export function disconnect(definition: JourneyDefinition, keys: ReadonlySet<string>): JourneyDefinition {
  return { ...definition, edges: definition.edges.filter((edge) => !keys.has(toEdgeKey(edge))) }
}

/**
 * Puts a node into an edge: what came by it arrives at the node, and what leaves by the node's first port
 * goes on to where the edge went. A node without ports ends the way there.
 */
export function insertOnEdge(definition: JourneyDefinition, key: string, node: Node): JourneyDefinition {
  const edge = definition.edges.find((candidate) => toEdgeKey(candidate) === key)
  if (!edge || NODE_FAMILY[node.kind] === 'entry') return definition
  const added = connect(addNode(definition, node), { ...edge, to: node.id })
  const port = listPorts(node)[0]
  return port === undefined ? added : connect(added, { from: node.id, port, to: edge.to })
}

/**
 * Takes nodes away with their edges. Where a single node with one way on is taken out of a chain, those
 * before it go on to the one after it.
 */
export function removeNodes(definition: JourneyDefinition, ids: ReadonlySet<string>): JourneyDefinition {
  const onward = new Map<string, string>()
  for (const id of ids) {
    const targets = definition.edges.filter((edge) => edge.from === id).map((edge) => edge.to)
    if (targets.length === 1 && targets[0] !== undefined && targets[0] !== id) onward.set(id, targets[0])
  }
  const edges = definition.edges.flatMap((edge): Edge[] => {
    if (ids.has(edge.from)) return []
    const to = followOut(edge.to, ids, onward)
    return to === undefined ? [] : [to === edge.to ? edge : { ...edge, to }]
  })
  return { ...definition, nodes: definition.nodes.filter((node) => !ids.has(node.id)), edges }
}

/** A name for a new node that nobody has: `message`, `message-2`, `message-3`. */
export function findFreeId(definition: JourneyDefinition, stem: string): string {
  const taken = new Set(definition.nodes.map((node) => node.id))
  const short = stem.slice(0, 34)
  if (!taken.has(short)) return short
  let number = 2
  while (taken.has(`${short}-${number}`)) number += 1
  return `${short}-${number}`
}

/** The node of an id, or undefined. */
export function findNode(definition: JourneyDefinition, id: string): Node | undefined {
  return definition.nodes.find((node) => node.id === id)
}

function followOut(
  id: string,
  removed: ReadonlySet<string>,
  onward: ReadonlyMap<string, string>,
): string | undefined {
  const seen = new Set<string>()
  let here: string | undefined = id
  while (here !== undefined && removed.has(here) && !seen.has(here)) {
    seen.add(here)
    here = onward.get(here)
  }
  return here !== undefined && removed.has(here) ? undefined : here
}
