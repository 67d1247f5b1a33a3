import type { NodeState } from './surroundings.ts'

/** Ends the run as a success. */
export function compileGoal(): NodeState {
  return { type: 'final', entry: [{ type: 'end', params: { reason: 'goal' } }] }
}
