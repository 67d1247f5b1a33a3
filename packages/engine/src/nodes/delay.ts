import type { NodeOf } from '@periplo/model'
import { toDelayName } from '../machine/names.ts'
import { toWay } from './surroundings.ts'
import type { NodeState, Surroundings } from './surroundings.ts'

/** Holds until the time is over; goal and exits of the journey cut it short. */
export function compileDelay(node: NodeOf<'delay'>, around: Surroundings): NodeState {
  return {
    on: Object.fromEntries(around.rules),
    after: { [toDelayName(node.duration)]: toWay(node, 'next', { around }) },
  }
}
