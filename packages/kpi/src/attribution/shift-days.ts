import type { Instant } from '@periplo/model'
import { addDays, addDaysAt, dayOf, startOfDay } from '../civil-day.ts'

const DAY_MS = 86_400_000

/**
 * What {@link addDaysAt} gives, many times faster: the calendar of the zone is asked only where one of the two
 * days is not 24 hours long. For look-backs over every touch of a log.
 */
export function shiftDays(instant: Instant, days: number, zone: string): Instant {
  const day = dayOf(instant, zone)
  const other = addDays(day, days)
  return isPlain(day, zone) && isPlain(other, zone)
    ? startOfDay(other, zone) + (instant - startOfDay(day, zone))
    : addDaysAt(instant, days, zone)
}

function isPlain(day: string, zone: string): boolean {
  return startOfDay(addDays(day, 1), zone) - startOfDay(day, zone) === DAY_MS
}
