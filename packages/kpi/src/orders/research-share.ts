import type { Instant, Interval, MatchLevel, Measure } from '@periplo/model'
import { addDaysAt } from '../civil-day.ts'
import { LEAST_COVERAGE } from '../k05-ropo.ts'
import type { LogSettings } from '../log/kpi-log.ts'
import type { Order } from '../log/orders.ts'
import { toMeasure } from '../measure.ts'

/** An order with the last contact that may have led to it, per match level. */
export interface ScoredOrder {
  readonly order: Order
  readonly lastContact: Readonly<Record<MatchLevel, Instant | null>>
}

/** Which contacts count: how closely they fit what was bought, and how many civil days back. */
export interface ContactTerms {
  readonly definitionVersion: string
  readonly level: MatchLevel
  readonly days: number
}

/**
 * The share of identified, settled orders with a contact in `[order − days, order)`; `value: 'net'` the same
 * over what they were worth after returns. Bounds: had none, or all, of the unidentified had one. Under 30 %
 * identified, or with orders of unknown worth, it is `estimated`.
 */
export function toContactShare(
  scored: readonly ScoredOrder[],
  terms: ContactTerms & { readonly of: 'orders' | 'net' },
  settings: LogSettings,
): Measure {
  const settled = scored.filter(({ order }) => order.isSettled)
  const priced = terms.of === 'orders' ? settled : settled.filter(({ order }) => order.settledMinor !== null)
  const weigh = (some: readonly ScoredOrder[]): number =>
    some.reduce((sum, { order }) => sum + (terms.of === 'orders' ? 1 : (order.settledMinor ?? 0)), 0)
  const identified = priced.filter(({ order }) => order.identified)
  const contacted = weigh(identified.filter((one) => hasContact(one, terms, settings.zone)))
  const [all, whole] = [weigh(priced), weigh(identified)]
  return toMeasure(
    {
      definitionVersion: terms.definitionVersion,
      unit: 'rate',
      value: whole > 0 ? contacted / whole : null,
      numerator: contacted,
      denominator: whole,
      n: identified.length,
      interval: toBounds({ all, whole, contacted }),
      immature: settled.length < scored.length,
      estimated: identified.length < LEAST_COVERAGE * priced.length || priced.length < settled.length,
    },
    settings,
  )
}

function hasContact(
  { order, lastContact }: ScoredOrder,
  { level, days }: ContactTerms,
  zone: string,
): boolean {
  const last = lastContact[level]
  return last !== null && last < order.occurredAt && last >= addDaysAt(order.occurredAt, -days, zone)
}

function toBounds({
  all,
  whole,
  contacted,
}: {
  readonly all: number
  readonly whole: number
  readonly contacted: number
}): Interval | null {
  if (all <= 0) return null
  return { lo: contacted / all, hi: (contacted + all - whole) / all, level: 1, method: 'bounds' }
}
