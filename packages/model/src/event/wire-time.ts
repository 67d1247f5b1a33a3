import type { Instant } from '../seams.ts'

/** How far ahead of ours a client's clock may run before the event says so. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000

/** Numbers below are seconds (until the year 5138), numbers from here on milliseconds (since 1973). */
const SECONDS_BELOW = 100_000_000_000

/** The last moment JavaScript and PostgreSQL both can hold comfortably: the year 9999. */
const LAST_INSTANT = 253_402_300_799_999

const ISO = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i
const DIGITS = /^\d{1,13}(?:\.\d{1,9})?$/

/**
 * Reads an ISO 8601 moment, or epoch seconds or milliseconds, as number or text. A moment without an offset
 * is UTC. Undefined for everything else, and for moments before 1970.
 */
export function findInstant(value: string | number): Instant | undefined {
  if (typeof value === 'number') return toInstant(value < SECONDS_BELOW ? value * 1_000 : value)
  const zone = ISO.exec(value)
  if (zone) return toInstant(Date.parse(toStrictIso(value, zone[1])))
  return DIGITS.test(value) ? findInstant(Number(value)) : undefined
}

/** In the one form `Date.parse` reads alike everywhere; without an offset it would take the machine's zone. */
function toStrictIso(value: string, zone: string | undefined): string {
  if (zone === 'Z' && value[10] === 'T') return value
  if (value.length === 10) return value
  const local = value
    .slice(0, value.length - (zone?.length ?? 0))
    .replace(' ', 'T')
    .replace(',', '.')
  return local.toUpperCase() + toOffset(zone)
}

function toOffset(zone: string | undefined): string {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 'Z'
  return `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`
}

function toInstant(ms: number): Instant | undefined {
  return ms >= 0 && ms <= LAST_INSTANT ? Math.floor(ms) : undefined
}

/** What a client's clock said, and when we took the event. */
export interface WireTimes {
  readonly timestamp: Instant | undefined
  readonly sentAt: Instant | undefined
  readonly receivedAt: Instant
}

/** When an event happened by our clock. */
export interface CorrectedTime {
  /** Never after `receivedAt`, nor before 1970. */
  readonly occurredAt: Instant
  /** The corrected moment was more than {@link CLOCK_TOLERANCE_MS} ahead. */
  readonly ahead: boolean
}

/**
 * Takes the client's clock error out: its clock read `sentAt` when ours read `receivedAt`, so the event is
 * moved by the difference (Segment Spec, "Timestamps in Segment calls"). Without `sentAt` the client's clock
 * is believed; without a timestamp the event happened on arrival.
 */
export function correctTime({ timestamp, sentAt, receivedAt }: WireTimes): CorrectedTime {
  if (timestamp === undefined) return { occurredAt: receivedAt, ahead: false }
  const corrected = sentAt === undefined ? timestamp : timestamp + (receivedAt - sentAt)
  return {
    occurredAt: Math.max(0, Math.min(corrected, receivedAt)),
    ahead: corrected > receivedAt + CLOCK_TOLERANCE_MS,
  }
}
