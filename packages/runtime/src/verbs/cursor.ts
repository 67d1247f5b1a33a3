import type { Instant } from '@periplo/model'
import type { Page } from '../verbs.ts'

/** Where a page of a list ends: the moment and key of its last item. */
export interface Cursor {
  readonly at: number
  readonly key: string
}

/** The cursor as an opaque text for a URL. */
export function toCursor({ at, key }: Cursor): string {
  return `${at}.${key}`
}

/** Reads what {@link toCursor} wrote; null for the first page and for anything else. */
export function parseCursor(text: string | null): Cursor | null {
  const match = /^(\d{1,16})\.([\w-]{0,80})$/.exec(text ?? '')
  return match ? { at: Number(match[1]), key: match[2] ?? '' } : null
}

/** A place in a list by moments, of which many items may share one: how many of that moment were shown. */
export interface Place {
  readonly at: Instant
  readonly shown: number
}

/** The place a cursor of {@link cutPage} speaks of; the start of the list for the first page. */
export function parsePlace(text: string | null): Place {
  const cursor = parseCursor(text)
  const shown = Number(cursor?.key)
  if (!cursor || !Number.isSafeInteger(shown)) return { at: Number.MAX_SAFE_INTEGER, shown: 0 }
  return { at: cursor.at, shown }
}

/**
 * One page out of a list by moments, newest first. `found` begins with everything of the place's moment and
 * holds at least `shown + limit + 1` items where there are that many. No item is lost or shown twice where a
 * page ends inside a moment.
 */
export function cutPage<T>(
  found: readonly T[],
  { place, limit, atOf }: { place: Place; limit: number; atOf: (item: T) => Instant },
): Page<T> {
  const end = place.shown + limit
  const items = found.slice(place.shown, end)
  const last = items.at(-1)
  if (!last || found.length <= end) return { items, next: null }
  const at = atOf(last)
  const shown = found.slice(0, end).filter((item) => atOf(item) === at).length
  return { items, next: toCursor({ at, key: String(shown) }) }
}
