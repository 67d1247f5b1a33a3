import type { Slots } from './slots.ts'

const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:'])

/** The address in its normal form if it is absolute http, https or mailto without credentials; else undefined. */
export function findSafeLink(text: string): string | undefined {
  const url = URL.parse(text)
  if (url === null || !SCHEMES.has(url.protocol)) return undefined
  return url.username === '' && url.password === '' ? url.href : undefined
}

/** Whether a click on it can be counted. */
export function isTrackable(url: string): boolean {
  return url.startsWith('http:') || url.startsWith('https:')
}

/**
 * A link's address with its values in place. A value the address begins with may be a whole address; any later
 * one is data, and can add neither a host nor a parameter. Escapes the author made (`url_encode`) stay.
 */
export function resolveLink(address: string, slots: Slots): string {
  return slots.resolve(address, (value, position) => (position === 0 ? value.trim() : encodeData(value)))
}

function encodeData(value: string): string {
  const parts = value.split(/(%[0-9A-Fa-f]{2}|\/)/)
  return parts
    .map((part, index) => (index % 2 === 1 ? part : encodeURIComponent(part.toWellFormed())))
    .join('')
}
