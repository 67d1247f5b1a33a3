import type { Point } from './geometry.ts'

const CORNER_RADIUS = 8

/** The SVG path of a way, its corners rounded as far as the pieces beside them are long. */
export function drawPath(points: readonly Point[], radius: number = CORNER_RADIUS): string {
  const [first, ...rest] = points
  if (!first) return ''
  const parts = [`M${first.x},${first.y}`]
  for (const [index, corner] of rest.entries()) {
    const before = points[index] ?? first
    const after = rest[index + 1]
    parts.push(after ? drawCorner(before, corner, { after, radius }) : `L${corner.x},${corner.y}`)
  }
  return parts.join(' ')
}

/** A level piece this long has room for a button. */
const LONG_PIECE = 110

/** Where the button of an edge stands: the middle of a level piece that has room for it, else of the longest piece. */
export function findMiddle(points: readonly Point[]): Point {
  let best = { length: -1, x: 0, y: 0 }
  for (const [index, from] of points.entries()) {
    const to = points[index + 1]
    if (!to) break
    const level = from.y === to.y && distance(from, to) >= LONG_PIECE
    const length = level ? 10_000 + distance(from, to) : Math.abs(to.y - from.y) + Math.abs(to.x - from.x) / 4
    if (length > best.length) best = { length, x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
  }
  return { x: best.x, y: best.y }
}

/** The head of an arrow whose tip is at the last point, as an SVG path. */
export function drawArrowhead(points: readonly Point[]): string {
  const tip = points.at(-1)
  const before = points.at(-2)
  if (!tip || !before) return ''
  const dx = Math.sign(tip.x - before.x)
  const dy = Math.sign(tip.y - before.y)
  const base = { x: tip.x - dx * 7, y: tip.y - dy * 7 }
  return `M${tip.x - dx},${tip.y - dy} L${base.x + dy * 4},${base.y + dx * 4} L${base.x - dy * 4},${base.y - dx * 4} Z`
}

function drawCorner(
  before: Point,
  corner: Point,
  { after, radius }: { readonly after: Point; readonly radius: number },
): string {
  const reach = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2)
  const start = toward(corner, before, reach)
  const end = toward(corner, after, reach)
  return `L${start.x},${start.y} Q${corner.x},${corner.y} ${end.x},${end.y}`
}

function toward(from: Point, to: Point, length: number): Point {
  return { x: from.x + Math.sign(to.x - from.x) * length, y: from.y + Math.sign(to.y - from.y) * length }
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y)
}
