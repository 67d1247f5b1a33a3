import { decideSend, isImportant, toGuard } from '@periplo/engine'
import type { SendDecision } from '@periplo/engine'
import { NO_SEND_RULES } from '@periplo/model'
import type { Clock, FrequencyCap, Instant, NodeOf, OutboxMessage, SendRules } from '@periplo/model'
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
  { message, recipient, consent, recent, segments, ledger, workspace, node }: Addressed<'message'>,
): SendDecision {
  const { profile } = recipient
  const zone = profile.zone ?? workspace.zone
  const at = toPresent(clock, workspace, message)
  return decideSend({
    message: { ...toAsked(message), channel: node.channel },
    person: {
      erased: profile.mergedInto !== null,
      suppressed: profile.suppressed,
      hasAddress: findAddress(recipient) !== undefined,
      zone,
    },
    consent,
    guard: toGuard(node.guard, message, {
      person: {
        traits: profile.traits,
        audiences: profile.audiences,
        points: profile.points,
        zone,
        recent,
        consent,
        ...(segments && { segments }),
      },
      at,
    }),
    rules: toRules(workspace),
    slots: ledger === 'closed' ? [] : ledger.slots,
    at,
  })
}

/** The caps that ask about the message; none about a webhook, or what is not marketing. */
export function listCaps(
  workspace: Workspace | undefined,
  { channel, purpose }: Pick<OutboxMessage, 'channel' | 'purpose'>,
): readonly FrequencyCap[] {
  if (!workspace || channel === 'webhook' || purpose !== 'marketing') return []
  return toRules(workspace).channels[channel]?.caps ?? []
}

function toAsked({
  purpose,
  sendKey,
  journeyId,
}: OutboxMessage): Pick<OutboxMessage, 'purpose' | 'sendKey' | 'journeyId'> {
  return { purpose, sendKey, journeyId }
}

/** Whether the message goes before others where there is not room for all: a cap asks about it, and its journey is important. */
export function goesFirst(workspace: Workspace | undefined, message: OutboxMessage): boolean {
  if (!workspace || listCaps(workspace, message).length === 0) return false
  return isImportant(workspace.sendRules, message.journeyId)
}

/** In replayed time nothing leaves, and nobody is woken. */
function toRules({ clock, sendRules }: Workspace): SendRules {
  return clock === 'turned' ? NO_SEND_RULES : sendRules
}

/** When a message counts as sent: in replayed time, when it was due. */
export function toPresent(clock: Clock, workspace: Workspace, message: OutboxMessage): Instant {
  return workspace.clock === 'turned' ? message.createdAt : clock.now().getTime()
}
