import type { DropOffReason, NodeMeasures, Overlay } from '@periplo/kpi'

/** Reasons people are lost by, the one shown red first. */
export const LOSS_REASONS = [
  'abandoned',
  'exited',
  'suppressed',
  'error',
] as const satisfies readonly DropOffReason[]

/** Entries of a node that did not go on, whatever the reason. */
export function countLost(measures: NodeMeasures): number {
  return LOSS_REASONS.reduce((sum, reason) => sum + measures.dropOffByReason[reason], 0)
}

/** How the entries of a node divide: gone on, lost, and still inside within their window. Those moved to another version are in none. */
export function divideEntries(measures: NodeMeasures): { onward: number; lost: number; inside: number } {
  const lost = countLost(measures)
  const inside = Math.max(0, measures.entered - measures.left - measures.movedOut - lost)
  return { onward: measures.left, lost, inside }
}

/** The node that loses the most people by abandonment among those with enough of them to judge; the first of equals. */
export function findWorstLeak(nodes: Overlay['nodes']): string | undefined {
  let worst: { id: string; abandoned: number } | undefined
  for (const [id, measures] of Object.entries(nodes)) {
    const { abandoned } = measures.dropOffByReason
    const trusted = measures.dropOff.value !== null && !measures.dropOff.flags.includes('small_n')
    if (trusted && abandoned > (worst?.abandoned ?? 0)) worst = { id, abandoned }
  }
  return worst?.id
}
