import type { NodeOf } from '@periplo/model'
import { toUntilName, toWaitingName } from '../machine/names.ts'
import { toWay } from './surroundings.ts'
import type { NodeState, Surroundings } from './surroundings.ts'

/**
 * Asks whether the moment has come; if not, waits for it beside the node and then asks again, so that the
 * answer is that of the moment it is given.
 */
export function compileWaitUntil(node: NodeOf<'wait-until'>, around: Surroundings): NodeState {
  const { id, until } = node
  const dateless =
    until.by === 'property'
      ? [toWay(node, 'no-date', { around, guard: { type: 'isDateless', params: { until } } })]
      : []
  const reached = toWay(node, 'next', { around, guard: { type: 'isReached', params: { until } } })
  return {
    always: [...dateless, reached, { target: toWaitingName(id), actions: [] }],
    waiting: {
      on: Object.fromEntries(around.rules),
      after: { [toUntilName(id)]: { target: id, actions: [] } },
    },
  }
}
