import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts'

const EMPTY: JsonObject = {}

/** The object under a key, or an empty one where there is none. Senders put anything anywhere; nothing here throws. */
export function objectAt(owner: JsonObject, key: string): JsonObject {
  const value = owner[key]
  return isJsonObject(value) ? value : EMPTY
}

/** The trimmed text under a key; undefined where there is none, or it is empty or longer than 1,000 characters. */
export function findText(owner: JsonObject, key: string): string | undefined {
  const value = owner[key]
  if (typeof value !== 'string' || value.length > 1_000) return undefined
  return value.trim() || undefined
}

/** The first value present under one of the keys: senders write `loyalty_id` and `loyaltyId`. */
export function findFirst(owner: JsonObject, keys: readonly string[]): JsonValue | undefined {
  for (const key of keys) {
    const value = owner[key]
    if (value !== undefined && value !== null) return value
  }
  return undefined
}

/** Bytes of a text in UTF-8. Well-formed text only: each half of a surrogate pair then counts two of its four bytes. */
export function countUtf8Bytes(text: string): number {
  let bytes = 0
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit < 0x80) bytes += 1
    else bytes += unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3
  }
  return bytes
}
