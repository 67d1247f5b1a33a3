import type { Node } from '@periplo/model'
import { listPorts, toEdgeKey } from '@periplo/model'
import type { Box } from './geometry.ts'
import { ROW_PITCH } from './geometry.ts'

/**
 * The ports of a node as they stand on its card, given where the edge of each key leads: those whose edge goes left first, then those that go down
 * round something, straight down, and right last; otherwise in the order of the model. Edges cross less so.
 */
export function orderPorts(
  node: Node,
  cards: ReadonlyMap<string, Box>,
  targets: ReadonlyMap<string, string>,
): readonly string[] {
  const here = cards.get(node.id)
  const ports = listPorts(node)
  if (ports.length < 2 || !here) return ports
  const rank = new Map(
    ports.map((port) => {
      const to = targets.get(toEdgeKey({ from: node.id, port }))
      return [port, leaning(here, to === undefined ? undefined : cards.get(to))]
    }),
  )
  return [...ports].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))
}

function leaning(here: Box, there: Box | undefined): number {
  if (!there) return 0
  // of two that go the same way, the one that goes higher lies further out
  const rise = there.top / 1_000_000
  if (there.left > here.left + here.width / 2) return 3 - rise
  if (there.left < here.left - here.width / 2) return -3 + rise
  const below = there.top - here.top
  return below > 0 && below <= ROW_PITCH * 1.5 ? 0 : -1
}
