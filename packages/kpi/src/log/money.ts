import { currencyExponent } from '@periplo/model'
import type { Instant, JsonObject, JsonValue } from '@periplo/model'
import type { CivilDay } from '../civil-day.ts'
import { findText } from '../products.ts'
import type { LogEvent } from './kpi-log.ts'

const CURRENCY = /^[A-Z]{3}$/

/**
 * The exchange rates a log holds: `Fx Rate Set` (`date`, `base`, `quote`, `rate`: units of quote for one of
 * base). A later event about the same day and pair corrects an earlier one.
 */
export function toRates(
  events: readonly LogEvent[],
  dayOf: (instant: Instant) => CivilDay,
): ReadonlyMap<string, number> {
  const rates = new Map<string, number>()
  for (const { event, timestamp, properties } of events) {
    if (event !== 'Fx Rate Set') continue
    const base = findText(properties['base'])?.toUpperCase()
    const quote = findText(properties['quote'])?.toUpperCase()
    const rate = findRateIn(properties['rate'])
    const day = findText(properties['date'])?.slice(0, 'YYYY-MM-DD'.length) ?? dayOf(timestamp)
    if (base === undefined || quote === undefined || rate === undefined) continue
    rates.set(toRateKey(day, base, quote), rate)
  }
  return rates
}

/** What an amount is converted by: the day it was agreed, and what its own event says. */
export interface Exchange {
  readonly from: string
  /** The reporting currency. */
  readonly to: string
  readonly day: CivilDay
  /** The properties of the order: its own `fx_rate` (reporting currency for one of its own) wins. */
  readonly properties: JsonObject
}

/** The rate of the order's day: its own, the day's, or the reciprocal of the opposite. Undefined if none is known. */
export function findRate(
  rates: ReadonlyMap<string, number>,
  { from, to, day, properties }: Exchange,
): number | undefined {
  if (!CURRENCY.test(from)) return undefined
  if (from === to) return 1
  const own = findRateIn(properties['fx_rate'])
  if (own !== undefined) return own
  const ratedOn = findText(properties['fx_date'])?.slice(0, 'YYYY-MM-DD'.length) ?? day
  const direct = rates.get(toRateKey(ratedOn, from, to))
  if (direct !== undefined) return direct
  const opposite = rates.get(toRateKey(ratedOn, to, from))
  return opposite === undefined ? undefined : 1 / opposite
}

/**
 * An amount in minor units of one currency as minor units of another, rounded half to even, once. Exponents
 * are each currency's own (ISO 4217): 100 JPY at 0.006 are 60 cents.
 */
export function convertMinor(
  amountMinor: number,
  { from, to, rate }: { readonly from: string; readonly to: string; readonly rate: number },
): number {
  const shift = 10 ** (currencyExponent(to) - currencyExponent(from))
  return roundHalfEven(Number((amountMinor * rate * shift).toPrecision(15)))
}

/** Rounds to the nearest integer; a half goes to the even one, so that roundings do not add up to a drift. */
export function roundHalfEven(value: number): number {
  const below = Math.floor(value)
  const rest = value - below
  if (rest !== 0.5) return Math.round(value) + 0
  return (below % 2 === 0 ? below : below + 1) + 0
}

function toRateKey(day: CivilDay, base: string, quote: string): string {
  return `${day} ${base} ${quote}`
}

function findRateIn(value: JsonValue | undefined): number | undefined {
  const rate = typeof value === 'string' ? Number(value) : value
  return typeof rate === 'number' && Number.isFinite(rate) && rate > 0 ? rate : undefined
}
