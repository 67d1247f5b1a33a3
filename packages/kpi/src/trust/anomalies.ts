import { addDays, dayOf, listDays } from '../civil-day.ts'
import type { CivilDay } from '../civil-day.ts'
import type { KpiEvent, KpiLog, LogSettings } from '../log/kpi-log.ts'
import { judgeDay } from './k48-anomaly.ts'
import type { DayVerdict } from './k48-anomaly.ts'

/** One number a day. */
export type DaySeries = ReadonlyMap<CivilDay, number>

/** What is counted per day and watched. */
export const WATCHED_SERIES = ['events', 'persons', 'orders', 'refunds', 'cases', 'messages'] as const
/** One of {@link WATCHED_SERIES}. */
export type WatchedSeries = (typeof WATCHED_SERIES)[number]

const NAMED: { readonly [S in Exclude<WatchedSeries, 'events' | 'persons'>]: string } = {
  orders: 'Order Completed',
  refunds: 'Order Refunded',
  cases: 'Case Opened',
  messages: 'Message Sent',
}

/** A day of the window with its verdict. */
export interface JudgedDay {
  readonly series: WatchedSeries
  readonly day: CivilDay
  readonly verdict: DayVerdict
}

/**
 * The series of a log by civil day, from its first event to the last day that is over at `asOf`, zeros where
 * nothing happened. A day that is still running would always look too low, and is left out.
 */
export function toDaySeries(
  log: KpiLog,
  { zone, asOf }: Pick<LogSettings, 'zone' | 'asOf'>,
): { readonly [S in WatchedSeries]: DaySeries } {
  const first = log.events[0]
  const days = first ? listDays({ from: dayOf(first.timestamp, zone), to: dayOf(asOf, zone) }) : []
  const byDay = Map.groupBy(log.events, ({ timestamp }) => dayOf(timestamp, zone))
  const over = (count: (events: readonly KpiEvent[]) => number): DaySeries =>
    new Map(days.map((day) => [day, count(byDay.get(day) ?? [])] as const))
  const named = (name: string): DaySeries =>
    over((events) => events.filter(({ event }) => event === name).length)
  return {
    events: over(({ length }) => length),
    persons: over((events) => new Set(events.flatMap(({ personId }) => personId ?? [])).size),
    orders: named(NAMED.orders),
    refunds: named(NAMED.refunds),
    cases: named(NAMED.cases),
    messages: named(NAMED.messages),
  }
}

/**
 * Every day of the window of every series, held against its weekday (K48). Series that never were anything
 * but 0 are left out.
 */
export function judgeDays(log: KpiLog, settings: LogSettings): readonly JudgedDay[] {
  const { window, zone } = settings
  const all = toDaySeries(log, settings)
  const days = listDays({ from: dayOf(window.from, zone), to: addDays(dayOf(window.to - 1, zone), 1) })
  return WATCHED_SERIES.flatMap((series) => {
    const values = all[series]
    if ([...values.values()].every((value) => value === 0)) return []
    return days
      .filter((day) => values.has(day))
      .map((day) => ({ series, day, verdict: judgeDay(values, day) }))
  })
}
