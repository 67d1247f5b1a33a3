import { MAX_DURATION_MS } from '@periplo/model'
import type { Comparison, Duration, Instant, JsonValue } from '@periplo/model'
import { toDueAt, toWindowStart } from '../civil-time.ts'
import { toLocalMs } from '../zone-offsets.ts'
import { findMoment } from './moment.ts'
import type { Truth } from './kleene.ts'
import type { Scope } from './scope.ts'

const DAY_MS = 86_400_000
/** Dates beyond this many days from today are asked for by nobody. */
const MAX_DAYS = MAX_DURATION_MS / DAY_MS

/** Compares two ISO 8601 texts as moments, civil ones in the person's zone; unknown where one is none. */
export function compareMoments(
  sides: readonly JsonValue[],
  scope: Scope,
  judge: (a: Instant, b: Instant) => boolean,
): Truth {
  const [a, b] = sides.map((side) => readMoment(side, scope))
  return a === undefined || b === undefined ? undefined : judge(a, b)
}

/** Whether a moment lies in, before or after a length of time that ends, or begins, at `scope.at`. */
export function isWithin(
  value: JsonValue,
  asked: {
    readonly is: Extract<Comparison, 'in-last' | 'longer-ago' | 'in-next' | 'further-ahead'>
    readonly length: Duration
    readonly scope: Scope
  },
): Truth {
  const { is, length, scope } = asked
  const { at, person } = scope
  const moment = readMoment(value, scope)
  if (moment === undefined) return undefined
  switch (is) {
    case 'in-last':
      return moment <= at && moment > toWindowStart(at, length, person.zone)
    case 'longer-ago':
      return moment <= toWindowStart(at, length, person.zone)
    case 'in-next':
      return moment > at && moment <= toDueAt(at, length, person.zone)
    case 'further-ahead':
      return moment > toDueAt(at, length, person.zone)
  }
}

/** Whether a moment lies on the civil day in the person's zone that is so many whole days from today. */
export function isDay(value: JsonValue, days: JsonValue, scope: Scope): Truth {
  const [day, wanted] = [readDay(value, scope), findDay(days, scope)]
  return day === undefined || wanted === undefined ? undefined : day.getTime() === wanted.getTime()
}

/**
 * Whether the month and day of a moment come round on the civil day so many days from today. Born on 29
 * February one is celebrated on the 28th where there is no 29th. The day itself counts; those before it do not.
 */
export function isAnniversary(value: JsonValue, days: JsonValue, scope: Scope): Truth {
  const [day, wanted] = [readDay(value, scope), findDay(days, scope)]
  if (day === undefined || wanted === undefined) return undefined
  return wanted >= day && toMonthDay(day, wanted.getUTCFullYear()) === toMonthDay(wanted)
}

/** `M-D`, 29 February as the 28th in a year that has none. */
function toMonthDay(day: Date, year = day.getUTCFullYear()): string {
  const [month, date] = [day.getUTCMonth(), day.getUTCDate()]
  const isMissing = month === 1 && date === 29 && new Date(Date.UTC(year, 1, 29)).getUTCMonth() !== 1
  return `${month}-${isMissing ? 28 : date}`
}

function readMoment(value: JsonValue, { person }: Scope): Instant | undefined {
  return typeof value === 'string' ? findMoment(value, person.zone) : undefined
}

/** The civil day of a moment in the person's zone, as its midnight in UTC. */
function readDay(value: JsonValue, scope: Scope): Date | undefined {
  const moment = readMoment(value, scope)
  return moment === undefined ? undefined : toDay(moment, scope)
}

function findDay(days: JsonValue, scope: Scope): Date | undefined {
  if (typeof days !== 'number' || !Number.isInteger(days) || Math.abs(days) > MAX_DAYS) return undefined
  return new Date(toDay(scope.at, scope).getTime() + days * DAY_MS)
}

function toDay(at: Instant, { person }: Scope): Date {
  return new Date(Math.floor(toLocalMs(at, person.zone) / DAY_MS) * DAY_MS)
}
