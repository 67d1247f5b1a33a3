import { WEBHOOK_ANSWERED } from '@periplo/model'
import type { NodeOf } from '@periplo/model'
import type { Guard } from '../machine/machine-config.ts'
import { toDelayName, toEventType, toWaitingName } from '../machine/names.ts'
import { toWay } from './surroundings.ts'
import type { NodeState, Surroundings } from './surroundings.ts'

/** Passed at once, the call being made later by another hand; or left by what became of it. */
export function compileWebhook(node: NodeOf<'webhook'>, around: Surroundings): NodeState {
  const { id, answer } = node
  const send = {
    type: 'send',
    params: { node: id, channel: 'webhook', purpose: 'transactional' },
  } as const
  if (!answer) return { always: [toWay(node, 'next', { around, actions: [send] })] }
  const type = toEventType(WEBHOOK_ANSWERED)
  const guard = (failed: boolean): Guard => ({ type: 'isAnswer', params: { node: id, failed } })
  const keep = { type: 'keepAnswer', params: { node: id } } as const
  const answered = [
    toWay(node, 'answered', { around, guard: guard(false), actions: [keep] }),
    toWay(node, 'failed', { around, guard: guard(true) }),
  ]
  return {
    always: [{ target: toWaitingName(id), actions: [send] }],
    waiting: {
      on: Object.fromEntries([...around.rules, [type, [...(around.rules.get(type) ?? []), ...answered]]]),
      after: { [toDelayName(answer.timeout)]: toWay(node, 'failed', { around }) },
    },
  }
}
