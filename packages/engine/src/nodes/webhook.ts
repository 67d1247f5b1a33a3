import type { NodeOf } from '@periplo/model'
import { toWay } from './surroundings.ts'
import type { NodeState, Surroundings } from './surroundings.ts'

/** Passed at once; the call is made later, by another hand. */
export function compileWebhook(node: NodeOf<'webhook'>, around: Surroundings): NodeState {
  const params = { node: node.id, channel: 'webhook', purpose: 'transactional' } as const
  return { always: [toWay(node, 'next', { around, actions: [{ type: 'send', params }] })] }
}
