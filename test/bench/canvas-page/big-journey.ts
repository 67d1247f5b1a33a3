import type { Edge, JourneyDefinition, Node } from '@periplo/model'
import { toBlankDefinition } from '@periplo/model'

const STAGES = ['awareness', 'consideration', 'decision', 'service', 'advocacy'] as const
const ROWS = 12
const PITCH = { x: 200, y: 116 }

/**
 * A journey of so many cards in five lanes, twelve to a column: chains of waits with a fork at every third card,
 * whose second way leads to the column beside it, and a way from lane to lane. May be larger than the format
 * allows; the canvas has to bear that, too.
 */
export function drawBigJourney(count: number): JourneyDefinition {
  const perLane = Math.ceil(count / STAGES.length)
  const nodes = Array.from({ length: count }, (_, index) => toCard(index, perLane))
  const edges = nodes.flatMap((node, index): Edge[] => {
    const onward = nodes[index + 1]
    const beside = nodes[index + ROWS]
    if (!onward) return []
    if (node.kind !== 'condition') return [{ from: node.id, port: 'next', to: onward.id }]
    const yes: Edge = { from: node.id, port: 'yes', to: onward.id }
    return beside ? [yes, { from: node.id, port: 'no', to: beside.id }] : [yes]
  })
  return { ...toBlankDefinition('As large as it gets'), nodes, edges }
}

function toCard(index: number, perLane: number): Node {
  const lane = Math.min(STAGES.length - 1, Math.floor(index / perLane))
  const place = index - lane * perLane
  const frame = {
    id: `card-${index}`,
    title: `Step ${index}`,
    stage: STAGES[lane] ?? STAGES[0],
    position: { x: 12 + Math.floor(place / ROWS) * PITCH.x, y: 24 + (place % ROWS) * PITCH.y },
  }
  if (index === 0) return { ...frame, kind: 'event-entry', event: 'Product Added' }
  if (index % 3 === 0) return { ...frame, kind: 'condition' }
  return { ...frame, kind: 'delay', duration: { amount: 1, unit: 'days' } }
}
