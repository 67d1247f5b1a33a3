/** The search part of an address as the router parsed it: anybody may have typed anything. */
export type RawSearch = Readonly<Record<string, unknown>>

/** The text under `key`, or undefined where there is none worth keeping. The router reads `?q=42` as a number. */
export function readText(raw: RawSearch, key: string): string | undefined {
  const value = raw[key]
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
  return typeof text === 'string' && text !== '' ? text : undefined
}

/** The value under `key` if it is one of `allowed`. */
export function readChoice<T extends string>(
  raw: RawSearch,
  key: string,
  allowed: readonly T[],
): T | undefined {
  return allowed.find((choice) => choice === raw[key])
}

/** A civil day, `YYYY-MM-DD`, that exists in the calendar. */
export function readDay(raw: RawSearch, key: string): string | undefined {
  const text = readText(raw, key)
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const at = new Date(`${text}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? undefined : text
}
