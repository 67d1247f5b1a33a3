import { findInstant, isJsonObject, parseIncomingEvent } from '@periplo/model'
import type { ConsentState, Instant, JsonObject, JsonValue, Rejection, TrackedEvent } from '@periplo/model'
import { readConsent } from './countable.ts'
import type { LogEvent } from './kpi-log.ts'

/** What came of reading one event of a file. */
export type ParsedLogEvent = { readonly kind: 'accepted'; readonly event: LogEvent } | Rejection

/** Later than anything that can be said: an event without `receivedAt` is never ahead of it. */
const LATEST_INSTANT = Date.UTC(9999, 11, 31)

/** Where an event stands in its file: names one that came without a `messageId`. */
export interface Place {
  readonly line: number
}

/**
 * Reads one event of a file: a call of the tracking API as it is on the wire, with `receivedAt` beside
 * `timestamp` where it is known (else it was heard when it happened). Unlike the API it takes events that
 * name nobody: anonymous sales, cost reports, exchange rates. Never throws on parsed JSON.
 */
export function parseLogEvent(raw: unknown, { line }: Place): ParsedLogEvent {
  const call = isJsonObject(raw) ? raw : {}
  const receivedAt = findMoment(call['receivedAt'])
  const read = isJsonObject(raw) ? withSomebody(call, line, receivedAt !== undefined) : raw
  const parsed = parseIncomingEvent(read, {
    receivedAt: receivedAt ?? LATEST_INSTANT,
    newEventId: () => toNobody(line),
  })
  if (parsed.kind !== 'accepted') return parsed
  if (parsed.event.occurredAt === LATEST_INSTANT) return rejectTime(call)
  return { kind: 'accepted', event: toLogEvent(parsed.event, call, { line, receivedAt }) }
}

function toLogEvent(
  tracked: TrackedEvent,
  call: JsonObject,
  { line, receivedAt }: { readonly line: number; readonly receivedAt: Instant | undefined },
): LogEvent {
  const { eventId, type, name, occurredAt, channel, previous, properties, amountMinor, currency } = tracked
  const context = isJsonObject(call['context']) ? call['context'] : {}
  const step = properties['step']
  return {
    messageId: eventId,
    type,
    event: name,
    timestamp: occurredAt,
    receivedAt: receivedAt ?? occurredAt,
    step: typeof step === 'number' ? step : 0,
    identifiers: tracked.identifiers.filter(({ value }) => value !== toNobody(line)),
    ...(previous && { previous }),
    channel,
    consent: findConsent(context),
    properties: tracked.traits ? { ...tracked.traits, ...properties } : properties,
    context,
    ...(amountMinor !== undefined && { amountMinor }),
    ...(currency !== undefined && { currency }),
  }
}

/** The API wants somebody in every call; where a file names nobody, a name that is taken off again afterwards. */
function withSomebody(call: JsonObject, line: number, isReceived: boolean): JsonObject {
  const { sentAt, ...rest } = call
  const sent = isReceived && sentAt !== undefined ? { sentAt } : {}
  const isNamed = isId(call['userId']) || isId(call['anonymousId'])
  return { ...rest, ...sent, ...(isNamed ? {} : { anonymousId: toNobody(line) }) }
}

function toNobody(line: number): string {
  return `line:${line}`
}

function isId(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && value !== ''
}

function findMoment(value: JsonValue | undefined): Instant | undefined {
  return typeof value === 'string' || typeof value === 'number' ? findInstant(value) : undefined
}

function rejectTime({ timestamp }: JsonObject): Rejection {
  const reason = timestamp === undefined ? 'there is no timestamp' : 'the timestamp is no moment'
  return { kind: 'rejected', code: 'invalid-time', reason }
}

/** What the event says of the purpose `analytics`, as `{ analytics: 'denied' }` or in a list of choices. */
function findConsent(context: JsonObject): ConsentState {
  const periplo = isJsonObject(context['periplo']) ? context['periplo'] : {}
  const consent = periplo['consent']
  if (isJsonObject(consent)) return readConsent(consent['analytics']) ?? 'unknown'
  if (!Array.isArray(consent)) return 'unknown'
  const choice = consent.filter(isJsonObject).find(({ purpose }) => purpose === 'analytics')
  return readConsent(choice?.['state'] ?? choice?.['status']) ?? 'unknown'
}
