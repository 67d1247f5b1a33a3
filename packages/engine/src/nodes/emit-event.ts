import type { NodeOf } from '@periplo/model'
import { toWay } from './surroundings.ts'
import type { NodeState, Surroundings } from './surroundings.ts'

/** Passed at once; the event comes round through the log. */
export function compileEmitEvent(node: NodeOf<'emit-event'>, around: Surroundings): NodeState {
  const { id, event, properties } = node
  const emit = { type: 'emit', params: { node: id, event, properties } } as const
  return { always: [toWay(node, 'next', { around, actions: [emit] })] }
}
