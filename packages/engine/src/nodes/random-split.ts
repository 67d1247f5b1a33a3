import type { NodeOf } from '@periplo/model'
import { toDrawnWays } from './draw.ts'
import type { NodeState, Surroundings } from './surroundings.ts'

/** Passed at once, by the branch the person is drawn into. */
export function compileRandomSplit(node: NodeOf<'random-split'>, around: Surroundings): NodeState {
  return { always: toDrawnWays(node, { branches: node.branches, around }) }
}
