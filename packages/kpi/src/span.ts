import { toNominalMs } from '@periplo/model'
import type { Duration, Instant } from '@periplo/model'
import { addDays, addDaysAt, dayOf } from './civil-day.ts'
import type { DayRange } from './civil-day.ts'

/**
 * How long after an entry something still counts: first civil days in the workspace's zone, then exact
 * milliseconds (the order of ISO 8601). The end is included: `t ≤ entry + span`.
 */
export interface Span {
  readonly days: number
  readonly exactMs: number
}

/** No civil day differs from 24 hours, and no sum of them from the nominal one, by more than this. */
const CLOCK_CHANGES_MS = 50 * 3_600_000
const DAY_MS = 86_400_000

/** A duration as a span, lengthened by civil days. Days stay civil; minutes and hours are exact. */
export function toSpan(duration: Duration, graceDays: number): Span {
  return duration.unit === 'days'
    ? { days: duration.amount + graceDays, exactMs: 0 }
    : { days: graceDays, exactMs: toNominalMs(duration) }
}

/** Whether `at` is at most `span` after `from`. Asks the calendar only where a clock change could tip it. */
export function isWithin(
  span: Span,
  { from, at }: { readonly from: Instant; readonly at: Instant },
  zone: string,
): boolean {
  const spareMs = span.days * DAY_MS + span.exactMs - (at - from)
  if (span.days === 0) return spareMs >= 0
  if (Math.abs(spareMs) > CLOCK_CHANGES_MS) return spareMs > 0
  return at <= addDaysAt(from, span.days, zone) + span.exactMs
}

/** Cohort days whose span has closed for everybody, and those where it is open for somebody. */
export interface Maturity {
  readonly mature: DayRange
  readonly open: DayRange
}

/**
 * Parts the cohort days of a range: a day is mature when its end plus `span` is not after `asOf`. The two
 * parts join without gap; either may be empty.
 */
export function splitByMaturity(
  days: DayRange,
  span: Span,
  { asOf, zone }: { readonly asOf: Instant; readonly zone: string },
): Maturity {
  const firstOpen = addDays(dayOf(asOf - span.exactMs, zone), -span.days)
  const edge = firstOpen < days.from ? days.from : firstOpen > days.to ? days.to : firstOpen
  return { mature: { from: days.from, to: edge }, open: { from: edge, to: days.to } }
}
