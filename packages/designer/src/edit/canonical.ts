import type { Edge, JourneyDefinition, Node } from '@periplo/model'
import { listPorts, parseDefinition } from '@periplo/model'

/**
 * The definition with its nodes in the order of their ids and its edges in the order of node and port, so
 * that the same drawing is always the same text, whatever order it was drawn in.
 */
export function toCanonical(definition: JourneyDefinition): JourneyDefinition {
  const byId = new Map(definition.nodes.map((node) => [node.id, node]))
  return {
    ...definition,
    nodes: [...definition.nodes].sort((a, b) => compareText(a.id, b.id)),
    edges: [...definition.edges].sort(
      (a, b) =>
        compareText(a.from, b.from) || portRank(byId, a) - portRank(byId, b) || compareText(a.port, b.port),
    ),
  }
}

/** The journey as code: canonical JSON, two spaces deep, keys in the order the schema names them. */
export function toCode(definition: JourneyDefinition): string {
  const parsed = parseDefinition(toCanonical(definition))
  return JSON.stringify(parsed.kind === 'valid' ? parsed.definition : toCanonical(definition), null, 2)
}

/** One node as code, keys in the order the schema names them. */
export function toNodeCode(definition: JourneyDefinition, id: string): string {
  const parsed = parseDefinition(definition)
  const { nodes } = parsed.kind === 'valid' ? parsed.definition : definition
  return JSON.stringify(nodes.find((node) => node.id === id) ?? null, null, 2)
}

function portRank(byId: ReadonlyMap<string, Node>, edge: Edge): number {
  const node = byId.get(edge.from)
  const rank = node ? listPorts(node).indexOf(edge.port) : -1
  return rank < 0 ? Number.MAX_SAFE_INTEGER : rank
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
