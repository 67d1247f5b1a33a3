import type { Instant, Measure } from '@periplo/model'
import { addDays, dayOf, listDays, startOfDay } from '../civil-day.ts'
import type { CivilDay } from '../civil-day.ts'
import type { MeasuredValue, MeasureFromLog } from '../measured-value.ts'
import { closesErasure } from './countable.ts'
import type { KpiEvent, LogEvent, LogSettings } from './kpi-log.ts'
import { toNames } from './persons.ts'
import { isAfterSeal, toSealInstant } from './sealing.ts'
import { compareEvents, compareText, toKpiLog } from './to-kpi-log.ts'

/** A sealed figure that what came later has changed. */
export interface Restatement<Id extends string = string> {
  readonly day: CivilDay
  readonly measure: Id
  readonly breakdown: Readonly<Record<string, string>>
  /** As it was sealed; null where this part was not there yet. */
  readonly before: Measure | null
  /** As it is now; null where this part is gone. */
  readonly after: Measure | null
  /** Whether somebody in the sealed figure may have been erased since: it is a figure from before their erasure. */
  readonly beforeErasure: boolean
  /** When the last of the events that changed it arrived. */
  readonly restatedAt: Instant
  /**
   * The events it may be owed to: late ones of the day, or of days before it; and what was learnt after the seal of who
   * was who, or was erased, of persons known by then.
   */
  readonly because: readonly string[]
}

/**
 * The days of the window whose sealed figures differ from what the whole log says now. A day is computed twice, with and
 * without the events that came after their own day was sealed and what was learnt after its seal of who is who and who
 * was erased; nothing else differs, so every difference is owed to them. `after` is always what a computation from
 * scratch gives. Costs two computations per sealed day from the first one concerned, and a reading of the log for each
 * after whose seal somebody was told apart, taken together or erased.
 */
export function listRestatements<Id extends string>(
  events: readonly LogEvent[],
  settings: LogSettings,
  fromLog: MeasureFromLog<Id>,
): readonly Restatement<Id>[] {
  const now = toKpiLog(events, settings)
  const late = now.events.filter(({ afterSeal }) => afterSeal)
  const heard = events.filter(({ receivedAt }) => receivedAt <= settings.asOf)
  const causes = toCauses(heard, late)
  const onTime = heard.filter((event) => !isAfterSeal(event, settings))
  const sealed = toKpiLog(onTime, settings)
  return listSealedDays(settings).flatMap((day) => {
    const found = listCauses(day, causes, settings)
    const all = [...found.late, ...found.learnt].sort(compareEvents)
    if (all.length === 0) return []
    const own = { ...settings, window: toDayWindow(day, settings.zone) }
    const cause = {
      beforeErasure: found.learnt.some(closesErasure),
      restatedAt: all.reduce((latest, { receivedAt }) => Math.max(latest, receivedAt), 0),
      because: all.map(({ messageId }) => messageId),
    }
    const before = found.learnt.length > 0 ? toKpiLog(onTime, settings, toSealInstant(day, settings)) : sealed
    return pairValues(fromLog(before, own), fromLog(now, own))
      .filter((pair) => isChanged(pair.before, pair.after))
      .map((pair) => ({ day, ...pair, ...cause }))
  })
}

function toDayWindow(day: CivilDay, zone: string): LogSettings['window'] {
  return { from: startOfDay(day, zone), to: startOfDay(addDays(day, 1), zone) }
}

/** The sealed days of the window. */
function listSealedDays(settings: LogSettings): readonly CivilDay[] {
  const { zone, window, asOf } = settings
  const days = listDays({ from: dayOf(window.from, zone), to: addDays(dayOf(window.to - 1, zone), 1) })
  return days.filter((day) => toSealInstant(day, settings) <= asOf)
}

/** What may restate a day. */
interface Causes {
  readonly late: readonly KpiEvent[]
  /** What tells who is who, or that somebody was erased; what only says again what was known is left out. */
  readonly learnt: readonly LogEvent[]
  /** When each name of a person was first used. */
  readonly firstUsed: ReadonlyMap<string, Instant>
}

function toCauses(events: readonly LogEvent[], late: readonly KpiEvent[]): Causes {
  const firstUsed = new Map<string, Instant>()
  const told = new Set<string>()
  const learnt = events
    .toSorted((a, b) => a.receivedAt - b.receivedAt || compareEvents(a, b))
    .filter((event) => {
      const names = toNames(event)
      for (const name of names)
        firstUsed.set(name, Math.min(event.timestamp, firstUsed.get(name) ?? Infinity))
      if (isLearning(event)) return true
      const together = names.length > 1 ? names.toSorted(compareText).join('\n') : ''
      const isNew = together !== '' && !told.has(together)
      told.add(together)
      return isNew
    })
  return { late, learnt, firstUsed }
}

/** Whether the event was sent to tell that two names are one person, or two, or that somebody was erased. */
function isLearning(event: LogEvent): boolean {
  return event.previous !== undefined || event.event.startsWith('Identity ') || closesErasure(event)
}

function listCauses(
  day: CivilDay,
  { late, learnt, firstUsed }: Causes,
  settings: LogSettings,
): Readonly<Record<'late' | 'learnt', readonly LogEvent[]>> {
  const { zone } = settings
  const { to } = toDayWindow(day, zone)
  const seal = toSealInstant(day, settings)
  const before = late.filter(({ timestamp }) => timestamp < to)
  const own = before.filter(({ timestamp }) => dayOf(timestamp, zone) === day)
  return {
    late: own.length > 0 ? own : before,
    learnt: learnt.filter(
      (event) =>
        event.receivedAt >= seal && toNames(event).some((name) => (firstUsed.get(name) ?? Infinity) < to),
    ),
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
