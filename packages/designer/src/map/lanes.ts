import type { JourneyDefinition, Node, StageId } from '@periplo/model'
import type { Box, Point } from './geometry.ts'
import { CARD_HEIGHT, CARD_WIDTH, clamp, COLUMN_PITCH, LANE_PADDING, snap } from './geometry.ts'

/** One stage as drawn: a vertical band of the map. */
export interface Lane {
  readonly id: StageId
  readonly left: number
  readonly width: number
  /** Added to a stored x, after scaling, to get the distance of a card from the lane's left edge. */
  readonly offset: number
}

/** The lanes of a journey at one width of the screen. Positions on the map and positions stored convert through it. */
export interface LaneLayout {
  readonly lanes: readonly Lane[]
  readonly width: number
  readonly cardWidth: number
  /** Stored x to drawn x; more than 1 where cards are drawn wider than they are stored for. */
  readonly scale: number
}

/** What the screen gives the lanes: its width in pixels, and how wide cards are drawn. */
export interface LaneRoom {
  readonly availableWidth: number
  readonly cardWidth: number
}

const NATURAL_WIDTH = CARD_WIDTH + 2 * LANE_PADDING

/** Lays the lanes side by side: each as wide as its cards need, and all stretched alike to fill the screen. */
export function layLanes(definition: JourneyDefinition, room: LaneRoom): LaneLayout {
  const gap = COLUMN_PITCH - CARD_WIDTH
  const scale = (room.cardWidth + gap) / (CARD_WIDTH + gap)
  const natural = definition.stages.map((stage) => Math.ceil(naturalWidth(definition, stage.id) * scale))
  const total = natural.reduce((sum, width) => sum + width, 0)
  const spare = Math.max(0, Math.floor(room.availableWidth - total))
  const stretch = Math.floor(spare / natural.length)
  const rest = spare - stretch * natural.length
  let left = 0
  const lanes = definition.stages.map((stage, index): Lane => {
    const width = (natural[index] ?? 0) + stretch + (index === natural.length - 1 ? rest : 0)
    const lane = { id: stage.id, left, width, offset: Math.floor(stretch / 2) }
    left += width
    return lane
  })
  return { lanes, width: left, cardWidth: room.cardWidth, scale }
}

/** Where a node's card stands on the map. A node of an unknown stage stands in the first lane. */
export function placeCard(node: Pick<Node, 'stage' | 'position'>, layout: LaneLayout): Box {
  const lane = layout.lanes.find((candidate) => candidate.id === node.stage) ?? layout.lanes[0]
  const left = (lane?.left ?? 0) + (lane?.offset ?? 0) + Math.round(node.position.x * layout.scale)
  return { left, top: node.position.y, width: layout.cardWidth, height: CARD_HEIGHT }
}

/** Every card of the journey by its node's id. */
export function placeCards(definition: JourneyDefinition, layout: LaneLayout): ReadonlyMap<string, Box> {
  return new Map(definition.nodes.map((node) => [node.id, placeCard(node, layout)]))
}

/**
 * The stage and stored position of a card whose top left corner is at `point`: the inverse of
 * {@link placeCard} for points on the grid. The lane is the one under the middle of the card.
 */
export function toStoredPlace(point: Point, layout: LaneLayout): Pick<Node, 'stage' | 'position'> {
  const middle = point.x + layout.cardWidth / 2
  const lane = findLaneAt(middle, layout)
  const x = (point.x - lane.left - lane.offset) / layout.scale
  return { stage: lane.id, position: { x: Math.max(LANE_PADDING, snap(x)), y: Math.max(0, snap(point.y)) } }
}

/** The lane at a distance from the left; beyond the first and the last it is those. */
export function findLaneAt(x: number, layout: LaneLayout): Lane {
  const index = layout.lanes.findIndex((lane) => x < lane.left + lane.width)
  const lane = layout.lanes[clamp(index < 0 ? layout.lanes.length - 1 : index, 0, layout.lanes.length - 1)]
  if (!lane) throw new RangeError('a journey has at least one lane')
  return lane
}

function naturalWidth(definition: JourneyDefinition, stage: StageId): number {
  const cards = definition.nodes.filter((node) => node.stage === stage)
  return cards.reduce(
    (width, node) => Math.max(width, node.position.x + CARD_WIDTH + LANE_PADDING),
    NATURAL_WIDTH,
  )
}
