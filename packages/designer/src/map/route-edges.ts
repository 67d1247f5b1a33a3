import type { Way } from './find-way.ts'
import { findWay } from './find-way.ts'
import type { Box, Point, Side } from './geometry.ts'
import type { RouteRequest } from './route-request.ts'
import { buildGrid } from './route-grid.ts'
import type { DrawnWay } from './piece.ts'
import { separateWays } from './separate.ts'
import { EXIT_COST, findStraight, isSideways, listEnds, listStarts, toBorder } from './stops.ts'

/** How an edge is drawn. */
export interface Route {
  /** Corners from border to border; neighbours differ in x or in y only. */
  readonly points: readonly Point[]
  readonly exit: Side
  readonly entry: Side
}

/** How edges are drawn. */
export interface RouteOptions {
  /** Distance of a way from the cards it passes where there is room. */
  readonly clearance: number
  /** Whether edges into one card may run together. */
  readonly merge: boolean
  /** Free pixels between edges side by side. */
  readonly gap: number
}

/**
 * Draws every edge with level and upright pieces in the gutters between cards. Where cards stand at least
 * twice the margin apart no piece runs through a card; where they stand on one another an edge that finds
 * no way is drawn straight through. Edges between unknown cards are left out.
 */
export function routeEdges(
  requests: readonly RouteRequest[],
  cards: ReadonlyMap<string, Box>,
  options: RouteOptions,
): ReadonlyMap<string, Route> {
  const known = requests.filter((request) => cards.has(request.from) && cards.has(request.to))
  const plans = known.map((request) => toPlan(request, cards, options))
  const boxes = [...cards.values()]
  const grid = buildGrid(
    boxes,
    plans.flatMap((plan) => plan.stops),
    options.clearance,
  )
  const drawn = plans.map((plan) => {
    const way = plan.straight ? undefined : findWay(grid, plan.starts, plan.ends)
    return { plan, way, line: toDrawn(plan, way, options) }
  })
  separateWays(
    drawn.map(({ line }) => line),
    boxes,
    options,
  )
  return new Map(
    drawn.map(({ plan, way, line }) => [
      plan.request.key,
      { points: tidyPoints(line.points), exit: way?.from.side ?? 'bottom', entry: way?.to.side ?? 'top' },
    ]),
  )
}

interface Plan {
  readonly request: RouteRequest
  readonly from: Box
  readonly to: Box
  readonly straight: readonly Point[] | undefined
  readonly starts: ReturnType<typeof listStarts>
  readonly ends: ReturnType<typeof listEnds>
  readonly stops: readonly Point[]
}

const NOWHERE: Box = { left: 0, top: 0, width: 0, height: 0 }

function toPlan(request: RouteRequest, cards: ReadonlyMap<string, Box>, { clearance }: RouteOptions): Plan {
  const from = cards.get(request.from) ?? NOWHERE
  const to = cards.get(request.to) ?? NOWHERE
  const starts = listStarts(from, request, clearance)
  const ends = listEnds(to, starts[0]?.point.x ?? from.left, clearance)
  const straight = findStraight(from, to, { request, cards })
  return { request, from, to, straight, starts, ends, stops: [...starts, ...ends].map((stop) => stop.point) }
}

function toDrawn(plan: Plan, way: Way | undefined, { merge }: RouteOptions): DrawnWay {
  const { request, to } = plan
  const points = plan.straight ? [...plan.straight] : tidyPoints(toPoints(plan, way))
  return {
    key: request.key,
    target: request.to,
    points,
    width: request.width,
    entryRange: merge || !way || points.length < 4 ? undefined : entryRangeOf(to, way.to.side),
  }
}

function entryRangeOf(to: Box, side: Side): { lo: number; hi: number } {
  return isSideways(side)
    ? { lo: to.top + 12, hi: to.top + to.height - 12 }
    : { lo: to.left + 16, hi: to.left + to.width - 16 }
}

function toPoints(plan: Plan, way: Way | undefined): readonly Point[] {
  if (!way) return throughEverything(plan)
  return [toBorder(way.from, plan.from), ...way.corners, toBorder(way.to, plan.to)]
}

/** Cards stand on one another: better a line over them than no line. */
function throughEverything({ starts, ends, from, to }: Plan): readonly Point[] {
  const start = starts.find((stop) => stop.cost === EXIT_COST.bottom)
  const end = ends.find((stop) => stop.side === 'top')
  if (!start || !end) return []
  const above = toBorder(start, from)
  const below = toBorder(end, to)
  return [above, { x: above.x, y: end.point.y }, end.point, below]
}

/** Leaves out corners that turn nothing. */
export function tidyPoints(points: readonly Point[]): Point[] {
  const kept: Point[] = []
  for (const point of points) {
    const last = kept.at(-1)
    if (last && last.x === point.x && last.y === point.y) continue
    const before = kept.at(-2)
    const turnsNot =
      before &&
      last &&
      ((before.x === last.x && last.x === point.x) || (before.y === last.y && last.y === point.y))
    if (turnsNot) kept.pop()
    kept.push(point)
  }
  return kept
}
