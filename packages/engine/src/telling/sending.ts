import type { NodeId } from '@periplo/model'
import { decideAtNode } from '../decide-send.ts'
import { toSendKey } from '../hash.ts'
import type { Addressed, Sending } from '../machine/machine-config.ts'
import type { Run } from '../machine/run.ts'
import type { Telling } from './telling.ts'
import { countVisits } from './way.ts'

/** The person's node wants a message or a call sent; in a silent step it is refused as overdue. */
export function tellSending(telling: Telling, sending: Sending, { entry, event, run }: Run): void {
  const { node: nodeId, channel, purpose, guard } = sending
  const visit = countVisits(telling, nodeId)
  const sendKey = toSendKey({ enrollmentId: telling.begun.enrollmentId, nodeId, visit, channel })
  const { factAt: at, silent } = telling.moments
  if (silent) {
    telling.facts.push({ kind: 'message', at, node: nodeId, outcome: 'refused', reason: 'overdue', sendKey })
    return
  }
  const { entryNumber, enteredAt, correlation } = run
  const { answers } = run.envelope
  const asked = {
    ...(answers && { answers }),
    ...(guard && { run: { entryNumber, enteredAt, correlation } }),
  }
  const intent = { sendKey, nodeId, visit, channel, purpose, entry, event, ...asked }
  telling.effects.push({ kind: 'send', intent })
}

/** The person's node wanted a message sent, and nobody may write to them. */
export function tellRefusal(
  telling: Telling,
  refused: Addressed & { readonly node: NodeId },
  run: Run,
): void {
  const { node, channel } = refused
  const decision = decideAtNode(refused, run)
  if (decision.kind === 'send') return
  const visit = countVisits(telling, node)
  const sendKey = toSendKey({ enrollmentId: telling.begun.enrollmentId, nodeId: node, visit, channel })
  const { factAt } = telling.moments
  telling.facts.push({
    kind: 'message',
    at: factAt,
    node,
    outcome: 'refused',
    reason: decision.reason,
    sendKey,
  })
}
