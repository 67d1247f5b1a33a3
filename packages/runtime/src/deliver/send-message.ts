import type { Channel, Circuits, SendOutcome } from '@periplo/channels'
import { toRetryDelayMs } from '@periplo/channels'
import { decideSend } from '@periplo/engine'
import { StudioError } from '@periplo/model'
import type { Clock, ConsentEntry, Instant, NodeOf, OutboxMessage } from '@periplo/model'
import type { Settlement, Workspace } from '@periplo/store'
import type { Arrival } from '../ingest/arrival.ts'
import type { JourneyCache } from '../journey-cache.ts'
import { composeEmail, composeWebhook, findAddress } from './compose.ts'
import { toAnswerArrival } from './take-answer.ts'
import type { Heard } from './take-answer.ts'
import type { ComposeRoom, ComposedEmail, ComposedWebhook, Recipient } from './compose.ts'

/** Attempts after which a message is given up: with the longest delays about three hours. */
export const MAX_ATTEMPTS = 20

/**
 * Attempts up to which a template that took too long is tried again: it was found quick when it was published,
 * and may only have had too little of a busy machine.
 */
export const MAX_SLOW_ATTEMPTS = 5

/** What sending needs of the runtime. */
export interface SendRoom extends ComposeRoom {
  readonly journeys: JourneyCache
  readonly clock: Clock
  /** Null: e-mail stays in the Inbox. */
  readonly email: { readonly channel: Channel; readonly from: string } | null
  readonly webhook: Channel
  readonly circuits: Circuits
  /** Puts the answer to a call into the log, for the run that waits. */
  takeAnswer(arrival: Arrival): Promise<void>
  /** A draw from [0, 1). */
  random(): number
  /** The workspace's webhook signing secret, `whsec_…`. */
  openSecret(workspace: Workspace): string
}

/** A claimed message and who it is for. */
export interface Claim {
  readonly message: OutboxMessage
  /** Null: the person is gone. */
  readonly recipient: Recipient | null
  readonly consent: readonly ConsentEntry[]
}

/** Decides, renders and sends one claimed message, and says how to settle it. Never throws for what a template, provider or person does. */
export async function sendMessage(room: SendRoom, claim: Claim, signal: AbortSignal): Promise<Settlement> {
  const { message, recipient } = claim
  const workspace = room.journeys.findWorkspace(message.workspaceId)
  if (!recipient || !workspace) return refuse(message, 'erased')
  const node = room.journeys
    .get(message.versionId)
    .journey.definition.nodes.find(({ id }) => id === message.nodeId)
  try {
    if (node?.kind === 'message')
      return await sendEmail(room, { ...claim, recipient, workspace, node }, signal)
    if (node?.kind === 'webhook')
      return await sendWebhook(room, { ...claim, recipient, workspace, node }, signal)
    return fail(message, 'the version has no such node')
  } catch (error) {
    if (error instanceof StudioError) return toFlawed(room, message, error)
    throw error
  }
}

type Addressed<K extends 'message' | 'webhook'> = Claim & {
  readonly recipient: Recipient
  readonly workspace: Workspace
  readonly node: NodeOf<K>
}

async function sendEmail(
  room: SendRoom,
  { message, recipient, consent, workspace, node }: Addressed<'message'>,
  signal: AbortSignal,
): Promise<Settlement> {
  const to = findAddress(recipient)
  const decision = decideSend({
    message: { channel: node.channel, purpose: message.purpose },
    person: {
      erased: recipient.profile.mergedInto !== null,
      suppressed: recipient.profile.suppressed,
      hasAddress: to !== undefined,
    },
    consent,
    at: toPresent(room, workspace, message),
  })
  if (decision.kind === 'refuse') return refuse(message, decision.reason)
  const composed = await composeEmail(room, message, { node, recipient, to: to ?? '', zone: workspace.zone })
  if (!room.email || staysInside(workspace)) return keepInside(message, composed)
  const { subject, html, text, unsubscribeUrl } = composed
  const { from, channel } = room.email
  const headers = node.purpose === 'marketing' ? { listUnsubscribeUrl: unsubscribeUrl } : {}
  const request = {
    kind: 'email',
    sendKey: message.sendKey,
    from,
    to: composed.to,
    subject,
    html,
    text,
    headers,
  } as const
  const outcome = await channel.send(request, signal)
  return toSettlement(room, { message, outcome, composed })
}

async function sendWebhook(
  room: SendRoom,
  claim: Addressed<'webhook'>,
  signal: AbortSignal,
): Promise<Settlement> {
  const { message, recipient, workspace, node } = claim
  const composed = composeWebhook(message, { node, recipient })
  if (staysInside(workspace)) return keepInside(message, composed)
  const host = new URL(node.url).host
  const at = room.clock.now().getTime()
  const holdMs = room.circuits.holdMs(host, at)
  if (holdMs > 0) return putBack(message, at + holdMs, 'the address has failed lately; held back')
  const request = {
    kind: 'webhook',
    sendKey: message.sendKey,
    url: node.url,
    body: composed.body,
    secret: room.openSecret(workspace),
    at,
  } as const
  const outcome = await room.webhook.send(request, signal)
  if (!signal.aborted)
    room.circuits.record(host, outcome.kind === 'retry' ? 'failure' : 'success', room.clock.now().getTime())
  if (node.answer) await takeAnswer(room, claim, outcome)
  return toSettlement(room, { message, outcome, composed })
}

/** Before the call is settled: whoever dies in between calls again, under the same key, and takes the same answer. */
async function takeAnswer(room: SendRoom, claim: Claim, outcome: SendOutcome): Promise<void> {
  if (outcome.kind === 'retry') return
  const heard: Heard =
    outcome.kind === 'sent' ? { kind: 'answered', body: outcome.answer ?? '' } : { kind: 'failed' }
  await room.takeAnswer(toAnswerArrival(claim, heard, room.clock.now().getTime()))
}

/** A demo or turned workspace never sends outside the process. */
function staysInside(workspace: Workspace): boolean {
  return workspace.demo || workspace.clock === 'turned'
}

/** When a message counts as sent: in replayed time, when it was due. */
function toPresent(room: SendRoom, workspace: Workspace, message: OutboxMessage): Instant {
  return workspace.clock === 'turned' ? message.createdAt : room.clock.now().getTime()
}

function keepInside(message: OutboxMessage, composed: ComposedEmail | ComposedWebhook): Settlement {
  return settle(message, { status: 'sent', delivery: 'inbox', rendered: JSON.stringify(toStored(composed)) })
}

/** What the Inbox shows of a message. */
export interface StoredRendering {
  readonly to: string
  readonly subject: string
  readonly html: string
  readonly text: string
}

function toStored(composed: ComposedEmail | ComposedWebhook): StoredRendering {
  return composed.kind === 'email'
    ? { to: composed.to, subject: composed.subject, html: composed.html, text: composed.text }
    : { to: composed.to, subject: '', html: '', text: composed.body }
}

function toSettlement(
  room: SendRoom,
  {
    message,
    outcome,
    composed,
  }: { message: OutboxMessage; outcome: SendOutcome; composed: ComposedEmail | ComposedWebhook },
): Settlement {
  const rendered = composed.kind === 'email' ? JSON.stringify(toStored(composed)) : null
  switch (outcome.kind) {
    case 'sent':
      return settle(message, { status: 'sent', delivery: 'provider', rendered })
    case 'failed':
      return settle(message, {
        status: 'failed',
        reason: outcome.reason,
        rendered: JSON.stringify(toStored(composed)),
      })
    case 'retry':
      return message.attempt >= MAX_ATTEMPTS
        ? fail(message, `given up: ${outcome.reason}`)
        : tryLater(room, message, outcome)
  }
}

function toFlawed(room: SendRoom, message: OutboxMessage, { code, message: text }: StudioError): Settlement {
  const reason = `${code}: ${text}`
  const mayBeBusy = code === 'template/too-slow' && message.attempt < MAX_SLOW_ATTEMPTS
  return mayBeBusy ? tryLater(room, message, { reason, afterMs: null }) : fail(message, reason)
}

function tryLater(
  room: SendRoom,
  message: OutboxMessage,
  { reason, afterMs }: { readonly reason: string; readonly afterMs: number | null },
): Settlement {
  const waitMs = toRetryDelayMs({ attempt: message.attempt, afterMs, random: room.random() })
  return putBack(message, room.clock.now().getTime() + waitMs, reason)
}

function putBack(message: OutboxMessage, dueAt: Instant, reason: string): Settlement {
  return settle(message, { status: 'pending', dueAt, reason })
}

function refuse(message: OutboxMessage, reason: string): Settlement {
  return settle(message, { status: 'refused', reason })
}

function fail(message: OutboxMessage, reason: string): Settlement {
  return settle(message, { status: 'failed', reason: reason.slice(0, 500) })
}

function settle(
  message: OutboxMessage,
  change: Partial<Settlement> & Pick<Settlement, 'status'>,
): Settlement {
  return { message, reason: null, dueAt: message.dueAt, delivery: null, rendered: null, ...change }
}
