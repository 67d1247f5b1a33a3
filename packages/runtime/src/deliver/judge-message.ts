import { decideSend } from '@periplo/engine'
import type { SendDecision } from '@periplo/engine'
import { NO_SEND_RULES } from '@periplo/model'
import type { Clock, Instant, NodeOf, OutboxMessage } from '@periplo/model'
import type { Workspace } from '@periplo/store'
import { findAddress } from './compose.ts'
import type { Recipient } from './compose.ts'
import type { Claim } from './claim.ts'

/** A claimed message whose person, workspace and node are known. */
export type Addressed<K extends 'message' | 'webhook'> = Claim & {
  readonly recipient: Recipient
  readonly workspace: Workspace
  readonly node: NodeOf<K>
}

/** Whether the message may go to this person now, by what they are and consent to and by the workspace's rules. */
export function judgeMessage(
  clock: Clock,
  { message, recipient, consent, workspace, node }: Addressed<'message'>,
): SendDecision {
  const { profile } = recipient
  return decideSend({
    message: { channel: node.channel, purpose: message.purpose },
    person: {
      erased: profile.mergedInto !== null,
      suppressed: profile.suppressed,
      hasAddress: findAddress(recipient) !== undefined,
      zone: profile.zone ?? workspace.zone,
    },
    consent,
    // in replayed time nothing leaves, and nobody is woken
    rules: workspace.clock === 'turned' ? NO_SEND_RULES : workspace.sendRules,
    at: toPresent(clock, workspace, message),
  })
}

/** When a message counts as sent: in replayed time, when it was due. */
function toPresent(clock: Clock, workspace: Workspace, message: OutboxMessage): Instant {
  return workspace.clock === 'turned' ? message.createdAt : clock.now().getTime()
}
