import type { Locale } from '../locale/locale.tsx'
import type { Maybe } from './formatters.ts'
import { isKnown, NO_DATA, numberFormat, writeNumber } from './formatters.ts'

/** How a count is written: `compact` gives "1.2M" for narrow places, `signed` gives differences their plus. */
export interface CountStyle {
  readonly compact?: boolean
  readonly signed?: boolean
}

/** A whole number of people or things: "12,345"; Spanish groups from five digits on (RAE). */
export function formatCount(locale: Locale, count: Maybe, style: CountStyle = {}): string {
  if (!isKnown(count)) return NO_DATA
  return writeNumber(locale, count, {
    maximumFractionDigits: style.compact ? 1 : 0,
    ...(style.compact && { notation: 'compact' as const }),
    ...signDisplay(style.signed),
  })
}

/** How a rate is written: decimals (default 1), and a plus for differences. */
export interface RateStyle {
  readonly digits?: number
  readonly signed?: boolean
}

/** A rate from 0 to 1 as percent: "57.1 %". The space before the sign does not break (ISO 80000). */
export function formatPercent(locale: Locale, rate: Maybe, style: RateStyle = {}): string {
  return isKnown(rate) ? `${writeRate(locale, rate, style)}\u00A0%` : NO_DATA
}

/** A difference of two rates in percentage points: "+8.4 pp". Signed unless told otherwise. */
export function formatPoints(locale: Locale, rate: Maybe, style: RateStyle = {}): string {
  return isKnown(rate) ? `${writeRate(locale, rate, { signed: true, ...style })}\u00A0pp` : NO_DATA
}

/** A plain number with decimals (default 1): scores, averages. */
export function formatNumber(locale: Locale, value: Maybe, style: RateStyle = {}): string {
  return isKnown(value) ? writeDecimal(locale, value, style) : NO_DATA
}

/** The ends of an interval; an unknown end makes the interval unknown. */
export interface Bounds {
  readonly lo: Maybe
  readonly hi: Maybe
}

/** How an interval is written: `rate` ends are 0 to 1 and drawn in percent; the sign stands at the value beside it. */
export interface IntervalStyle {
  readonly of?: 'rate' | 'number'
  readonly digits?: number
}

/** The interval of a value: "11.1–11.8". With a negative end the dash gets room: "−2.8 – 14.0". */
export function formatInterval(locale: Locale, { lo, hi }: Bounds, style: IntervalStyle = {}): string {
  if (!isKnown(lo) || !isKnown(hi)) return NO_DATA
  const write = (style.of ?? 'rate') === 'rate' ? writeRate : writeDecimal
  const rate = { digits: style.digits ?? 1 }
  const dash = lo < 0 || hi < 0 ? '\u00A0–\u00A0' : '–'
  return `${write(locale, lo, rate)}${dash}${write(locale, hi, rate)}`
}

/**
 * Money counted in the currency's smallest unit: 17082 EUR is "€170.82". The exponent is the
 * currency's own (ISO 4217): none for JPY, three for KWD. Throws RangeError on a malformed code.
 */
export function formatMoney(locale: Locale, amountMinor: Maybe, currency: string): string {
  if (!isKnown(amountMinor)) return NO_DATA
  const options = { style: 'currency', currency } as const
  const exponent = numberFormat(locale, options).resolvedOptions().maximumFractionDigits ?? 2
  return writeNumber(locale, amountMinor / 10 ** exponent, options)
}

function writeRate(locale: Locale, rate: number, style: RateStyle): string {
  return writeDecimal(locale, rate * 100, style)
}

function writeDecimal(locale: Locale, value: number, { digits = 1, signed }: RateStyle): string {
  return writeNumber(locale, value, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    ...signDisplay(signed),
  })
}

/** A value that rounds to zero is written without a sign: "−0.0 %" helps nobody. */
function signDisplay(signed: boolean | undefined): Intl.NumberFormatOptions {
  return { signDisplay: signed ? 'exceptZero' : 'negative' }
}
