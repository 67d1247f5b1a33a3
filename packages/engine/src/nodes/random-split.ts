import type { NodeOf } from '@periplo/model'
import type { Guard, Way } from '../machine/machine-config.ts'
import { toWay } from './surroundings.ts'
import type { NodeState, Surroundings } from './surroundings.ts'

/**
 * Passed at once. Each branch owns the part of `[0, 1)` that its weight is worth, in the order drawn; the
 * last one takes what is left. A branch without weight is never taken.
 */
export function compileRandomSplit(node: NodeOf<'random-split'>, around: Surroundings): NodeState {
  const open = node.branches.filter((branch) => branch.weight > 0)
  const total = open.reduce((sum, branch) => sum + branch.weight, 0)
  let below = 0
  const ways = open.map((branch, index): Way => {
    below += branch.weight
    const guard: Guard = { type: 'isDrawnBelow', params: { node: node.id, share: below / total } }
    return toWay(node, branch.id, { around, guard: index < open.length - 1 ? guard : undefined })
  })
  return { always: ways }
}
