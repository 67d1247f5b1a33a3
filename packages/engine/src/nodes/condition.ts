import { invariant } from '@periplo/model'
import type { NodeOf } from '@periplo/model'
import { toWay } from './surroundings.ts'
import type { NodeState, Surroundings } from './surroundings.ts'

/** Passed at once, by "yes" only where the condition is known to hold. */
export function compileCondition(node: NodeOf<'condition'>, around: Surroundings): NodeState {
  const { condition } = node
  invariant(condition, `node ${node.id} has no condition`)
  const yes = toWay(node, 'yes', { around, guard: { type: 'matches', params: { condition } } })
  return { always: [yes, toWay(node, 'no', { around })] }
}
