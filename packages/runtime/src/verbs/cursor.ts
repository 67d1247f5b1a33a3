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
