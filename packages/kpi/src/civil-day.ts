import { Temporal } from 'temporal-polyfill'
import { invariant } from '@periplo/model'
import type { Instant } from '@periplo/model'

/** A civil day in the workspace's zone, `YYYY-MM-DD`. Text order is time order. */
export type CivilDay = string

/** Civil days `[from, to)`. Empty where `to` is not after `from`. */
export interface DayRange {
  readonly from: CivilDay
  readonly to: CivilDay
}

interface DayStart {
  readonly day: CivilDay
  readonly startsAt: Instant
}

/** What has been worked out for one zone. Pure memory of pure answers, bounded by {@link CACHED_DAYS}. */
interface ZoneCache {
  /** By UTC day: the civil days that touch it, in order. */
  readonly touching: Map<number, readonly DayStart[]>
  readonly starts: Map<CivilDay, Instant>
}

const DAY_MS = 86_400_000
const CACHED_DAYS = 10_000
const CACHED_ZONES = 600
const CACHES = new Map<string, ZoneCache>()

/**
 * The civil day of an instant in an IANA zone: the last day that has begun. Days of 23 and 25 hours come
 * out right. Where clocks go back over midnight the day that began stays, so days never alternate.
 * About 50 ns once the UTC day has been seen. Throws RangeError for an unknown zone.
 */
export function dayOf(instant: Instant, zone: string): CivilDay {
  const starts = listTouching(Math.floor(instant / DAY_MS), zone)
  const found = starts.findLast(({ startsAt }) => startsAt <= instant)
  invariant(found, `no civil day at ${instant} in ${zone}`)
  return found.day
}

/** The first instant of a civil day in an IANA zone; not always 00:00, where clocks skip midnight. */
export function startOfDay(day: CivilDay, zone: string): Instant {
  const { starts } = cacheOf(zone)
  const known = starts.get(day)
  if (known !== undefined) return known
  const startsAt = Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds
  if (starts.size >= CACHED_DAYS) starts.clear()
  starts.set(day, startsAt)
  return startsAt
}

/** The day `days` after (or before, if negative) by the calendar. `day` must be one. */
export function addDays(day: CivilDay, days: number): CivilDay {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 'YYYY-MM-DD'.length)
}

/** The same local time `days` civil days later; a local time that does not exist moves past the gap. */
export function addDaysAt(instant: Instant, days: number, zone: string): Instant {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).add({ days })
    .epochMilliseconds
}

/** Every day of the range, in order. */
export function listDays({ from, to }: DayRange): readonly CivilDay[] {
  const days: CivilDay[] = []
  for (let day = from; day < to; day = addDays(day, 1)) days.push(day)
  return days
}

function cacheOf(zone: string): ZoneCache {
  const known = CACHES.get(zone)
  if (known) return known
  if (CACHES.size >= CACHED_ZONES) CACHES.clear()
  const fresh: ZoneCache = { touching: new Map(), starts: new Map() }
  CACHES.set(zone, fresh)
  return fresh
}

function listTouching(utcDay: number, zone: string): readonly DayStart[] {
  const { touching } = cacheOf(zone)
  const known = touching.get(utcDay)
  if (known) return known
  const starts = toTouching(utcDay, zone)
  if (touching.size >= CACHED_DAYS) touching.clear()
  touching.set(utcDay, starts)
  return starts
}

function toTouching(utcDay: number, zone: string): readonly DayStart[] {
  const fromMs = utcDay * DAY_MS
  let date = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(zone).toPlainDate()
  const starts: DayStart[] = []
  for (;;) {
    const startsAt = date.toZonedDateTime(zone).epochMilliseconds
    if (startsAt >= fromMs + DAY_MS) return starts
    starts.push({ day: date.toString(), startsAt })
    date = date.add({ days: 1 })
  }
}
