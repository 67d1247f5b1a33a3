import { indexBoxes, overlapOf } from '../map/box-index.ts'
import type { Box } from '../map/geometry.ts'

/** A width and a height in pixels. */
export interface Room {
  readonly width: number
  readonly height: number
}

const STEP = 24
const EDGE = 12
/**
 * Where a panel of a size hides the least of what is drawn and stands nearest to the card it is about, which it
 * never hides; always inside the room, as far as the room is large enough. `hiddenPx` is the area it stands on.
 */
export function findFreeSpot(
  drawn: readonly Box[],
  { about, room, size }: { readonly about: Box | undefined; readonly room: Room; readonly size: Room },
): { readonly left: number; readonly top: number; readonly hiddenPx: number } {
  const index = indexBoxes(drawn)
  let best = { left: EDGE, top: EDGE, hiddenPx: 0, cost: Number.POSITIVE_INFINITY }
  for (const left of steps(room.width - size.width - EDGE)) {
    for (const top of steps(room.height - size.height - EDGE)) {
      const spot: Box = { left, top, ...size }
      const hidden = index.over(spot).reduce((sum, card) => sum + overlapOf(spot, card), 0)
      const cost =
        hidden / 40 + (about ? distanceOf(spot, about) + (overlapOf(spot, about) > 0 ? 1e6 : 0) : 0)
      if (cost < best.cost) best = { left, top, hiddenPx: hidden, cost }
    }
  }
  return { left: best.left, top: best.top, hiddenPx: best.hiddenPx }
}

function steps(end: number): readonly number[] {
  return Array.from(
    { length: Math.max(1, Math.floor((end - EDGE) / STEP) + 1) },
    (_, index) => EDGE + index * STEP,
  )
}

/** Between the nearest sides; what lies nearer than a hand is no better. */
function distanceOf(a: Box, b: Box): number {
  const dx = Math.max(a.left - b.left - b.width, b.left - a.left - a.width, 0)
  const dy = Math.max(a.top - b.top - b.height, b.top - a.top - a.height, 0)
  return Math.abs(dx - 48) + dy + Math.abs(a.top - b.top) / 4
}
