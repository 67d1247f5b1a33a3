import type { Instant } from '@periplo/model'
import { addDays, dayOf, startOfDay } from '../civil-day.ts'
import type { CivilDay } from '../civil-day.ts'
import type { LogEvent, LogSettings } from './kpi-log.ts'

/** When a civil day is sealed: the allowed lateness after its end. From then on what arrives restates it. */
export function toSealInstant(
  day: CivilDay,
  { zone, allowedLatenessMs }: Pick<LogSettings, 'zone' | 'allowedLatenessMs'>,
): Instant {
  return startOfDay(addDays(day, 1), zone) + allowedLatenessMs
}

/** Whether the event arrived at or after the instant its civil day was sealed. */
export function isAfterSeal(
  { timestamp, receivedAt }: Pick<LogEvent, 'timestamp' | 'receivedAt'>,
  settings: Pick<LogSettings, 'zone' | 'allowedLatenessMs'>,
): boolean {
  if (receivedAt - timestamp < settings.allowedLatenessMs) return false
  return receivedAt >= toSealInstant(dayOf(timestamp, settings.zone), settings)
}
