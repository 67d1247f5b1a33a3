import { CONTROL } from '@periplo/model'
import type { NodeOf } from '@periplo/model'
import { toDrawnWays } from './draw.ts'
import type { NodeState, Surroundings } from './surroundings.ts'

/** Passed at once, by the arm the person is drawn into. The control group owns the first part of `[0, 1)`. */
export function compileExperiment(node: NodeOf<'experiment'>, around: Surroundings): NodeState {
  const branches = [{ id: CONTROL, weight: node.controlWeight }, ...node.variants]
  const toActions = (arm: string) => [{ type: 'assign', params: { node: node.id, arm } } as const]
  return { always: toDrawnWays(node, { branches, around, toActions }) }
}
