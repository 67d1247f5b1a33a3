import type { JourneyDefinition, Node, StageId } from '@periplo/model'
import type { Box, Point } from './geometry.ts'
import {
  CARD_HEIGHT,
  CARD_WIDTH,
  clamp,
  COLUMN_PITCH,
  LANE_PADDING,
  MEASURE_CARD_WIDTH,
  snap,
} from './geometry.ts'

/** One stage as drawn: a vertical band of the map. */
export interface Lane {
  readonly id: StageId
  readonly left: number
  readonly width: number
  /** Added to a stored x, after scaling, to get the distance of a card from the lane's left edge. */
  readonly offset: number
  /** Stored x to drawn x; other than 1 where cards are drawn wider or narrower than they are stored for. */
  readonly scale: number
  readonly cardWidth: number
  /** Drawn narrow, its cards as signs without words. */
  readonly collapsed: boolean
}

/** The lanes of a journey at one width of the screen. Positions on the map and positions stored convert through it. */
export interface LaneLayout {
  readonly lanes: readonly Lane[]
  readonly width: number
  /** Of cards in lanes that are not collapsed. */
  readonly cardWidth: number
}

/** How broad cards are drawn, and what stays free between columns and at either side of a lane. */
export interface CardRoom {
  readonly cardWidth: number
  readonly columnGap: number
  readonly padding: number
}

/** Cards while designing: as they are stored. */
export const DESIGN_ROOM: CardRoom = {
  cardWidth: CARD_WIDTH,
  columnGap: COLUMN_PITCH - CARD_WIDTH,
  padding: LANE_PADDING,
}
/** Cards while measuring: between them flows run side by side, with their shares written on them. */
export const MEASURE_ROOM: CardRoom = { cardWidth: MEASURE_CARD_WIDTH, columnGap: 58, padding: 27 }
/** Cards of a collapsed lane. */
const COLLAPSED_ROOM: CardRoom = { cardWidth: 36, columnGap: 24, padding: LANE_PADDING }

/** What the screen gives the lanes: its width in pixels, how cards are drawn, and the lanes drawn narrow. */
export interface LaneRoom extends CardRoom {
  readonly availableWidth: number
  readonly collapsed?: ReadonlySet<StageId> | undefined
}

/** How far the drawing reaches, in pixels of the map: all lanes, and the ways that run outside of them. */
export interface MapBounds {
  readonly left: number
  readonly right: number
  readonly bottom: number
}

/** Where a lane's band and header stand: the outermost take in the ways that run outside of them. */
export function toSides(
  lane: Lane,
  { lanes, width }: LaneLayout,
  bounds: MapBounds,
): { readonly left: number; readonly width: number } {
  const left = lane === lanes[0] ? bounds.left : lane.left
  const right = lane === lanes.at(-1) ? bounds.right : lane.left + lane.width
  return { left, width: Math.max(right, lane === lanes.at(-1) ? width : 0) - left }
}

/** Lays the lanes side by side: each as wide as its cards need, and those not collapsed stretched alike to fill the screen. */
export function layLanes(definition: JourneyDefinition, room: LaneRoom): LaneLayout {
  const isCollapsed = (id: StageId) => room.collapsed?.has(id) ?? false
  const furthest = findFurthest(definition)
  const plans = definition.stages.map(({ id }) =>
    toPlan(isCollapsed(id) ? COLLAPSED_ROOM : room, furthest.get(id)),
  )
  const total = plans.reduce((sum, plan) => sum + plan.natural, 0)
  const open = definition.stages.filter(({ id }) => !isCollapsed(id)).length
  const spare = open === 0 ? 0 : Math.max(0, Math.floor(room.availableWidth - total))
  const stretch = open === 0 ? 0 : Math.floor(spare / open)
  const lastOpen = definition.stages.findLastIndex(({ id }) => !isCollapsed(id))
  let left = 0
  const lanes = definition.stages.map(({ id }, index): Lane => {
    const { natural, content, scale, cardWidth } = plans[index] ?? toPlan(room, undefined)
    const collapsed = isCollapsed(id)
    const rest = index === lastOpen ? spare - stretch * open : 0
    const width = natural + (collapsed ? 0 : stretch + rest)
    const offset = Math.floor((width - rest - content) / 2 - LANE_PADDING * scale)
    const lane = { id, left, width, offset, scale, cardWidth, collapsed }
    left += width
    return lane
  })
  return { lanes, width: left, cardWidth: room.cardWidth }
}

/** Where a node's card stands on the map. A node of an unknown stage stands in the first lane. */
export function placeCard(node: Pick<Node, 'stage' | 'position'>, layout: LaneLayout): Box {
  const lane = layout.lanes.find((candidate) => candidate.id === node.stage) ?? layout.lanes[0]
  const { left, offset, scale, cardWidth } = lane ?? { left: 0, offset: 0, scale: 1, cardWidth: CARD_WIDTH }
  return {
    left: left + offset + Math.round(node.position.x * scale),
    top: node.position.y,
    width: cardWidth,
    height: CARD_HEIGHT,
  }
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
  const x = (point.x - lane.left - lane.offset) / lane.scale
  return { stage: lane.id, position: { x: Math.max(LANE_PADDING, snap(x)), y: Math.max(0, snap(point.y)) } }
}

/** The lane at a distance from the left; beyond the first and the last it is those. */
export function findLaneAt(x: number, layout: LaneLayout): Lane {
  const index = layout.lanes.findIndex((lane) => x < lane.left + lane.width)
  const lane = layout.lanes[clamp(index < 0 ? layout.lanes.length - 1 : index, 0, layout.lanes.length - 1)]
  if (!lane) throw new RangeError('a journey has at least one lane')
  return lane
}

/** The x of the rightmost card of each stage that has any. */
function findFurthest({ nodes }: JourneyDefinition): ReadonlyMap<StageId, number> {
  const furthest = new Map<StageId, number>()
  for (const { stage, position } of nodes) furthest.set(stage, Math.max(furthest.get(stage) ?? 0, position.x))
  return furthest
}

/** What a lane takes at least, and what of that its cards take. */
function toPlan(
  { cardWidth, columnGap, padding }: CardRoom,
  furthest: number = LANE_PADDING,
): { natural: number; content: number; scale: number; cardWidth: number } {
  const scale = (cardWidth + columnGap) / COLUMN_PITCH
  const content = Math.ceil((Math.max(furthest, LANE_PADDING) - LANE_PADDING) * scale) + cardWidth
  return { natural: content + 2 * padding, content, scale, cardWidth }
}
