import type { Instant, LocalWindow, Weekday } from '@periplo/model'
import { findClockChange, toFirstInstant, toLocalMs } from './zone-offsets.ts'

const MINUTE_MS = 60_000
const DAY_MS = 1_440 * MINUTE_MS

/** One opening of a window: `[from, until)`, and never shorter than its first instant. */
interface Opening {
  readonly from: Instant
  readonly until: Instant
}

/** Whether clocks in `zone` stand inside the window at an instant. A window of no weekday is never open. */
export function isWindowOpen(window: LocalWindow, at: Instant, zone: string): boolean {
  const today = toDay(at, zone)
  // a window may have opened yesterday and go on past midnight
  return [today - 1, today].some((day) => {
    const opening = findOpening(window, day, zone)
    return opening !== undefined && opening.from <= at && at < opening.until
  })
}

/**
 * The first instant from `at` on (included) at which the window is open; undefined for a window of no
 * weekday. Where a clock change skips its beginning it opens at the first instant after the gap, where its
 * beginning comes twice at the first of the two.
 */
export function findNextOpen(window: LocalWindow, at: Instant, zone: string): Instant | undefined {
  if (isWindowOpen(window, at, zone)) return at
  const today = toDay(at, zone)
  for (let day = today; day <= today + 7; day += 1) {
    const opening = findOpening(window, day, zone)
    if (opening && opening.from >= at) return opening.from
  }
  return undefined
}

/** An instant after `at` before which the window neither opens nor closes; Infinity where it never does. */
export function findOpeningTurn(window: LocalWindow, at: Instant, zone: string): Instant {
  if (window.weekdays.length === 0) return Infinity
  const today = toDay(at, zone)
  const days = Array.from({ length: 10 }, (_, place) => today - 1 + place)
  const turns = days.flatMap((day) => {
    const opening = findOpening(window, day, zone)
    return opening ? [opening.from, opening.until] : []
  })
  // clocks that are set back can lead back to the day before
  return Math.min(findClockChange(at, zone), ...turns.filter((turn) => turn > at))
}

/** The opening that begins on a civil day, counted in days since 1970. */
function findOpening(
  { weekdays, fromMinute, untilMinute }: LocalWindow,
  day: number,
  zone: string,
): Opening | undefined {
  if (!weekdays.includes(toWeekday(day))) return undefined
  const from = toFirstInstant(day * DAY_MS + fromMinute * MINUTE_MS, zone)
  const lastDay = untilMinute > fromMinute ? day : day + 1
  const until = toFirstInstant(lastDay * DAY_MS + untilMinute * MINUTE_MS, zone)
  return { from, until: Math.max(until, from + 1) }
}

/** The civil day of an instant, counted in days since 1970. */
function toDay(at: Instant, zone: string): number {
  return Math.floor(toLocalMs(at, zone) / DAY_MS)
}

/** 1 January 1970 was a Thursday. */
function toWeekday(day: number): Weekday {
  return ((((day + 3) % 7) + 7) % 7) + 1
}
