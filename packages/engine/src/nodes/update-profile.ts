import type { NodeOf } from '@periplo/model'
import type { Action } from '../machine/machine-config.ts'
import { toWay } from './surroundings.ts'
import type { NodeState, Surroundings } from './surroundings.ts'

/** Passed at once; the nodes after it in the same step see the new traits. */
export function compileUpdateProfile(node: NodeOf<'update-profile'>, around: Surroundings): NodeState {
  const { changes } = node
  const actions: readonly Action[] = [
    { type: 'updateProfile', params: { changes } },
    { type: 'assignTraits' },
  ]
  return { always: [toWay(node, 'next', { around, actions })] }
}
