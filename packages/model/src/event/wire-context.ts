import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts'
import { countUtf8Bytes, findText } from './wire-fields.ts'

/** The most bytes a kept context takes as JSON. */
export const MAX_CONTEXT_BYTES = 2_048

/** What is kept of the wire's context, the dearest first: the rest is the sender's, or about the device alone. */
const KEPT = {
  campaign: ['name', 'source', 'medium', 'term', 'content'],
  page: ['url', 'path', 'title', 'referrer'],
  referrer: ['type', 'name', 'url', 'link'],
  app: ['name', 'version', 'build', 'namespace'],
  device: ['type', 'model'],
  location: ['store_id'],
} as const

const PARTS = Object.entries(KEPT)
const FRAME_BYTES = JSON.stringify(Object.fromEntries(PARTS.map(([part]) => [part, {}]))).length

interface Room {
  leftBytes: number
}

/**
 * Where an event came from: campaign, page, referrer, app, device and shop, as texts, numbers and booleans;
 * undefined where nothing of it is told. A value that would take the whole past 2 KB is left out.
 */
export function findKeptContext(context: JsonObject): JsonObject | undefined {
  const room: Room = { leftBytes: MAX_CONTEXT_BYTES - FRAME_BYTES }
  const kept: Record<string, JsonValue> = {}
  for (const [part, keys] of PARTS) {
    const told = context[part]
    const found = isJsonObject(told) ? keepFields(told, keys, room) : keepPlain(context, part, room)
    if (found !== undefined) kept[part] = found
  }
  return Object.keys(kept).length > 0 ? kept : undefined
}

function keepFields(told: JsonObject, keys: readonly string[], room: Room): JsonObject | undefined {
  const fields: Record<string, JsonValue> = {}
  for (const key of keys) {
    const value = findScalar(told, key)
    if (value !== undefined && fits(value, key, room)) fields[key] = value
  }
  return Object.keys(fields).length > 0 ? fields : undefined
}

/** Some senders write a referrer or an app as one text. */
function keepPlain(context: JsonObject, part: string, room: Room): JsonValue | undefined {
  const value = part === 'referrer' || part === 'app' ? findText(context, part) : undefined
  return value !== undefined && fits(value, part, room) ? value : undefined
}

function findScalar(owner: JsonObject, key: string): string | number | boolean | undefined {
  const value = owner[key]
  return typeof value === 'number' || typeof value === 'boolean' ? value : findText(owner, key)
}

/** Takes the room a value needs with its key, quotes, colon and comma; false where it is not there. */
function fits(value: string | number | boolean, key: string, room: Room): boolean {
  const bytes = countUtf8Bytes(JSON.stringify(value)) + key.length + 4
  if (bytes > room.leftBytes) return false
  room.leftBytes -= bytes
  return true
}
