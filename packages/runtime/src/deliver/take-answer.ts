import { WEBHOOK_ANSWERED, findJsonFlaw } from '@periplo/model'
import type { Instant, JsonValue, OutboxMessage, TrackedEvent, WebhookAnswer } from '@periplo/model'
import type { Arrival } from '../ingest/arrival.ts'
import { toKeyHash } from '../ingest/hashing.ts'
import { OWN_SOURCE } from '../own-source.ts'
import type { Recipient } from './compose.ts'

/** More of an answer is kept by nobody. */
const MAX_ANSWER_CHARS = 16_384

/** What came of a call that somebody waits for. */
export type Heard = { readonly kind: 'answered'; readonly body: string } | { readonly kind: 'failed' }

/**
 * The answer as an event of the person, for the run that waits. The same call gives the same event, so it is
 * in the log once, however often the call had to be made.
 */
export function toAnswerArrival(
  { message, recipient }: { readonly message: OutboxMessage; readonly recipient: Recipient | null },
  heard: Heard,
  at: Instant,
): Arrival {
  const { workspaceId, sendKey, enrollmentId, journeyId, versionId, nodeId, createdAt } = message
  const occurredAt = Math.max(at, createdAt)
  const answer: WebhookAnswer =
    heard.kind === 'failed'
      ? { sendKey, failed: true, body: null }
      : { sendKey, failed: false, body: parseAnswer(heard.body) }
  const event: TrackedEvent = {
    eventId: toKeyHash(WEBHOOK_ANSWERED, sendKey),
    type: 'track',
    name: WEBHOOK_ANSWERED,
    occurredAt,
    channel: 'custom:webhook',
    identifiers: recipient?.identifiers ?? [],
    properties: {},
    origin: { enrollmentId, journeyId, versionId, nodeId, depth: 0 },
    answer,
    flags: [],
  }
  return { workspaceId, sourceId: OWN_SOURCE, event, receivedAt: occurredAt, mode: 'live' }
}

/** JSON as it is, other text as text; nothing of what is too long or cannot be kept. */
function parseAnswer(body: string): JsonValue {
  if (body.length > MAX_ANSWER_CHARS) return null
  const value = readJson(body)
  return findJsonFlaw(value) === undefined ? value : null
}

function readJson(body: string): JsonValue {
  try {
    return JSON.parse(body) as JsonValue // oxlint-disable-line typescript/no-unsafe-type-assertion -- JSON is JSON
  } catch {
    return body
  }
}
