import type { NodeOf } from '@periplo/model'
import { ENDS } from '../machine/machine-config.ts'
import type { Way } from '../machine/machine-config.ts'
import { toWay } from './surroundings.ts'
import type { NodeState, Surroundings } from './surroundings.ts'

/** Passed at once. With `onRefused: exit` a refusal known by now ends the run here, and nothing is sent. */
export function compileMessage(node: NodeOf<'message'>, around: Surroundings): NodeState {
  const { id, channel, purpose, guard } = node
  const addressed = { channel, purpose, ...(guard && { guard }) }
  const send = { type: 'send', params: { node: id, ...addressed } } as const
  const sent = toWay(node, 'next', { around, actions: [send] })
  if (node.onRefused === 'continue') return { always: [sent] }
  const refused: Way = {
    target: ENDS.refused,
    guard: { type: 'isRefused', params: addressed },
    actions: [
      { type: 'refuse', params: { node: id, ...addressed } },
      { type: 'end', params: { reason: 'refused' } },
    ],
  }
  return { always: [refused, sent] }
}
