import type { Channel, Circuits, SendOutcome, SendRequest } from '@periplo/channels'
import { toRetryDelayMs } from '@periplo/channels'
import { StudioError } from '@periplo/model'
import type { NodeOf, OutboxMessage } from '@periplo/model'
import type { Settlement, Workspace } from '@periplo/store'
import type { Arrival } from '../ingest/arrival.ts'
import type { JourneyCache } from '../journey-cache.ts'
import { composeEmail, composeWebhook, findAddress } from './compose.ts'
import { judgeMessage } from './judge-message.ts'
import type { Addressed } from './judge-message.ts'
import { permitMessage } from './permit-message.ts'
import type { PermitRoom } from './permit-message.ts'
import { fail, putBack, refuse, settle, toWithheld } from './settlements.ts'
import { toAnswerArrival } from './take-answer.ts'
import type { Heard } from './take-answer.ts'
import type { Capacity, Destinations } from './destinations.ts'
import type { Claim } from './claim.ts'
import type { ComposeRoom, ComposedEmail, ComposedWebhook } from './compose.ts'

/** Attempts after which a message is given up: with the longest delays about three hours. */
export const MAX_ATTEMPTS = 20

/**
 * Attempts up to which a template that took too long is tried again: it was found quick when it was published,
 * and may only have had too little of a busy machine.
 */
export const MAX_SLOW_ATTEMPTS = 5

/** Calls at once as the egress door has connections; of an unknown address a quarter of what is under way may wait. */
const WEBHOOK_ROOM: Capacity = { atOnce: 64, waiting: 448, patienceMs: 10_000 }
/** The mail server is everybody's; it has five connections. */
const EMAIL_ROOM: Capacity = { atOnce: 5, waiting: 507, patienceMs: 10_000 }
/** How long a message of a paused journey waits until it is looked at again. */
const PAUSED_MS = 15 * 60_000
/** How long a message waits at least that found its destination full. */
const HOLD_MS = 1_000

/** What sending needs of the runtime. */
export interface SendRoom extends ComposeRoom, PermitRoom {
  readonly journeys: JourneyCache
  /** Null: e-mail stays in the Inbox. */
  readonly email: { readonly channel: Channel; readonly from: string } | null
  readonly webhook: Channel
  readonly circuits: Circuits
  /** Puts the answer to a call into the log, for the run that waits. */
  takeAnswer(arrival: Arrival): Promise<void>
  readonly destinations: Destinations
  /** A draw from [0, 1). */
  random(): number
  /** The workspace's webhook signing secret, `whsec_…`. */
  openSecret(workspace: Workspace): string
}

/**
 * Decides, renders and sends one claimed message, and says how to settle it; undefined if it did not leave
 * before the signal. It is decided once more, with what is true by then, when it is about to leave: a withdrawal
 * that was answered by then holds. Never throws for what a template, provider or person does.
 */
export async function sendMessage(
  room: SendRoom,
  claim: Claim,
  signal: AbortSignal,
): Promise<Settlement | undefined> {
  const { message, recipient } = claim
  const workspace = room.journeys.findWorkspace(message.workspaceId)
  if (!recipient || !workspace) return refuse(message, 'erased')
  const node = room.journeys
    .get(message.versionId)
    .journey.definition.nodes.find(({ id }) => id === message.nodeId)
  const stopped = findStop(room, message)
  if (stopped) return stopped
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

async function sendEmail(
  room: SendRoom,
  addressed: Addressed<'message'>,
  signal: AbortSignal,
): Promise<Settlement | undefined> {
  const { message, recipient, workspace, node } = addressed
  const early = judgeMessage(room.clock, addressed)
  if (early.kind !== 'send') return toWithheld(message, early)
  const to = findAddress(recipient) ?? ''
  const composed = await composeEmail(room, message, { node, recipient, to, zone: workspace.zone })
  const leave = async (): Promise<Settlement | undefined> => {
    if (signal.aborted) return undefined
    const paused = findStop(room, message)
    if (paused) return paused
    const withheld = await permitMessage(room, { message, workspace, node })
    if (withheld) return withheld
    if (!room.email || staysInside(workspace)) return keepInside(message, composed)
    const outcome = await room.email.channel.send(
      toRequest(room.email.from, { message, node, composed }),
      signal,
    )
    return toSettlement(room, { message, outcome, composed })
  }
  const settlement = await room.destinations.run('email', EMAIL_ROOM, leave)
  return settlement === 'full' ? hold(room, message, 'the mail server is busy; held back') : settlement
}

function toRequest(
  from: string,
  { message, node, composed }: { message: OutboxMessage; node: NodeOf<'message'>; composed: ComposedEmail },
): SendRequest {
  const { to, subject, html, text, unsubscribeUrl } = composed
  const headers = node.purpose === 'marketing' ? { listUnsubscribeUrl: unsubscribeUrl } : {}
  return { kind: 'email', sendKey: message.sendKey, from, to, subject, html, text, headers }
}

async function sendWebhook(
  room: SendRoom,
  claim: Addressed<'webhook'>,
  signal: AbortSignal,
): Promise<Settlement | undefined> {
  const { message, recipient, workspace, node } = claim
  const composed = composeWebhook(message, { node, recipient })
  if (staysInside(workspace)) return keepInside(message, composed)
  // what one workspace's calls meet keeps no other's
  const destination = `${workspace.workspaceId} ${new URL(node.url).host}`
  const at = room.clock.now().getTime()
  const holdMs = room.circuits.holdMs(destination, at)
  if (holdMs > 0)
    return putBack(message, { dueAt: at + holdMs, reason: 'the address has failed lately; held back' }, 0)
  const call = async (): Promise<Settlement | undefined> => {
    if (signal.aborted) return undefined
    const paused = findStop(room, message)
    if (paused) return paused
    const secret = room.openSecret(workspace)
    const { sendKey } = message
    const sentAt = room.clock.now().getTime()
    const request = {
      kind: 'webhook',
      sendKey,
      url: node.url,
      body: composed.body,
      secret,
      at: sentAt,
    } as const
    const outcome = await room.webhook.send(request, signal)
    const heard = outcome.kind === 'retry' ? 'failure' : 'success'
    if (!signal.aborted) room.circuits.record(destination, heard, room.clock.now().getTime())
    if (node.answer) await takeAnswer(room, claim, outcome)
    return toSettlement(room, { message, outcome, composed })
  }
  const settlement = await room.destinations.run(destination, WEBHOOK_ROOM, call)
  return settlement === 'full' ? hold(room, message, 'the address is busy; held back') : settlement
}

/** A paused journey sends nothing; what it had not sent yet may be given up when it goes on. */
function findStop({ journeys, clock }: SendRoom, message: OutboxMessage): Settlement | undefined {
  const { journeyId, createdAt } = message
  if (journeys.isPaused(journeyId)) {
    const dueAt = clock.now().getTime() + PAUSED_MS
    return putBack(message, { dueAt, reason: 'the journey is paused; held back' }, 0)
  }
  const directive = journeys.findDirective(journeyId)?.directive
  const isGivenUp = directive?.kind === 'release' && directive.overdue.kind !== 'continue'
  return isGivenUp && createdAt <= directive.pausedAt ? refuse(message, 'overdue') : undefined
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
  return putBack(message, { dueAt: room.clock.now().getTime() + waitMs, reason })
}

/** Back for a moment, because too many others are on their way to the same place. */
function hold(room: SendRoom, message: OutboxMessage, reason: string): Settlement {
  const waitMs = HOLD_MS * (1 + room.random())
  return putBack(message, { dueAt: Math.round(room.clock.now().getTime() + waitMs), reason }, 0)
}
