import type { NodeState } from './surroundings.ts'

/** Ends the run without success. */
export function compileExit(): NodeState {
  return { type: 'final', entry: [{ type: 'end', params: { reason: 'exit' } }] }
}
