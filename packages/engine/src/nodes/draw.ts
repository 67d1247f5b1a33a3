import type { Node } from '@periplo/model'
import type { Action, Guard, Way } from '../machine/machine-config.ts'
import { toWay } from './surroundings.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * Ways by lot. Each branch owns the part of `[0, 1)` that its weight is worth, in the order given; the last
 * one takes what is left. A branch without weight is never taken.
 */
export function toDrawnWays(
  node: Node,
  drawn: {
    readonly branches: readonly { readonly id: string; readonly weight: number }[]
    readonly around: Surroundings
    /** What taking a branch does beside. */
    readonly toActions?: (branch: string) => readonly Action[]
  },
): readonly Way[] {
  const { around, toActions } = drawn
  const open = drawn.branches.filter((branch) => branch.weight > 0)
  const total = open.reduce((sum, branch) => sum + branch.weight, 0)
  let below = 0
  return open.map(({ id, weight }, index): Way => {
    below += weight
    const guard: Guard = { type: 'isDrawnBelow', params: { node: node.id, share: below / total } }
    const actions = toActions?.(id) ?? []
    return toWay(node, id, { around, guard: index < open.length - 1 ? guard : undefined, actions })
  })
}
