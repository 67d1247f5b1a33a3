import type { MessageOutcome, TrackedEvent } from '@periplo/model'
import type { Send } from '@periplo/store'
import type { JourneyCache } from '../journey-cache.ts'
import { countFacts } from './batch.ts'
import type { Batch } from './batch.ts'
import type { PersonWork } from './person-work.ts'

/** What each receipt event says became of the message. */
const OUTCOME_OF: Readonly<Record<string, MessageOutcome>> = {
  'Email Delivered': 'delivered',
  'Email Bounced': 'bounced',
  'Email Opened': 'opened',
  'Email Link Clicked': 'clicked',
  'Message Delivered': 'delivered',
  'Message Opened': 'opened',
  'Message Clicked': 'clicked',
  'Message Failed': 'failed',
}

/**
 * Counts a receipt at the node that sent the message, once per message and outcome. A receipt about a
 * message that was never sent to this person counts nothing.
 */
export function takeReceipt(
  room: { batch: Batch; journeys: JourneyCache; sends: ReadonlyMap<string, Send> },
  work: PersonWork,
  event: TrackedEvent,
): void {
  const outcome = OUTCOME_OF[event.name]
  const send = event.touch && room.sends.get(event.touch.sendKey)
  if (!outcome || !send || isCounted(room.batch, send, outcome)) return
  const { sendKey, partitionId, journeyId, versionId, nodeId } = send
  const at = event.occurredAt
  const { workspaceId } = work.key
  const reason = outcome === 'bounced' ? toReason(event) : null
  room.batch.messageFacts.push({
    workspaceId,
    partitionId,
    sendKey,
    outcome,
    at,
    reason,
    journeyId,
    versionId,
    nodeId,
  })
  const { frame } = room.journeys.get(versionId)
  const fact = { kind: 'message', at, node: nodeId, outcome, sendKey } as const
  countFacts(room.batch, { workspaceId, frame }, [reason === null ? fact : { ...fact, reason }])
}

function isCounted(batch: Batch, send: Send, outcome: MessageOutcome): boolean {
  return (
    send.outcomes.includes(outcome) ||
    batch.messageFacts.some((fact) => fact.sendKey === send.sendKey && fact.outcome === outcome)
  )
}

function toReason(event: TrackedEvent): string {
  const reason = event.properties['reason'] ?? event.properties['bounce_type']
  return typeof reason === 'string' ? reason.slice(0, 200) : 'bounced'
}
