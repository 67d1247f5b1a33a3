import type { JourneyDefinition, Node, StageId } from '@periplo/model'
import { NODE_FAMILY } from '@periplo/model'
import { COLUMN_PITCH, LANE_PADDING, ROW_PITCH, TOP_PADDING } from '../map/geometry.ts'

/** A lane with more cards than this is laid out in columns. */
const LONGEST_COLUMN = 9

/**
 * Places every card anew inside its own lane: in the order people reach it, ends last, in one column, or
 * in as many as keep the lane readable. The same drawing always gives the same places.
 */
export function tidy(definition: JourneyDefinition): JourneyDefinition {
  const order = orderByReach(definition)
  const places = new Map(definition.stages.flatMap((stage) => placeLane(definition, stage.id, order)))
  return {
    ...definition,
    nodes: definition.nodes.map((node) => {
      const position = places.get(node.id)
      const stays = position?.x === node.position.x && position.y === node.position.y
      return position && !stays ? { ...node, position } : node
    }),
  }
}

function placeLane(
  definition: JourneyDefinition,
  stage: StageId,
  order: ReadonlyMap<string, number>,
): readonly (readonly [string, Node['position']])[] {
  const rank = (node: Node) => (order.get(node.id) ?? 0) + (NODE_FAMILY[node.kind] === 'end' ? 1_000_000 : 0)
  const cards = definition.nodes.filter((node) => node.stage === stage).sort((a, b) => rank(a) - rank(b))
  const columns = Math.ceil(cards.length / LONGEST_COLUMN)
  const rows = Math.ceil(cards.length / Math.max(1, columns))
  return cards.map((node, index) => [
    node.id,
    {
      x: LANE_PADDING + Math.floor(index / rows) * COLUMN_PITCH,
      y: TOP_PADDING + (index % rows) * ROW_PITCH,
    },
  ])
}

/** Counts nodes as somebody who always takes the first way out would meet them, then the second, and so on. */
function orderByReach(definition: JourneyDefinition): ReadonlyMap<string, number> {
  const order = new Map<string, number>()
  const targets = Map.groupBy(definition.edges, (edge) => edge.from)
  const depth = longestWays(definition)
  const entries = definition.nodes.filter((node) => NODE_FAMILY[node.kind] === 'entry')
  const open = [...entries, ...definition.nodes].map((node) => node.id).reverse()
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (order.has(id)) continue
    order.set(id, order.size)
    const next = (targets.get(id) ?? []).map((edge) => edge.to)
    open.push(...next.sort((a, b) => (depth.get(a) ?? 0) - (depth.get(b) ?? 0)))
  }
  return order
}

/** How many steps may still follow each node; the longest way is followed first, as the spine of the drawing. */
function longestWays(definition: JourneyDefinition): ReadonlyMap<string, number> {
  const targets = Map.groupBy(definition.edges, (edge) => edge.from)
  const lengths = new Map<string, number>()
  const measure = (id: string, walked: ReadonlySet<string>): number => {
    const known = lengths.get(id)
    if (known !== undefined) return known
    if (walked.has(id)) return 0
    const onward = new Set([...walked, id])
    const length = (targets.get(id) ?? []).reduce(
      (longest, edge) => Math.max(longest, 1 + measure(edge.to, onward)),
      0,
    )
    lengths.set(id, length)
    return length
  }
  for (const node of definition.nodes) measure(node.id, new Set())
  return lengths
}
