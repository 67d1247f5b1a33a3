import type { Instant, Rollup } from '@periplo/model'
import { addDays, dayOf, startOfDay } from './civil-day.ts'
import type { DayRange } from './civil-day.ts'
import { toCohorts } from './cohorts.ts'
import type { Cohorts } from './cohorts.ts'

/** What every formula reads: sums by cohort day, over which days, and how things stood when. */
export interface Reading {
  readonly cohorts: Cohorts
  /** Cohort days of the window. */
  readonly days: DayRange
  /** The same as instants `[from, to)`. */
  readonly window: { readonly from: Instant; readonly to: Instant }
  readonly asOf: Instant
  readonly zone: string
}

/** Makes rollups of one owner (a version, a journey's orders, the workspace) readable over a window of days. */
export function toReading({
  rollups,
  days,
  asOf,
  zone,
}: {
  readonly rollups: readonly Rollup[]
  readonly days: DayRange
  readonly asOf: Instant
  readonly zone: string
}): Reading {
  const window = { from: startOfDay(days.from, zone), to: startOfDay(days.to, zone) }
  return { cohorts: toCohorts(rollups), days, window, asOf, zone }
}

/** Completed stays of this many civil days back say what staying long means (K04). */
export const STAY_HISTORY_DAYS = 90

/** The days whose completed stays say what staying long means: the last 90 civil days, today included. */
export function toStayHistory({ asOf, zone }: { readonly asOf: Instant; readonly zone: string }): DayRange {
  const to = addDays(dayOf(asOf, zone), 1)
  return { from: addDays(to, -STAY_HISTORY_DAYS), to }
}

/** The cohort days an overlay over `days` has to be given: the window, and the history of stays. */
export function toReadDays(
  days: DayRange,
  { asOf, zone }: { readonly asOf: Instant; readonly zone: string },
): DayRange {
  const history = toStayHistory({ asOf, zone })
  return {
    from: days.from < history.from ? days.from : history.from,
    to: days.to > history.to ? days.to : history.to,
  }
}
