/** A place on the map, in pixels at zoom 1 from the top left corner of the first lane. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** An upright rectangle on the map, in pixels at zoom 1. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The side of a card an edge leaves or enters by. */
export type Side = 'top' | 'right' | 'bottom' | 'left'

/** Width of a card while designing, which is also the width positions are stored for. */
export const CARD_WIDTH = 164
/** Width of a card while measuring: room for two counts and a share on one line. */
export const MEASURE_CARD_WIDTH = 190
/** Height of a card in every mode. */
export const CARD_HEIGHT = 76
/** Positions are stored in steps of this many pixels. */
export const GRID = 4
/** Free space between a lane's border and its nearest card; two of them make a gutter. */
export const LANE_PADDING = 12
/** Distance of the first card from the top of the map. */
export const TOP_PADDING = 24
/** Distance from the top of one card to the top of the card below it, as tidied. */
export const ROW_PITCH = 116
/** Distance from the left of one card to the left of the card beside it, as tidied. */
export const COLUMN_PITCH = CARD_WIDTH + 2 * LANE_PADDING + 12
/** Where an edge enters the left or right side of a card, from its top. */
export const ENTRY_HEIGHT = 34
/** Where an edge leaves the left or right side of a card, from its top: the middle of the row of ports. */
export const EXIT_HEIGHT = 64

/** Whether two boxes come closer than `gap` pixels; touching at exactly `gap` is apart. */
export function areClose(a: Box, b: Box, gap: { readonly x: number; readonly y: number }): boolean {
  return (
    a.left < b.left + b.width + gap.x &&
    b.left < a.left + a.width + gap.x &&
    a.top < b.top + b.height + gap.y &&
    b.top < a.top + a.height + gap.y
  )
}

/** Rounds to the grid of stored positions. */
export function snap(value: number): number {
  return Math.round(value / GRID) * GRID
}

/** The value, or the nearer end of the range `[lo, hi]`. */
export function clamp(value: number, lo: number, hi: number): number {
  return Math.min(Math.max(value, lo), hi)
}
