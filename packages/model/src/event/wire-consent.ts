import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts'
import { ConsentChange, type ConsentState } from '../person/consent.ts'
import { findFirst } from './wire-fields.ts'

/** What senders call a choice. */
const STATES: ReadonlyMap<JsonValue, ConsentState> = new Map<JsonValue, ConsentState>([
  ['granted', 'granted'],
  ['opted_in', 'granted'],
  ['subscribed', 'granted'],
  [true, 'granted'],
  ['denied', 'denied'],
  ['opted_out', 'denied'],
  ['unsubscribed', 'denied'],
  ['withdrawn', 'denied'],
  [false, 'denied'],
  ['unknown', 'unknown'],
])

/** One event carries at most this many choices; the rest is ignored. */
const MAX_CHOICES = 50

/**
 * Choices an event carries: a `Consent Updated` event, and `context.periplo.consent`, either as a list of
 * choices or as states by channel (`{ email: 'granted' }`), which speak of marketing. What cannot be read
 * is no choice: nothing is ever granted by mistake.
 */
export function listConsent(
  name: string,
  properties: JsonObject,
  periplo: JsonObject,
): readonly ConsentChange[] {
  const said = name === 'Consent Updated' ? [properties] : []
  const choices = [...said, ...toChoices(periplo['consent'])].slice(0, MAX_CHOICES)
  return choices.map(findChoice).filter((choice) => choice !== undefined)
}

function toChoices(consent: JsonValue | undefined): readonly JsonObject[] {
  if (Array.isArray(consent)) return consent.filter(isJsonObject)
  if (!isJsonObject(consent)) return []
  return Object.entries(consent).map(([channel, state]) => ({ channel, state }))
}

function findChoice(choice: JsonObject): ConsentChange | undefined {
  const said = findFirst(choice, ['state', 'status'])
  const state =
    said === undefined ? undefined : STATES.get(typeof said === 'string' ? said.toLowerCase() : said)
  const parsed = ConsentChange.safeParse({
    channel: choice['channel'],
    purpose: choice['purpose'] ?? 'marketing',
    state,
  })
  return parsed.success ? parsed.data : undefined
}
