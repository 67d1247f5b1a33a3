import { invariant, OTHERWISE } from '@periplo/model'
import type { NodeOf } from '@periplo/model'
import { toWay } from './surroundings.ts'
import type { NodeState, Surroundings } from './surroundings.ts'

/** Passed at once, by the first case that is known to hold. */
export function compileSwitch(node: NodeOf<'switch'>, around: Surroundings): NodeState {
  const ways = node.cases.map(({ id, condition }) => {
    invariant(condition, `case ${id} of node ${node.id} has no condition`)
    return toWay(node, id, { around, guard: { type: 'matches', params: { condition } } })
  })
  return { always: [...ways, toWay(node, OTHERWISE, { around })] }
}
