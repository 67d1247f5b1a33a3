import { TOO_FEW, asksBalance } from '@periplo/model'
import type { NodeOf } from '@periplo/model'
import type { Action } from '../machine/machine-config.ts'
import { toWay } from './surroundings.ts'
import type { NodeState, Surroundings } from './surroundings.ts'

/** Passed at once; the nodes after it in the same step see the new balance. */
export function compileLoyaltyPoints(node: NodeOf<'loyalty-points'>, around: Surroundings): NodeState {
  const { id, act, points, reason } = node
  const by = act === 'add' ? points : -points
  const actions: readonly Action[] = [
    { type: 'changePoints', params: { node: id, by, reason } },
    { type: 'keepPoints', params: { by } },
  ]
  const changed = toWay(node, 'next', { around, actions })
  if (!asksBalance(node)) return { always: [changed] }
  const guard = { type: 'isShort', params: { points } } as const
  return { always: [toWay(node, TOO_FEW, { around, guard }), changed] }
}
