import type { NodeState } from './compiled-node.ts'

/** Ends the run as a success. */
export function compileGoal(): NodeState {
  return { type: 'final', entry: [{ type: 'end', params: { reason: 'goal' } }] }
}
