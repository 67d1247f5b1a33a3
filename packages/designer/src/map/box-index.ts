import type { Box } from './geometry.ts'

const CELL = 256

/** Boxes by where they stand: asking who is near a place does not look at those that are far. */
export interface BoxIndex {
  readonly add: (box: Box) => void
  /** Every box that has more than an edge in common with this one; each once. */
  readonly over: (box: Box) => readonly Box[]
}

/** An index of these boxes; more may be added. */
export function indexBoxes(boxes: Iterable<Box>): BoxIndex {
  const cells = new Map<string, Box[]>()
  const add = (box: Box) => {
    for (const key of cellsOf(box)) {
      const cell = cells.get(key)
      if (cell) cell.push(box)
      else cells.set(key, [box])
    }
  }
  for (const box of boxes) add(box)
  return {
    add,
    over: (box) => {
      const found = new Set<Box>()
      for (const key of cellsOf(box)) {
        for (const other of cells.get(key) ?? []) if (overlapOf(box, other) > 0) found.add(other)
      }
      return [...found]
    },
  }
}

/** The area two boxes have in common, in square pixels. */
export function overlapOf(a: Box, b: Box): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left)
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top)
  return Math.max(0, width) * Math.max(0, height)
}

function cellsOf({ left, top, width, height }: Box): readonly string[] {
  const keys: string[] = []
  for (let column = Math.floor(left / CELL); column * CELL <= left + width; column += 1) {
    for (let row = Math.floor(top / CELL); row * CELL <= top + height; row += 1) keys.push(`${column} ${row}`)
  }
  return keys
}
