const ZONE_SHAPE = /^[A-Za-z][A-Za-z0-9_+\-/]{0,63}$/
const LOCALE = /^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}$/

/** Zones found valid before: finding out costs more than the rest of an event. */
const VALID_ZONES = new Set<string>()

/** There are about 600 zones; the rest is spelling, as case does not matter to them. */
const MAX_REMEMBERED = 2_000

/** The zone if it is an IANA zone this machine knows; offsets such as `+01:00` are none. */
export function findZone(text: string | undefined): string | undefined {
  if (text === undefined || !ZONE_SHAPE.test(text)) return undefined
  return VALID_ZONES.has(text) || isZone(text) ? text : undefined
}

function isZone(text: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: text })
  } catch {
    return false
  }
  if (VALID_ZONES.size < MAX_REMEMBERED) VALID_ZONES.add(text)
  return true
}

/** The language tag with dashes (`es-MX`), or undefined where it is none. */
export function findLocale(text: string | undefined): string | undefined {
  return text !== undefined && LOCALE.test(text) ? text.replaceAll('_', '-') : undefined
}
