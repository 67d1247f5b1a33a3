import type { Instant, Measure } from '@periplo/model'
import { addDays, dayOf, listDays, startOfDay } from '../civil-day.ts'
import type { CivilDay } from '../civil-day.ts'
import type { MeasuredValue, MeasureFromLog } from '../measured-value.ts'
import type { KpiEvent, LogEvent, LogSettings } from './kpi-log.ts'
import { toSealInstant } from './sealing.ts'
import { toKpiLog } from './to-kpi-log.ts'

/** A sealed figure that what came later has changed. */
export interface Restatement<Id extends string = string> {
  readonly day: CivilDay
  readonly measure: Id
  readonly breakdown: Readonly<Record<string, string>>
  /** As it was sealed; null where this part was not there yet. */
  readonly before: Measure | null
  /** As it is now; null where this part is gone. */
  readonly after: Measure | null
  /** When the last of the events that changed it arrived. */
  readonly restatedAt: Instant
  /** The late events it may be owed to: those of the day, or of days before it. */
  readonly because: readonly string[]
}

/**
 * The days of the window whose sealed figures differ from what the whole log says now. A day is computed twice, with
 * and without the events that came after their own day was sealed; nothing else differs, so every difference is owed
 * to them. `after` is always what a computation from scratch gives. Costs two computations per sealed day from the
 * first late event on.
 */
export function listRestatements<Id extends string>(
  events: readonly LogEvent[],
  settings: LogSettings,
  fromLog: MeasureFromLog<Id>,
): readonly Restatement<Id>[] {
  const now = toKpiLog(events, settings)
  const late = now.events.filter(({ afterSeal }) => afterSeal)
  const lateIds = new Set(late.map(({ messageId }) => messageId))
  const sealed = toKpiLog(
    events.filter(({ messageId }) => !lateIds.has(messageId)),
    settings,
  )
  return listSealedDays(late, settings).flatMap((day) => {
    const own = { ...settings, window: toDayWindow(day, settings.zone) }
    const cause = toCause(late, day, settings.zone)
    return pairValues(fromLog(sealed, own), fromLog(now, own))
      .filter(({ before, after }) => isChanged(before, after))
      .map((pair) => ({ day, ...pair, ...cause }))
  })
}

function toDayWindow(day: CivilDay, zone: string): LogSettings['window'] {
  return { from: startOfDay(day, zone), to: startOfDay(addDays(day, 1), zone) }
}

/** The sealed days of the window, from the first one with a late event. */
function listSealedDays(late: readonly KpiEvent[], settings: LogSettings): readonly CivilDay[] {
  const { zone, window, asOf } = settings
  const [first] = late
  if (!first) return []
  const from = dayOf(Math.max(first.timestamp, window.from), zone)
  const days = listDays({ from, to: addDays(dayOf(window.to - 1, zone), 1) })
  return days.filter((day) => toSealInstant(day, settings) <= asOf)
}

function toCause(
  late: readonly KpiEvent[],
  day: CivilDay,
  zone: string,
): Pick<Restatement, 'restatedAt' | 'because'> {
  const before = late.filter(({ timestamp }) => dayOf(timestamp, zone) <= day)
  const own = before.filter(({ timestamp }) => dayOf(timestamp, zone) === day)
  const told = own.length > 0 ? own : before
  return {
    restatedAt: Math.max(...told.map(({ receivedAt }) => receivedAt)),
    because: told.map(({ messageId }) => messageId),
  }
}

type Pair<Id extends string> = Pick<Restatement<Id>, 'measure' | 'breakdown' | 'before' | 'after'>

function pairValues<Id extends string>(
  sealed: readonly MeasuredValue<Id>[],
  now: readonly MeasuredValue<Id>[],
): readonly Pair<Id>[] {
  const known = new Map(sealed.map((value) => [toKey(value), value.value]))
  const present = new Set(now.map(toKey))
  const gone = sealed.filter((value) => !present.has(toKey(value)))
  return [
    ...now.map((value) => ({
      ...toName(value),
      before: known.get(toKey(value)) ?? null,
      after: value.value,
    })),
    ...gone.map((value) => ({ ...toName(value), before: value.value, after: null })),
  ]
}

function toName<Id extends string>({
  measure,
  breakdown,
}: MeasuredValue<Id>): Pick<Pair<Id>, 'measure' | 'breakdown'> {
  return { measure, breakdown }
}

function toKey({ measure, breakdown }: MeasuredValue): string {
  return `${measure}\n${JSON.stringify(breakdown)}`
}

function isChanged(before: Measure | null, after: Measure | null): boolean {
  return JSON.stringify(before) !== JSON.stringify(after)
}
