import type { Stop } from './find-way.ts'
import type { Box, Point, Side } from './geometry.ts'
import { clamp, ENTRY_HEIGHT, EXIT_HEIGHT } from './geometry.ts'
import type { RouteRequest } from './route-request.ts'
import { MARGIN } from './route-grid.ts'

/** What leaving by each side costs; ways leave downwards unless the side is clearly shorter. */
export const EXIT_COST = { bottom: 0, right: 24, left: 24 } as const
const ENTRY_COST = { top: 0, left: 8, right: 16 } as const
/** An edge enters the top of a card no nearer to a corner than this. */
const CORNER = 16

/** Where the handle of a port stands along the bottom of its card. */
export function portX(card: Box, portAt: number): number {
  return Math.round(card.left + portAt * card.width)
}

/** Where an edge may leave: below its port, and beside the card if its port is the outermost. */
export function listStarts(
  card: Box,
  { port, ports, portAt }: RouteRequest,
  clearance: number,
): readonly Stop[] {
  const y = card.top + EXIT_HEIGHT
  const below = { x: portX(card, portAt), y: card.top + card.height + clearance }
  const starts: Stop[] = [{ point: below, side: 'bottom', cost: EXIT_COST.bottom }]
  if (port === ports - 1) {
    starts.push({ point: { x: card.left + card.width + clearance, y }, side: 'right', cost: EXIT_COST.right })
  }
  if (port === 0) starts.push({ point: { x: card.left - clearance, y }, side: 'left', cost: EXIT_COST.left })
  return starts
}

/** Where an edge may enter: from above, as near below its port as the card is wide, and from either side. */
export function listEnds(card: Box, fromX: number, clearance: number): readonly Stop[] {
  const within = fromX > card.left + CORNER && fromX < card.left + card.width - CORNER
  const x = within ? fromX : card.left + card.width / 2
  const y = card.top + ENTRY_HEIGHT
  return [
    { point: { x, y: card.top - clearance }, side: 'top', cost: ENTRY_COST.top },
    { point: { x: card.left - clearance, y }, side: 'left', cost: ENTRY_COST.left },
    { point: { x: card.left + card.width + clearance, y }, side: 'right', cost: ENTRY_COST.right },
  ]
}

/** The straight line down from a port, if the target hangs below it and nothing stands between. */
export function findStraight(
  from: Box,
  to: Box,
  { request, cards }: { readonly request: RouteRequest; readonly cards: ReadonlyMap<string, Box> },
): readonly Point[] | undefined {
  const x = portX(from, request.portAt)
  const top = from.top + from.height
  const under = to.top > top && x === clamp(x, to.left + CORNER, to.left + to.width - CORNER)
  if (!under) return undefined
  for (const [id, card] of cards) {
    const beside = x <= card.left - MARGIN || x >= card.left + card.width + MARGIN
    const elsewhere = card.top >= to.top || card.top + card.height <= top
    if (id !== request.from && id !== request.to && !beside && !elsewhere) return undefined
  }
  return [
    { x, y: top },
    { x, y: to.top },
  ]
}

/** The point of a card's border that a stop belongs to. */
export function toBorder({ point, side }: Stop, card: Box): Point {
  switch (side) {
    case 'top':
      return { x: point.x, y: card.top }
    case 'bottom':
      return { x: point.x, y: card.top + card.height }
    case 'left':
      return { x: card.left, y: point.y }
    case 'right':
      return { x: card.left + card.width, y: point.y }
  }
}

/** Whether a side is the left or the right one. */
export function isSideways(side: Side): boolean {
  return side === 'left' || side === 'right'
}
