import type { JourneyDefinition, Node, NodeKind } from '@periplo/model'
import { listPorts, NODE_FAMILY, toEdgeKey } from '@periplo/model'
import type { Locale } from '@periplo/ui'
import { addNode, connect, findFreeId, findNode, insertOnEdge } from '../edit/edits.ts'
import type { Place } from '../edit/places.ts'
import { findFreePlace, findLanePlace, findPlaceBelow } from '../edit/places.ts'
import type { Point } from '../map/geometry.ts'
import { CARD_HEIGHT, GRID, ROW_PITCH } from '../map/geometry.ts'
import type { LaneLayout } from '../map/lanes.ts'
import { toStoredPlace } from '../map/lanes.ts'
import { NODE_DESIGNS } from '../nodes/registry.ts'

/** A port that waits for a node to lead to. */
export interface OpenPort {
  readonly from: string
  readonly port: string
}

/** What asks for a kind of node, and what will be done with it. */
export type KindRequest =
  | { readonly purpose: 'add'; readonly point?: Point; readonly after?: OpenPort }
  | { readonly purpose: 'insert'; readonly edgeKey: string }

/** What a new card depends on. */
export interface CardGround {
  readonly definition: JourneyDefinition
  readonly layout: LaneLayout
  readonly locale: Locale
}

/** A new card and the journey with it. */
export interface NewCard {
  readonly node: Node
  readonly next: JourneyDefinition
}

function toNewNode({ definition, locale }: CardGround, kind: NodeKind, place: Place): Node {
  const design = NODE_DESIGNS[kind]
  return design.create({ id: findFreeId(definition, kind), title: design.name[locale], ...place })
}

/** A new card at a point of the map, below the card it comes after, or below the first lane; joined to the port it comes after. */
export function withNew(
  source: CardGround,
  kind: NodeKind,
  where: { readonly point?: Point | undefined; readonly after?: OpenPort | undefined },
): NewCard {
  const { definition, layout } = source
  const before = where.after && findNode(definition, where.after.from)
  const node = toNewNode(source, kind, placeNew(definition, layout, { point: where.point, before }))
  const added = addNode(definition, node)
  return { node, next: where.after ? connect(added, { ...where.after, to: node.id }) : added }
}

function placeNew(
  definition: JourneyDefinition,
  layout: LaneLayout,
  { point, before }: { readonly point: Point | undefined; readonly before: Node | undefined },
): Place {
  if (point) {
    const corner = { x: point.x - layout.cardWidth / 2, y: point.y - CARD_HEIGHT / 2 }
    return findFreePlace(definition.nodes, toStoredPlace(corner, layout))
  }
  return before
    ? findPlaceBelow(definition, before)
    : findLanePlace(definition, definition.stages[0]?.id ?? '')
}

/**
 * Where a node that nobody placed goes on from the one chosen card: by its first open port, or (told by its
 * key) into the edge of its first port. Undefined where none or several are chosen, or nothing can follow.
 */
export function findOnward(
  definition: JourneyDefinition,
  chosen: ReadonlySet<string>,
  kind: NodeKind,
): OpenPort | string | undefined {
  const [only, ...more] = chosen
  const node = only === undefined || more.length > 0 ? undefined : findNode(definition, only)
  if (!node || NODE_FAMILY[kind] === 'entry') return undefined
  const taken = new Set(definition.edges.filter((edge) => edge.from === node.id).map((edge) => edge.port))
  const ports = listPorts(node)
  const port = ports.find((candidate) => !taken.has(candidate))
  if (port !== undefined) return { from: node.id, port }
  return ports[0] === undefined ? undefined : toEdgeKey({ from: node.id, port: ports[0] })
}

/** Asks for a step after another: by its first open port, else into the way out of its first port. */
export function toRequest(definition: JourneyDefinition, id: string): KindRequest {
  const onward = findOnward(definition, new Set([id]), 'exit')
  if (onward === undefined) return { purpose: 'add' }
  return typeof onward === 'string'
    ? { purpose: 'insert', edgeKey: onward }
    : { purpose: 'add', after: onward }
}

/** A card goes in between: where the gap below is too small, everything in the lane from there on moves down a row. */
export function withInserted(source: CardGround, kind: NodeKind, edgeKey: string): NewCard {
  const { definition } = source
  const edge = definition.edges.find((candidate) => toEdgeKey(candidate) === edgeKey)
  const before = edge && findNode(definition, edge.from)
  const after = edge && findNode(definition, edge.to)
  const lane = after ?? before
  if (!lane || !before) {
    const node = toNewNode(source, kind, findLanePlace(definition, definition.stages[0]?.id ?? ''))
    return { node, next: definition }
  }
  const sameLane = after?.stage === before.stage && after.position.y > before.position.y
  const position = sameLane ? { x: after.position.x, y: before.position.y + ROW_PITCH } : { ...lane.position }
  const node = toNewNode(source, kind, { stage: lane.stage, position })
  const moved = definition.nodes.map((other) =>
    other.stage === lane.stage && other.position.x === position.x && other.position.y >= position.y - GRID
      ? { ...other, position: { ...other.position, y: other.position.y + ROW_PITCH } }
      : other,
  )
  return { node, next: insertOnEdge({ ...definition, nodes: moved }, edgeKey, node) }
}
