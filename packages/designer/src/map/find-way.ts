import type { Point, Side } from './geometry.ts'
import type { RouteGrid } from './route-grid.ts'
import { lineAt } from './route-grid.ts'
import { WayQueue } from './way-queue.ts'

/** A place where a way may begin or end: a point off the card, the side it belongs to, and what choosing it costs. */
export interface Stop {
  readonly point: Point
  readonly side: Side
  readonly cost: number
}

/** A way found: its corners from stop to stop, both included. */
export interface Way {
  readonly corners: readonly Point[]
  readonly from: Stop
  readonly to: Stop
}

/** What a corner costs, in pixels of detour somebody would accept to avoid it. */
const CORNER_COST = 40
/** Right, down, left, up: the index is the direction. */
const STEP_X = [1, 0, -1, 0] as const
const STEP_Y = [0, 1, 0, -1] as const
/** The direction in which one leaves by a side. */
const OUTWARD: Readonly<Record<Side, number>> = { right: 0, bottom: 1, left: 2, top: 3 }

interface Search {
  readonly grid: RouteGrid
  readonly ends: readonly Stop[]
  readonly cost: Map<number, number>
  readonly cameFrom: Map<number, number>
  readonly queue: WayQueue
  best: { cost: number; state: number; end: Stop } | undefined
}

/**
 * The cheapest way along free pieces of the grid from any of the starts to any of the ends (A* over
 * crossing and direction; Hart, Nilsson and Raphael 1968), or undefined if cards close every way.
 */
export function findWay(grid: RouteGrid, starts: readonly Stop[], ends: readonly Stop[]): Way | undefined {
  const search: Search = {
    grid,
    ends,
    cost: new Map(),
    cameFrom: new Map(),
    queue: new WayQueue(),
    best: undefined,
  }
  for (const start of starts) {
    visit(search, { state: stateOf(grid, start.point, OUTWARD[start.side]), cost: start.cost, from: -1 })
  }
  for (let next = search.queue.take(); next; next = search.queue.take()) {
    if (search.best && next.estimate >= search.best.cost) break
    if (next.cost > costOf(search, next.state)) continue
    finishAt(search, next.state, next.cost)
    walkOn(search, next.state, next.cost)
  }
  return search.best && toWay(search, search.best, starts)
}

function walkOn(search: Search, state: number, cost: number): void {
  const { column, row, direction } = partsOf(search.grid, state)
  for (const turn of [0, 1, 3]) {
    const heading = (direction + turn) % 4
    const length = pieceLength(search.grid, { column, row }, heading)
    if (length === undefined) continue
    const next =
      (column + (STEP_X[heading] ?? 0) + (row + (STEP_Y[heading] ?? 0)) * search.grid.xs.length) * 4 + heading
    visit(search, { state: next, cost: cost + length + (turn === 0 ? 0 : CORNER_COST), from: state })
  }
}

function visit(search: Search, step: { state: number; cost: number; from: number }): void {
  if (step.cost >= costOf(search, step.state)) return
  search.cost.set(step.state, step.cost)
  search.cameFrom.set(step.state, step.from)
  search.queue.add(step.state, step.cost, step.cost + remaining(search, step.state))
}

function costOf(search: Search, state: number): number {
  return search.cost.get(state) ?? Number.POSITIVE_INFINITY
}

function finishAt(search: Search, state: number, cost: number): void {
  const { column, row, direction } = partsOf(search.grid, state)
  const x = search.grid.xs[column]
  const y = search.grid.ys[row]
  for (const end of search.ends) {
    const inward = (OUTWARD[end.side] + 2) % 4
    if (end.point.x !== x || end.point.y !== y || (direction + 2) % 4 === inward) continue
    const total = cost + end.cost + (direction === inward ? 0 : CORNER_COST)
    if (!search.best || total < search.best.cost) search.best = { cost: total, state, end }
  }
}

/** Never more than what is left to pay: the distance as a taxi drives, to the nearest end. */
function remaining(search: Search, state: number): number {
  const { column, row } = partsOf(search.grid, state)
  const x = search.grid.xs[column] ?? 0
  const y = search.grid.ys[row] ?? 0
  let least = Number.POSITIVE_INFINITY
  for (const { point, cost } of search.ends) {
    least = Math.min(least, Math.abs(point.x - x) + Math.abs(point.y - y) + cost)
  }
  return least
}

function pieceLength(
  { xs, ys, acrossTaken, downTaken }: RouteGrid,
  at: { column: number; row: number },
  heading: number,
): number | undefined {
  const column = heading === 2 ? at.column - 1 : at.column
  const row = heading === 3 ? at.row - 1 : at.row
  const across = heading % 2 === 0
  if (column < 0 || row < 0) return undefined
  if (across ? column + 1 >= xs.length : row + 1 >= ys.length) return undefined
  const index = column + row * xs.length
  if ((across ? acrossTaken : downTaken)[index] === 1) return undefined
  return across ? (xs[column + 1] ?? 0) - (xs[column] ?? 0) : (ys[row + 1] ?? 0) - (ys[row] ?? 0)
}

function toWay(search: Search, best: { state: number; end: Stop }, starts: readonly Stop[]): Way | undefined {
  const corners: Point[] = []
  let first = best.state
  for (let state = best.state; state >= 0; state = search.cameFrom.get(state) ?? -1) {
    const { column, row } = partsOf(search.grid, state)
    corners.unshift({ x: search.grid.xs[column] ?? 0, y: search.grid.ys[row] ?? 0 })
    first = state
  }
  const from = starts.find((start) => stateOf(search.grid, start.point, OUTWARD[start.side]) === first)
  return from && { corners, from, to: best.end }
}

function stateOf(grid: RouteGrid, point: Point, direction: number): number {
  return (lineAt(grid.xs, point.x) + lineAt(grid.ys, point.y) * grid.xs.length) * 4 + direction
}

function partsOf(grid: RouteGrid, state: number): { column: number; row: number; direction: number } {
  const crossing = Math.floor(state / 4)
  return {
    column: crossing % grid.xs.length,
    row: Math.floor(crossing / grid.xs.length),
    direction: state % 4,
  }
}
