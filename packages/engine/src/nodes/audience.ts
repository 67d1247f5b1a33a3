import type { NodeOf } from '@periplo/model'
import type { Action } from '../machine/machine-config.ts'
import { toWay } from './surroundings.ts'
import type { NodeState, Surroundings } from './surroundings.ts'

/** Passed at once; the nodes after it in the same step see the person in the audience, or out of it. */
export function compileAudience(node: NodeOf<'audience'>, around: Surroundings): NodeState {
  const { id, act, audience } = node
  const actions: readonly Action[] = [
    { type: 'changeAudience', params: { node: id, act, audience } },
    { type: 'keepAudience', params: { act, audience } },
  ]
  return { always: [toWay(node, 'next', { around, actions })] }
}
