import type { Locale } from '../locale/locale.tsx'
import { dateFormat, NO_DATA, relativeFormat } from './formatters.ts'

/** A moment that may be unknown. */
export type MaybeMoment = Date | null | undefined

/** A moment on a zone's clock: "13 Oct 2026, 18:02". `zone` is an IANA name; an unknown one throws RangeError. */
export function formatDateTime(locale: Locale, at: MaybeMoment, zone: string): string {
  if (!isMoment(at)) return NO_DATA
  return dateFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(at)
}

/** The calendar day a moment falls on in a zone: "13 Oct 2026". */
export function formatDay(locale: Locale, at: MaybeMoment, zone: string): string {
  if (!isMoment(at)) return NO_DATA
  return dateFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: zone }).format(at)
}

/** A day without a clock, written `YYYY-MM-DD`: "13 Oct 2026", the same in every zone. */
export function formatPlainDay(locale: Locale, day: string | null | undefined): string {
  return formatDay(locale, day ? new Date(`${day}T00:00:00Z`) : undefined, 'UTC')
}

/** The time of day on a zone's clock: "18:02". */
export function formatTime(locale: Locale, at: MaybeMoment, zone: string): string {
  if (!isMoment(at)) return NO_DATA
  return dateFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(at)
}

const STEPS: readonly { readonly unit: Intl.RelativeTimeFormatUnit; readonly ms: number }[] = [
  { unit: 'year', ms: 365 * 86_400_000 },
  { unit: 'month', ms: 30 * 86_400_000 },
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
]

/** How long ago, or how long until: "3 days ago", "in 2 hours", "now" within a minute. Whole units, rounded towards now. */
export function formatRelative(
  locale: Locale,
  { at, now }: { readonly at: MaybeMoment; readonly now: Date },
): string {
  if (!isMoment(at)) return NO_DATA
  const distanceMs = at.getTime() - now.getTime()
  const step = STEPS.find(({ ms }) => Math.abs(distanceMs) >= ms)
  if (!step) return relativeFormat(locale).format(0, 'second')
  return relativeFormat(locale).format(Math.trunc(distanceMs / step.ms), step.unit)
}

function isMoment(at: MaybeMoment): at is Date {
  return at instanceof Date && !Number.isNaN(at.getTime())
}
