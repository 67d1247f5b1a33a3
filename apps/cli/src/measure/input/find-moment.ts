import { Temporal } from 'temporal-polyfill'
import type { Instant } from '@periplo/model'

const ISO =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)? ?(Z|[+-]\d\d(?::?\d\d)?)?$/i
const EPOCH_SECONDS = /^\d{9,10}(?:\.\d{1,9})?$/
const EPOCH_MS = /^\d{12,13}$/

/**
 * Reads `2026-03-01`, `20260301`, `2026-03-01 09:30[:00[.000]]`, with or without an offset, or an epoch time
 * in seconds or milliseconds. Without an offset it is a local time of `zone`; a day is its midnight. Undefined
 * for everything else, such as days the calendar does not have and orders that could be day or month first.
 */
export function findMoment(text: string, zone: string): Instant | undefined {
  const parts = ISO.exec(text)
  if (parts) return findIso(parts, zone)
  if (EPOCH_SECONDS.test(text)) return Math.floor(Number(text) * 1_000)
  return EPOCH_MS.test(text) ? Number(text) : undefined
}

function findIso(parts: RegExpExecArray, zone: string): Instant | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part: string | undefined) => Number(part ?? 0))
  const local = Date.UTC(year, month - 1, day, hour, minute, second)
  const back = new Date(local)
  const isReal =
    back.getUTCMonth() === month - 1 && back.getUTCDate() === day && hour < 24 && minute < 60 && second < 60
  if (!isReal) return undefined
  const asUtc = local + Math.floor(Number(`0.${parts[7] ?? 0}`) * 1_000)
  const offset = parts[8]
  if (offset !== undefined) return asUtc - toOffsetMs(offset)
  return zone === 'UTC' ? asUtc : toInstant(asUtc, zone)
}

function toOffsetMs(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))
  return (offset.startsWith('-') ? -1 : 1) * minutes * 60_000
}

/** The first instant at which clocks of the zone show that time; past the gap where they skip it. */
function toInstant(asUtc: number, zone: string): Instant {
  return Temporal.Instant.fromEpochMilliseconds(asUtc)
    .toZonedDateTimeISO('UTC')
    .toPlainDateTime()
    .toZonedDateTime(zone).epochMilliseconds
}
