import type { Instant } from '@periplo/model'
import { dayOf } from '../civil-day.ts'
import { findCountable, findErasures, isRecord } from './countable.ts'
import type { KpiEvent, KpiLog, LogCounts, LogEvent, LogSettings } from './kpi-log.ts'
import { toRates } from './money.ts'
import { toPersons } from './persons.ts'
import { isAfterSeal } from './sealing.ts'

/** How far ahead of the receiving clock a timestamp may lie before it is not believed. */
const CLOCK_TOLERANCE_MS = 5 * 60_000

/**
 * Reads events, in any order, into the log every measure is computed on; the rules that hold for all of
 * them are applied here and nowhere else:
 * - once per `messageId`, the copy received first; nothing received after `asOf`;
 * - a timestamp more than five minutes after `receivedAt` is brought back to it, and flagged;
 * - ordered by (timestamp, step, messageId);
 * - canonical persons, merges and unmerges applied to all of history ({@link toPersons});
 * - by person only with consent ({@link findCountable}); erased persons are gone.
 *
 * The same events and settings give the same log, whatever order the events come in. What was received from
 * `learntBefore` on tells nothing of who is who or was erased, and is in the log all the same: so it was read before.
 */
export function toKpiLog(
  events: readonly LogEvent[],
  settings: LogSettings,
  learntBefore: Instant = Infinity,
): KpiLog {
  const heard = events.filter(({ receivedAt }) => receivedAt <= settings.asOf)
  const once = takeOnce(heard)
  const ahead = new Set<string>()
  const ordered = once.map((event) => clampClock(event, ahead)).sort(compareEvents)
  const known = ordered.filter(({ receivedAt }) => receivedAt < learntBefore)
  const personOf = toPersons(known)
  const countable = findCountable(ordered, personOf, settings)
  const erasures = findErasures(known, personOf)
  const left = new Map<string, number>()
  const kept = ordered.flatMap((event): readonly KpiEvent[] => {
    const person = personOf(event)
    const erasure = person && erasures.get(person.personId)
    if (erasure && compareEvents(event, erasure) <= 0) {
      if (!isRecord(event)) left.set(person.personId, (left.get(person.personId) ?? 0) + 1)
      return []
    }
    const counted = countable.has(event) ? person : null
    return [
      {
        ...event,
        personId: counted?.personId ?? null,
        identified: counted?.identified ?? false,
        clockAhead: ahead.has(event.messageId),
        afterSeal: isAfterSeal(event, settings),
      },
    ]
  })
  const counts = countEvents(kept, {
    read: events.length,
    duplicates: heard.length - once.length,
    afterAsOf: events.length - heard.length,
    erased: ordered.length - kept.length,
  })
  const rates = toRates(kept, (instant: Instant) => dayOf(instant, settings.zone))
  const erased = [...erasures].map(([personId, { timestamp }]) => ({
    at: timestamp,
    left: left.get(personId) ?? 0,
  }))
  return { events: kept, byPerson: groupByPerson(kept), erasures: erased, rates, counts }
}

/** The order of events: by time, then by the sender's own step, then by name, so that it never depends on arrival. */
export function compareEvents(a: LogEvent, b: LogEvent): number {
  return a.timestamp - b.timestamp || a.step - b.step || compareText(a.messageId, b.messageId)
}

/** Plain text order, the same in every language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Of equal ids the copy received first; should two differ and have arrived at once, the one whose text is less. */
function takeOnce(events: readonly LogEvent[]): readonly LogEvent[] {
  const first = new Map<string, LogEvent>()
  for (const event of events) {
    const known = first.get(event.messageId)
    if (!known || arrivedBefore(event, known)) first.set(event.messageId, event)
  }
  return [...first.values()]
}

function arrivedBefore(a: LogEvent, b: LogEvent): boolean {
  if (a.receivedAt !== b.receivedAt) return a.receivedAt < b.receivedAt
  return JSON.stringify(a) < JSON.stringify(b)
}

function clampClock(event: LogEvent, ahead: Set<string>): LogEvent {
  if (event.timestamp <= event.receivedAt + CLOCK_TOLERANCE_MS) return event
  ahead.add(event.messageId)
  return { ...event, timestamp: event.receivedAt }
}

function countEvents(
  kept: readonly KpiEvent[],
  before: Pick<LogCounts, 'read' | 'duplicates' | 'afterAsOf' | 'erased'>,
): LogCounts {
  const count = (holds: (event: KpiEvent) => boolean): number => kept.filter(holds).length
  return {
    ...before,
    kept: kept.length,
    withoutConsent: count(({ personId, identifiers }) => personId === null && identifiers.length > 0),
    unnamed: count(({ identifiers }) => identifiers.length === 0),
    clockAhead: count(({ clockAhead }) => clockAhead),
    afterSeal: count(({ afterSeal }) => afterSeal),
  }
}

function groupByPerson(events: readonly KpiEvent[]): ReadonlyMap<string, readonly KpiEvent[]> {
  const groups = Map.groupBy(
    events.filter(({ personId }) => personId !== null),
    ({ personId }) => personId ?? '',
  )
  return new Map([...groups].sort(([a], [b]) => compareText(a, b)))
}
