import type { NodeOf } from '@periplo/model'
import { toWay } from './surroundings.ts'
import type { NodeState, Surroundings } from './surroundings.ts'

/** Passed at once. Whether somebody enters here is decided before the run begins. */
export function compileSegmentEntry(node: NodeOf<'segment-entry'>, around: Surroundings): NodeState {
  return { always: [toWay(node, 'next', { around })] }
}
