import { Temporal } from 'temporal-polyfill'
import type { Instant } from '@periplo/model'
import { dayOf, startOfDay } from './civil-day.ts'

/** When somebody is there to work. */
export interface WorkingHours {
  /** From 1, Monday, to 7, Sunday. */
  readonly weekdays: readonly number[]
  /** Local time, in minutes of the day. */
  readonly from: number
  /** After `from`; 1440 is the end of the day. */
  readonly to: number
}

/** Tells how much time has been worked by an instant, since one before the first that is asked about. */
export type WorkingClock = (instant: Instant) => number

/**
 * A clock that runs in working hours of an IANA zone and stands still outside of them: what it tells at two instants
 * differs by the milliseconds worked between. Hours are local: a night in which clocks change lengthens or shortens them
 * where they span it. It counts from the day of `since`; earlier instants are taken for that. Holidays are not known.
 */
export function createWorkingClock(hours: WorkingHours, zone: string, since: Instant): WorkingClock {
  const first = Temporal.PlainDate.from(dayOf(since, zone))
  const days: WorkedDay[] = []
  const dayAt = (index: number): WorkedDay => {
    for (let at = days.length; at <= index; at += 1) {
      const before = days.at(-1)
      days.push(
        toWorkedDay(first.add({ days: at }), {
          hours,
          zone,
          workedBefore: before ? workedBy(before, before.to) : 0,
        }),
      )
    }
    return days[index] ?? { from: 0, to: 0, workedBefore: 0 }
  }
  return (instant) => {
    const day = Temporal.PlainDate.from(dayOf(Math.max(instant, since), zone))
    return workedBy(dayAt(first.until(day).days), instant)
  }
}

interface WorkedDay {
  readonly from: Instant
  readonly to: Instant
  /** In milliseconds, on the days before. */
  readonly workedBefore: number
}

function workedBy({ from, to, workedBefore }: WorkedDay, instant: Instant): number {
  return workedBefore + Math.min(Math.max(instant, from), to) - from
}

interface DayTerms {
  readonly hours: WorkingHours
  readonly zone: string
  readonly workedBefore: number
}

function toWorkedDay(day: Temporal.PlainDate, { hours, zone, workedBefore }: DayTerms): WorkedDay {
  const startsAt = startOfDay(day.toString(), zone)
  if (!hours.weekdays.includes(day.dayOfWeek)) return { from: startsAt, to: startsAt, workedBefore }
  const instantOf = (minutes: number): Instant =>
    minutes === DAY_MINUTES
      ? startOfDay(day.add({ days: 1 }).toString(), zone)
      : day.toZonedDateTime({
          timeZone: zone,
          plainTime: new Temporal.PlainTime(Math.floor(minutes / 60), minutes % 60),
        }).epochMilliseconds
  return { from: instantOf(hours.from), to: instantOf(hours.to), workedBefore }
}

const DAY_MINUTES = 1_440
