import type { Locale } from '@periplo/ui'
import { addDays, toCivilDay } from './civil-day.ts'

/** How a moment is read: the zone whose clock it stands on, and the present. Epoch milliseconds. */
export interface MomentView {
  readonly locale: Locale
  readonly zone: string
  readonly now: number
}

const TAGS: Readonly<Record<Locale, string>> = { en: 'en-GB', es: 'es' }

/**
 * A moment as short as it can be without being mistaken: "12:04" today, "Fri" in the six days before,
 * "12 Nov" this year, "12 Nov 2025" else.
 */
export function toShortMoment(at: number, { locale, zone, now }: MomentView): string {
  const day = toCivilDay(at, zone)
  const today = toCivilDay(now, zone)
  const write = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(TAGS[locale], { ...options, timeZone: zone }).format(at)
  if (day === today) return write({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  if (day < today && day > addDays(today, -7)) return write({ weekday: 'short' })
  const year = day.slice(0, 4) === today.slice(0, 4) ? undefined : ('numeric' as const)
  return write({ day: 'numeric', month: 'short', ...(year && { year }) })
}
