import { clamp } from './geometry.ts'
import type { Piece } from './piece.ts'
import { overlaps } from './piece.ts'

/**
 * Sorts pieces of one gutter from low coordinate to high so that their ends cross as little as they can:
 * who comes from and goes to the low side lies low; of two that pass through, the one that turns off first
 * lies on the side it turns to.
 */
export function orderTracks(pieces: readonly Piece[]): readonly Piece[] {
  return [...pieces].sort((a, b) => {
    const side = a.before + a.after - (b.before + b.after)
    if (side !== 0) return side
    return a.before === a.after ? compareNested(a, b) : comparePassing(a, b)
  })
}

/**
 * A coordinate for each of the ordered pieces: pieces that overlap get their widths and `gap` between them
 * where the gutter has the room, less where it has not; no piece leaves its range.
 */
export function setTracks(ordered: readonly Piece[], gap: number): readonly number[] {
  const offsets: number[] = []
  for (const [place, piece] of ordered.entries()) {
    const earlier = ordered.slice(0, place)
    offsets.push(
      earlier.reduce((least, other, index) => {
        if (!overlaps(piece, other)) return least
        return Math.max(least, (offsets[index] ?? 0) + (piece.width + other.width) / 2 + gap)
      }, 0),
    )
  }
  const breadth = Math.max(...offsets)
  const lo = Math.max(...ordered.map((piece) => piece.range.lo))
  const hi = Math.min(...ordered.map((piece) => piece.range.hi))
  const middle = ordered.reduce((sum, piece) => sum + piece.coord, 0) / ordered.length
  const squeeze = breadth > 0 && hi > lo ? Math.min(1, (hi - lo) / breadth) : 1
  const first =
    hi > lo ? clamp(middle - (breadth * squeeze) / 2, lo, hi - breadth * squeeze) : middle - breadth / 2
  return ordered.map((piece, place) =>
    clamp(Math.round(2 * (first + (offsets[place] ?? 0) * squeeze)) / 2, piece.range.lo, piece.range.hi),
  )
}

/** Both ends on one side: the longer one goes round the shorter. */
function compareNested(a: Piece, b: Piece): number {
  const longer = Math.abs(a.end - a.start) - Math.abs(b.end - b.start)
  return a.before < 0 ? longer : -longer
}

/** From one side to the other; who runs the other way is read backwards. */
function comparePassing(a: Piece, b: Piece): number {
  const one = readForward(a)
  const other = readForward(b)
  const rises = one.to < one.from
  if (rises !== other.to < other.from) return a.coord - b.coord
  return rises ? one.from - other.from : other.from - one.from
}

function readForward(piece: Piece): { from: number; to: number } {
  return piece.before < 0 ? { from: piece.start, to: piece.end } : { from: piece.end, to: piece.start }
}
