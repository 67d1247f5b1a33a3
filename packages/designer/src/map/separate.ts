import type { Box } from './geometry.ts'
import { clamp } from './geometry.ts'
import type { DrawnWay, Piece } from './piece.ts'
import { overlaps } from './piece.ts'
import { MARGIN } from './route-grid.ts'
import { orderTracks, setTracks } from './tracks.ts'

/** Which pieces are looked at: `x` moves the upright ones sideways, `y` the level ones up and down. */
type Axis = 'x' | 'y'

/** How ways are kept apart. */
export interface SeparateOptions {
  /** Lets ways into the same card share their pieces, as branches of a river do. */
  readonly merge: boolean
  /** Free pixels between two lines. */
  readonly gap: number
}

/**
 * Gives pieces that would lie on one another tracks of their own, ordered so that they cross as little
 * as their ends allow. A piece moves only through space without cards, so what was free stays free.
 */
export function separateWays(
  ways: readonly DrawnWay[],
  cards: readonly Box[],
  options: SeparateOptions,
): void {
  for (const axis of ['y', 'x'] as const) {
    const pieces = ways.flatMap((way) => listPieces(way, axis, cards))
    const clusters = findClusters(bundle(pieces, options.merge), options.gap)
    for (const cluster of clusters) spread(cluster, axis, options.gap)
  }
}

function spread(cluster: readonly (readonly Piece[])[], axis: Axis, gap: number): void {
  const members = new Map(cluster.map((together) => [toBundlePiece(together), together]))
  const ordered = orderTracks([...members.keys()])
  const tracks = setTracks(ordered, gap)
  const moves = ordered.flatMap((piece, place) =>
    (members.get(piece) ?? []).map((member) => ({ member, coord: tracks[place] ?? member.coord })),
  )
  for (const { member, coord } of moves) movePiece(member, axis, coord)
}

function listPieces(way: DrawnWay, axis: Axis, cards: readonly Box[]): readonly Piece[] {
  const last = way.points.length - 2
  const pieces: Piece[] = []
  for (let index = 1; index <= last; index += 1) {
    const from = way.points[index]
    const to = way.points[index + 1]
    if (!from || !to || from[axis] !== to[axis]) continue
    if (index === last && !way.entryRange) continue
    pieces.push(toPiece(way, index, { axis, cards }))
  }
  return pieces
}

function toPiece(
  way: DrawnWay,
  index: number,
  { axis, cards }: { axis: Axis; cards: readonly Box[] },
): Piece {
  const along = axis === 'x' ? 'y' : 'x'
  const from = way.points[index] ?? { x: 0, y: 0 }
  const to = way.points[index + 1] ?? from
  const coord = from[axis]
  const span = { lo: Math.min(from[along], to[along]), hi: Math.max(from[along], to[along]) }
  const free = findFreeRange(cards, { axis, coord, span, half: way.width / 2 })
  const entry = index === way.points.length - 2 ? way.entryRange : undefined
  const range = entry ? { lo: Math.max(free.lo, entry.lo), hi: Math.min(free.hi, entry.hi) } : free
  return {
    way,
    index,
    coord,
    start: from[along],
    end: to[along],
    width: way.width,
    range: range.lo <= range.hi ? range : { lo: coord, hi: coord },
    before: Math.sign((way.points[index - 1]?.[axis] ?? coord) - coord),
    after: Math.sign((way.points[index + 2]?.[axis] ?? coord) - coord),
  }
}

interface Strip {
  readonly axis: Axis
  readonly coord: number
  readonly span: { readonly lo: number; readonly hi: number }
  readonly half: number
}

/** How far a piece may move either way before it meets a card; broad lines keep their half clear where there is room. */
function findFreeRange(
  cards: readonly Box[],
  { axis, coord, span, half }: Strip,
): { lo: number; hi: number } {
  let lo = Number.NEGATIVE_INFINITY
  let hi = Number.POSITIVE_INFINITY
  for (const card of cards) {
    const across = axis === 'x' ? [card.left, card.left + card.width] : [card.top, card.top + card.height]
    const along = axis === 'x' ? [card.top, card.top + card.height] : [card.left, card.left + card.width]
    const [near = 0, far = 0] = across
    if ((along[0] ?? 0) - MARGIN >= span.hi || (along[1] ?? 0) + MARGIN <= span.lo) continue
    if (far <= coord) lo = Math.max(lo, Math.min(coord, far + MARGIN))
    else if (near >= coord) hi = Math.min(hi, Math.max(coord, near - MARGIN))
    else return { lo: coord, hi: coord }
  }
  return hi - lo > 2 * half
    ? { lo: lo + half, hi: hi - half }
    : { lo: clamp((lo + hi) / 2, lo, hi), hi: clamp((lo + hi) / 2, lo, hi) }
}

/** Pieces that may be drawn as one line: the same place and the same card at their end. */
function bundle(pieces: readonly Piece[], merge: boolean): readonly (readonly Piece[])[] {
  if (!merge) return pieces.map((piece) => [piece])
  const byPlace = Map.groupBy(pieces, (piece) => `${piece.way.target} ${piece.coord} ${piece.before}`)
  return [...byPlace.values()]
}

function toBundlePiece(together: readonly Piece[]): Piece {
  const [first, ...others] = together
  if (!first) throw new RangeError('a bundle holds at least one piece')
  return others.reduce(
    (sum, piece) => ({
      ...sum,
      start: Math.abs(piece.start - sum.end) > Math.abs(sum.start - sum.end) ? piece.start : sum.start,
      range: { lo: Math.max(sum.range.lo, piece.range.lo), hi: Math.min(sum.range.hi, piece.range.hi) },
    }),
    first,
  )
}

/** Groups of bundles that lie so near one another, over a common stretch, that they need tracks. */
function findClusters(
  bundles: readonly (readonly Piece[])[],
  gap: number,
): readonly (readonly (readonly Piece[])[])[] {
  const clusters: (readonly Piece[])[][] = []
  for (const together of bundles) {
    const touching = clusters.filter((cluster) => cluster.some((other) => doTouch(together, other, gap)))
    const joined = [together, ...touching.flat()]
    for (const cluster of touching) clusters.splice(clusters.indexOf(cluster), 1)
    clusters.push(joined)
  }
  return clusters.filter((cluster) => cluster.length > 1)
}

function doTouch(some: readonly Piece[], others: readonly Piece[], gap: number): boolean {
  return some.some((a) => others.some((b) => (areNear(a, b, gap) || shareGutter(a, b)) && overlaps(a, b)))
}

function areNear(a: Piece, b: Piece, gap: number): boolean {
  return Math.abs(a.coord - b.coord) < (a.width + b.width) / 2 + gap
}

/** Pieces of one gutter are ordered together even where they do not touch: apart, they would cross needlessly. */
function shareGutter(a: Piece, b: Piece): boolean {
  return isWithin(a.coord, b.range) && isWithin(b.coord, a.range)
}

function isWithin(coord: number, { lo, hi }: Piece['range']): boolean {
  return coord >= lo && coord <= hi
}

function movePiece({ way, index }: Piece, axis: Axis, coord: number): void {
  way.points = way.points.map((point, place) =>
    place === index || place === index + 1 ? { ...point, [axis]: coord } : point,
  )
}
