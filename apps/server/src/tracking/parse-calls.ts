import {
  type CallType,
  ENROLLMENT_REQUESTED,
  isJsonObject,
  JourneyId,
  type JsonObject,
  MAX_BATCH_EVENTS,
  parseIncomingEvent,
  type Reception,
  type Rejection,
  StudioError,
  type TrackedEvent,
} from '@periplo/model'
import type { Refusal } from '@periplo/runtime'
import type { Seams } from '../server-runtime.ts'
import type { TrackingBody } from './read-body.ts'

/** A refused event and its place in the batch. */
export interface PlacedRejection extends Refusal {
  readonly index: number
}

/** What a request brought, in its order. */
export interface ParsedCalls {
  readonly accepted: readonly TrackedEvent[]
  readonly rejected: readonly PlacedRejection[]
}

const EXCERPT_LENGTH = 4_000

/** Reads one event. */
export function parseSingle({ json, sizeBytes }: TrackingBody, type: CallType, seams: Seams): ParsedCalls {
  return parseAll([json], { ...toReception(seams), type, atMostBytes: sizeBytes })
}

/** An ask for an enrollment: whose, and into which journey. */
export interface EnrollCall {
  readonly event: TrackedEvent
  readonly journeyId: string
}

/**
 * Reads an ask for an enrollment: a `track` call with a `journeyId` where the name of the event would stand.
 * Fails with `input/invalid`.
 */
export function parseEnroll({ json, sizeBytes }: TrackingBody, seams: Seams): EnrollCall {
  const call = isJsonObject(json) ? json : {}
  const journeyId = JourneyId.safeParse(call['journeyId'])
  if (!journeyId.success) throw new StudioError('input/invalid', 'Name the journey: journeyId is a UUID.')
  const asked = { json: { ...call, event: ENROLLMENT_REQUESTED }, sizeBytes }
  const { accepted, rejected } = parseSingle(asked, 'track', seams)
  const [event] = accepted
  if (!event) throw new StudioError('input/invalid', rejected[0]?.reason ?? 'The call cannot be read.')
  return { event, journeyId: journeyId.data }
}

/**
 * Reads a batch: each event is taken or refused for itself. What the batch says once (`sentAt`, `context`)
 * holds for every event. Fails with `input/invalid` where there is no list of at most 500.
 */
export function parseBatch({ json, sizeBytes }: TrackingBody, seams: Seams): ParsedCalls {
  const batch = isJsonObject(json) ? json['batch'] : undefined
  if (!isJsonObject(json) || !Array.isArray(batch)) {
    throw new StudioError('input/invalid', 'A batch is a JSON object with a list named batch.')
  }
  if (batch.length > MAX_BATCH_EVENTS) {
    throw new StudioError(
      'input/invalid',
      `A batch holds at most ${MAX_BATCH_EVENTS} events; this one holds ${batch.length}.`,
    )
  }
  const { sentAt, context } = json
  const events: readonly unknown[] = isJsonObject(context)
    ? batch.map((raw) => withContext(raw, context))
    : batch
  const isMoment = typeof sentAt === 'string' || typeof sentAt === 'number'
  return parseAll(events, { ...toReception(seams), ...(isMoment && { sentAt }), atMostBytes: sizeBytes })
}

function toReception({ clock, ids }: Seams): Reception {
  return { receivedAt: clock.now().getTime(), newEventId: () => ids.uuid() }
}

function withContext(raw: unknown, context: JsonObject): unknown {
  if (!isJsonObject(raw)) return raw
  return { ...raw, context: isJsonObject(raw['context']) ? { ...context, ...raw['context'] } : context }
}

function parseAll(events: readonly unknown[], reception: Reception): ParsedCalls {
  const accepted: TrackedEvent[] = []
  const rejected: PlacedRejection[] = []
  for (const [index, raw] of events.entries()) {
    const parsed = parseIncomingEvent(raw, reception)
    if (parsed.kind === 'accepted') accepted.push(parsed.event)
    else rejected.push(toPlaced(parsed, index, raw))
  }
  return { accepted, rejected }
}

function toPlaced({ code, reason }: Rejection, index: number, raw: unknown): PlacedRejection {
  return { index, code, reason, excerpt: code === 'too-deep' ? '' : toExcerpt(raw) }
}

/**
 * What arrived, without the write key that browsers send in it. JSON escapes NUL and halves of pairs; the cut may
 * halve a pair anew. What nests deeper than the stack has none.
 */
function toExcerpt(raw: unknown): string {
  try {
    return (JSON.stringify(raw, hideWriteKey) ?? '').slice(0, EXCERPT_LENGTH).toWellFormed()
  } catch (error) {
    if (error instanceof RangeError) return ''
    throw error
  }
}

function hideWriteKey(key: string, value: unknown): unknown {
  return key === 'writeKey' ? '…' : value
}
