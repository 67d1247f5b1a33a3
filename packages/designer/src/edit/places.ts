import type { JourneyDefinition, Node, StageId } from '@periplo/model'
import type { Box } from '../map/geometry.ts'
import {
  areClose,
  CARD_HEIGHT,
  CARD_WIDTH,
  LANE_PADDING,
  ROW_PITCH,
  snap,
  TOP_PADDING,
} from '../map/geometry.ts'

/** Where a node stands: its lane and its place in it. */
export type Place = Pick<Node, 'stage' | 'position'>

/** Cards of one lane keep at least this distance, so that edges always find a way between them. */
const GAP = { x: 2 * LANE_PADDING, y: 28 }

/** Moves nodes to their new places. Those that would stand on another card slide down to the next free place. */
export function moveNodes(
  definition: JourneyDefinition,
  places: ReadonlyMap<string, Place>,
): JourneyDefinition {
  const standing = definition.nodes.filter((node) => !places.has(node.id))
  const settled = new Map<string, Node>()
  for (const node of definition.nodes) {
    const place = places.get(node.id)
    if (!place) continue
    const free = findFreePlace([...standing, ...settled.values()], place)
    settled.set(node.id, isSamePlace(node, free) ? node : { ...node, ...free })
  }
  return { ...definition, nodes: definition.nodes.map((node) => settled.get(node.id) ?? node) }
}

/** The place itself if no card is near, else the first free one below it. */
export function findFreePlace(nodes: readonly Node[], place: Place): Place {
  const taken = nodes.filter((node) => node.stage === place.stage).map(toStoredBox)
  let top = place.position.y
  for (;;) {
    const box = toStoredBox({ stage: place.stage, position: { x: place.position.x, y: top } })
    const blocking = taken.filter((other) => areClose(box, other, GAP))
    if (blocking.length === 0) break
    top = snap(Math.max(...blocking.map((other) => other.top)) + ROW_PITCH)
  }
  return { stage: place.stage, position: { x: place.position.x, y: top } }
}

/** The place for a node that nobody placed: below the lowest card of the lane. */
export function findLanePlace(definition: JourneyDefinition, stage: StageId): Place {
  const tops = definition.nodes.filter((node) => node.stage === stage).map((node) => node.position.y)
  const y = tops.length === 0 ? TOP_PADDING : Math.max(...tops) + ROW_PITCH
  return { stage, position: { x: LANE_PADDING, y: snap(y) } }
}

/** The place right below a node, for what comes after it. */
export function findPlaceBelow(definition: JourneyDefinition, node: Node): Place {
  const below = { stage: node.stage, position: { x: node.position.x, y: node.position.y + ROW_PITCH } }
  return findFreePlace(definition.nodes, below)
}

function toStoredBox({ position }: Place): Box {
  return { left: position.x, top: position.y, width: CARD_WIDTH, height: CARD_HEIGHT }
}

function isSamePlace(a: Place, b: Place): boolean {
  return a.stage === b.stage && a.position.x === b.position.x && a.position.y === b.position.y
}
