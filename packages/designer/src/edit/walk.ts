import type { JourneyDefinition } from '@periplo/model'
import type { Box } from '../map/geometry.ts'

/** Where an arrow key leads. */
export type WalkDirection = 'onward' | 'back' | 'left' | 'right'

/**
 * The node an arrow key leads to from another: down the first way out, up to who leads here, or to the
 * nearest card beside. Undefined where nothing lies that way.
 */
export function findNeighbour(
  definition: JourneyDefinition,
  cards: ReadonlyMap<string, Box>,
  step: { readonly from: string; readonly direction: WalkDirection },
): string | undefined {
  const { from, direction } = step
  switch (direction) {
    case 'onward':
      return definition.edges.find((edge) => edge.from === from)?.to ?? findBeside(cards, from, 'down')
    case 'back':
      return definition.edges.find((edge) => edge.to === from)?.from ?? findBeside(cards, from, 'up')
    case 'left':
    case 'right':
      return findBeside(cards, from, direction)
  }
}

/** The card to begin at: the highest of the leftmost lane that has any. */
export function findFirst(cards: ReadonlyMap<string, Box>): string | undefined {
  const [first] = [...cards].sort(([, a], [, b]) => a.left - b.left || a.top - b.top)
  return first?.[0]
}

/** Distance counted straight ahead; what lies aside counts double. */
function findBeside(
  cards: ReadonlyMap<string, Box>,
  from: string,
  direction: 'left' | 'right' | 'up' | 'down',
): string | undefined {
  const here = cards.get(from)
  if (!here) return undefined
  let best: { id: string; distance: number } | undefined
  for (const [id, there] of cards) {
    const dx = there.left - here.left
    const dy = there.top - here.top
    const ahead = { left: -dx, right: dx, up: -dy, down: dy }[direction]
    const aside = direction === 'left' || direction === 'right' ? Math.abs(dy) : Math.abs(dx)
    if (id === from || ahead < 8) continue
    const distance = ahead + 2 * aside
    if (!best || distance < best.distance) best = { id, distance }
  }
  return best?.id
}
