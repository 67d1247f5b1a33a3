import type { Instant } from '@periplo/model'
import type { CivilDay, Span, WorkingHours } from '@periplo/kpi'
import { InvalidArgumentError } from 'commander'
import { findMoment } from './input/find-moment.ts'

const EXACT_MS = { s: 1_000, m: 60_000, h: 3_600_000 } as const
const DAY_MS = 86_400_000
const CIVIL_DAYS = { d: 1, w: 7 } as const

/** Reads `a,b,c`; blanks around names do not count. Fails where a name is empty. */
export function toList(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim())
  if (names.every((name) => name !== '')) return names
  throw new InvalidArgumentError('It is a list such as a,b,c.')
}

/** Reads `14d` or `2w` as civil days, `30m`, `12h` or `90s` as exact time. */
export function toWindow(text: string): Span {
  const [, amount, unit] = /^(\d{1,6})([smhdw])$/.exec(text.trim()) ?? []
  const count = Number(amount)
  if (amount !== undefined && count > 0) {
    if (unit === 'd' || unit === 'w') return { days: count * CIVIL_DAYS[unit], exactMs: 0 }
    if (unit === 's' || unit === 'm' || unit === 'h') return { days: 0, exactMs: count * EXACT_MS[unit] }
  }
  throw new InvalidArgumentError('It is a time such as 14d, 2w, 12h, 30m or 90s.')
}

/** The option that says in which zone days begin and times without an offset are meant. */
export function toZone(text: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone
  } catch {
    throw new InvalidArgumentError('It is an IANA time zone such as Europe/Madrid.')
  }
}

/** Reads a date or a moment; a date is its first instant in UTC. */
export function toMoment(text: string): Instant {
  const at = findMoment(text.trim(), 'UTC')
  if (at !== undefined) return at
  throw new InvalidArgumentError('It is a date or moment such as 2026-03-01 or 2026-03-01T09:30:00Z.')
}

/** Reads a civil day. */
export function toDay(text: string): CivilDay {
  const at = findMoment(text.trim(), 'UTC')
  if (at !== undefined && at % DAY_MS === 0) return new Date(at).toISOString().slice(0, 'YYYY-MM-DD'.length)
  throw new InvalidArgumentError('It is a date such as 2026-03-01.')
}

/** Reads a whole number from `least` on. */
export function wholeFrom(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN
    if (Number.isSafeInteger(value) && value >= least && value <= most) return value
    const end = most === Number.MAX_SAFE_INTEGER ? 'or more' : `to ${most}`
    throw new InvalidArgumentError(`It is a whole number, ${least} ${end}.`)
  }
}

/** Reads a number within bounds. */
export function numberWithin(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text)
    if (value >= least && value <= most) return value
    throw new InvalidArgumentError(`It is a number from ${least} to ${most}.`)
  }
}

/** Reads an ISO 4217 code. */
export function toCurrency(text: string): string {
  if (/^[A-Z]{3}$/.test(text)) return text
  throw new InvalidArgumentError('It is a currency code such as EUR.')
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** Reads `mon-fri@09:00-18:00` or `mon,wed@9:00-14:00`. */
export function toWorkingHours(text: string): WorkingHours {
  const [, days = '', from = '', to = ''] =
    /^([a-z,-]+)@(\d{1,2}:\d{2})-(\d{1,2}:\d{2})$/.exec(text.trim().toLowerCase()) ?? []
  const weekdays = days.split(',').map(findWeekdays)
  const [begins, ends] = [findMinutes(from), findMinutes(to)]
  if (
    begins !== undefined &&
    ends !== undefined &&
    begins < ends &&
    weekdays.every((found) => found.length > 0)
  )
    return { weekdays: weekdays.flat(), from: begins, to: ends }
  throw new InvalidArgumentError('They are hours such as mon-fri@09:00-18:00 or mon,wed@09:00-14:00.')
}

/** `tue`, or `mon-fri`; from 1, Monday, on. None where it is neither. */
function findWeekdays(text: string): readonly number[] {
  const [first, last = first, ...rest] = text
    .split('-')
    .map((day) => WEEKDAYS.findIndex((known) => known === day) + 1)
  if (!first || !last || rest.length > 0 || last < first) return []
  return Array.from({ length: last - first + 1 }, (_, at) => first + at)
}

function findMinutes(text: string): number | undefined {
  const [hours = Number.NaN, minutes = Number.NaN] = text.split(':').map(Number)
  const total = hours * 60 + minutes
  return minutes < 60 && total <= 1_440 ? total : undefined
}
