import type { z } from 'zod'
import { findJsonFlaw, isJsonObject, type JsonObject } from '../json.ts'
import type { TrackedEvent } from './event.ts'
import { IncomingEvent, type Reception } from './incoming-event.ts'
import { MAX_EVENT_BYTES } from './limits.ts'
import { reject, type Rejection } from './rejection.ts'
import { toTrackedEvent } from './to-tracked-event.ts'
import { countUtf8Bytes } from './wire-fields.ts'

/** What came of reading one call. */
export type ParsedEvent = { readonly kind: 'accepted'; readonly event: TrackedEvent } | Rejection

/**
 * Reads one call of the tracking API out of a parsed JSON document. Never throws on one, and never keeps a
 * part of what it refuses. The event shares structure with `raw`, which must not be changed afterwards.
 */
export function parseIncomingEvent(raw: unknown, reception: Reception): ParsedEvent {
  if (!isJsonObject(raw)) return reject('not-an-object')
  const flaw = findJsonFlaw(raw)
  if (flaw) return reject(flaw)
  if (isTooLarge(raw, reception.atMostBytes)) return reject('too-large')
  const parsed = IncomingEvent.safeParse(reception.type ? { ...raw, type: reception.type } : raw)
  if (!parsed.success) return rejectShape(parsed.error)
  const event = toTrackedEvent(parsed.data, reception)
  return typeof event === 'string' ? reject(event) : { kind: 'accepted', event }
}

function rejectShape({ issues: [issue] }: z.ZodError): Rejection {
  const path = issue?.path.join('.')
  return path === 'type' ? reject('unknown-type') : reject('invalid-field', `${path}: ${issue?.message}`)
}

function isTooLarge(raw: JsonObject, atMostBytes = Number.POSITIVE_INFINITY): boolean {
  if (atMostBytes <= MAX_EVENT_BYTES) return false
  const json = JSON.stringify(raw)
  return json.length * 3 > MAX_EVENT_BYTES && countUtf8Bytes(json) > MAX_EVENT_BYTES
}
