import type { Point } from './geometry.ts'

/** A way being drawn: corners from card to card, and how broad its line is. */
export interface DrawnWay {
  readonly key: string
  readonly target: string
  /** Neighbours differ in x or in y, never in both; replaced as pieces move. */
  points: Point[]
  readonly width: number
  /** How far the last piece may slide along the side it enters, as values of its own coordinate. */
  readonly entryRange: { readonly lo: number; readonly hi: number } | undefined
}

/** One straight piece, seen along its axis: pieces that run up and down have their `coord` in x. */
export interface Piece {
  readonly way: DrawnWay
  readonly index: number
  readonly coord: number
  readonly start: number
  readonly end: number
  readonly width: number
  readonly range: { readonly lo: number; readonly hi: number }
  /** Where the pieces before and after it lie: -1 below `coord`, 1 above, 0 if there is none. */
  readonly before: number
  readonly after: number
}

/** Whether two pieces share a stretch of their common direction; meeting at a point is none. */
export function overlaps(a: Piece, b: Piece): boolean {
  return (
    Math.min(a.start, a.end) < Math.max(b.start, b.end) && Math.min(b.start, b.end) < Math.max(a.start, a.end)
  )
}
