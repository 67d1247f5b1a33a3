import type { CivilDay } from '../parts/civil-day.ts'
import { addDays } from '../parts/civil-day.ts'

/** The periods the map offers. `all` begins when the version was published. */
export const PERIODS = ['7d', '30d', '90d', 'all', 'custom'] as const
export type Period = (typeof PERIODS)[number]

/** What is measured unless somebody chose: long enough for journeys that wait for weeks. */
export const USUAL_PERIOD = '90d' satisfies Period

/** Civil days `[from, to)`. */
export interface DayRange {
  readonly from: CivilDay
  readonly to: CivilDay
}

/** The longest period the server measures: two years. */
const MAX_DAYS = 730
const LENGTH_DAYS = { '7d': 7, '30d': 30, '90d': 90 } as const

/**
 * The days of a period that ends with today, today included. A custom period names its own first and
 * last day, both included; one that is missing or upside down falls back to the usual one. Of more
 * than two years the last two are taken.
 */
export function toDayRange(
  period: Period,
  days: {
    readonly today: CivilDay
    readonly publishedOn: CivilDay
    readonly first?: CivilDay | undefined
    readonly last?: CivilDay | undefined
  },
): DayRange {
  const to = addDays(days.today, 1)
  switch (period) {
    case '7d':
    case '30d':
    case '90d':
      return { from: addDays(to, -LENGTH_DAYS[period]), to }
    case 'all':
      return clamp({ from: days.publishedOn < to ? days.publishedOn : days.today, to })
    case 'custom':
      return toCustomRange(days.first, days.last) ?? toDayRange(USUAL_PERIOD, days)
  }
}

function toCustomRange(first: CivilDay | undefined, last: CivilDay | undefined): DayRange | undefined {
  if (first === undefined || last === undefined || last < first) return undefined
  return clamp({ from: first, to: addDays(last, 1) })
}

function clamp({ from, to }: DayRange): DayRange {
  const earliest = addDays(to, -MAX_DAYS)
  return { from: from < earliest ? earliest : from, to }
}
