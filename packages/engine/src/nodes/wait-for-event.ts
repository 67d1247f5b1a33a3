import type { NodeOf } from '@periplo/model'
import type { Guard } from '../machine/machine-config.ts'
import { toDelayName, toEventType } from '../machine/names.ts'
import { toWay } from './surroundings.ts'
import type { NodeState, Surroundings } from './surroundings.ts'

/** Holds until the awaited event or the timeout; goal and exits of the journey come before both. */
export function compileWaitForEvent(node: NodeOf<'wait-for-event'>, around: Surroundings): NodeState {
  const { filter, correlation } = node
  const params = { ...(filter && { filter }), ...(correlation && { correlation }) }
  const guard: Guard | undefined = filter || correlation ? { type: 'isAwaited', params } : undefined
  const type = toEventType(node.event)
  const arrived = toWay(node, 'arrived', { around, guard })
  return {
    on: Object.fromEntries([...around.rules, [type, [...(around.rules.get(type) ?? []), arrived]]]),
    after: { [toDelayName(node.timeout)]: toWay(node, 'timed-out', { around }) },
  }
}
