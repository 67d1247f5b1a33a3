import type { Box, Point } from './geometry.ts'

/** How near a way may come to a card it does not touch. */
export const MARGIN = 5

/**
 * The crossing lines ways may run on, with the pieces of them that no card stands on. Piece
 * `column + row * xs.length` runs from that crossing to the next one right (`across`) or down (`down`).
 */
export interface RouteGrid {
  readonly xs: Float64Array
  readonly ys: Float64Array
  /** 1 where the piece is taken by a card. */
  readonly acrossTaken: Uint8Array
  readonly downTaken: Uint8Array
}

/** Draws lines beside every card at `clearance`, and through every point of `stops`. */
export function buildGrid(cards: readonly Box[], stops: readonly Point[], clearance: number): RouteGrid {
  const xs = toLines([
    ...cards.flatMap((card) => [card.left - clearance, card.left + card.width + clearance]),
    ...stops.map((stop) => stop.x),
  ])
  const ys = toLines([
    ...cards.flatMap((card) => [card.top - clearance, card.top + card.height + clearance]),
    ...stops.map((stop) => stop.y),
  ])
  const grid: RouteGrid = {
    xs,
    ys,
    acrossTaken: new Uint8Array(xs.length * ys.length),
    downTaken: new Uint8Array(xs.length * ys.length),
  }
  for (const card of cards) takeCard(grid, card)
  return grid
}

/** The index of a line that is known to exist. */
export function lineAt(lines: Float64Array, value: number): number {
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((lines[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

function takeCard(grid: RouteGrid, card: Box): void {
  const { xs, ys } = grid
  const right = card.left + card.width + MARGIN
  const bottom = card.top + card.height + MARGIN
  const firstColumn = Math.max(0, lineAt(xs, card.left - MARGIN) - 1)
  const firstRow = Math.max(0, lineAt(ys, card.top - MARGIN) - 1)
  for (let column = firstColumn; column < xs.length && at(xs, column) < right; column += 1) {
    for (let row = firstRow; row < ys.length && at(ys, row) < bottom; row += 1) {
      takeCrossing(grid, { column, row }, card)
    }
  }
}

function takeCrossing(grid: RouteGrid, crossing: { column: number; row: number }, card: Box): void {
  const { column, row } = crossing
  const x = at(grid.xs, column)
  const y = at(grid.ys, row)
  const left = card.left - MARGIN
  const top = card.top - MARGIN
  const index = column + row * grid.xs.length
  const besideX = x > left && x < card.left + card.width + MARGIN
  const besideY = y > top && y < card.top + card.height + MARGIN
  if (besideY && at(grid.xs, column + 1) > left) grid.acrossTaken[index] = 1
  if (besideX && at(grid.ys, row + 1) > top) grid.downTaken[index] = 1
}

function toLines(values: readonly number[]): Float64Array {
  return Float64Array.from(new Set(values)).sort()
}

function at(lines: Float64Array, index: number): number {
  return lines[index] ?? Number.POSITIVE_INFINITY
}
