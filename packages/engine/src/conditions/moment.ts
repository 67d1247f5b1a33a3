import type { Instant } from '@periplo/model'
import { toFirstInstant } from '../zone-offsets.ts'

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i

interface Civil {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond: number
}

/**
 * The instant an ISO 8601 text names, or undefined if it names none. With an offset it is exact; a date, or
 * a date and time without offset, is read as civil time in `zone` (a date as its midnight), as days are
 * everywhere else. Fractions beyond the millisecond are cut.
 */
export function findMoment(text: string, zone: string): Instant | undefined {
  const match = ISO.exec(text)
  if (!match) return undefined
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset] = match
  const millisecond = Number(fraction.slice(0, 3).padEnd(3, '0'))
  const clock = { hour: Number(hour), minute: Number(minute), second: Number(second), millisecond }
  const civil = { year: Number(year), month: Number(month), day: Number(day), ...clock }
  const utc = findUtc(civil)
  if (utc === undefined) return undefined
  if (offset === undefined) return toFirstInstant(utc, zone)
  const offsetMs = findOffsetMs(offset)
  return offsetMs === undefined ? undefined : utc - offsetMs
}

/** The civil fields read as UTC, or undefined if there is no such day or time of day. */
function findUtc({ year, month, day, hour, minute, second, millisecond }: Civil): Instant | undefined {
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const midnight = new Date(0)
  midnight.setUTCFullYear(year, month - 1, day)
  const isReal = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day
  return isReal ? midnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1_000 + millisecond : undefined
}

function findOffsetMs(offset: string): number | undefined {
  if (offset === 'Z' || offset === 'z') return 0
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(3).replace(':', ''))]
  if (hours > 23 || minutes > 59) return undefined
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
}
