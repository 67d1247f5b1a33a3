import { currencyExponent } from '@periplo/model'
import type { Measure } from '@periplo/model'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** A value of a measure for people: `12.3 %`, `4.5 h`, `EUR 12.00`; a dash where there is none. */
export function formatValue(
  value: number | null,
  { unit, currency }: Pick<Measure, 'unit' | 'currency'>,
): string {
  if (value === null) return '—'
  switch (unit) {
    case 'count':
      return formatNumber(value, Number.isInteger(value) ? 0 : 2)
    case 'rate':
      return `${formatNumber(value * 100, 1)} %`
    case 'duration':
      return formatDuration(value)
    case 'money':
      return formatMoney(value, currency)
    case 'score':
      return formatNumber(value, 1)
    case 'ratio':
      return formatNumber(value, 3)
  }
}

/** The interval of a measure for people: `10.1 % to 14.9 %`. */
export function formatInterval({ interval, ...measure }: Measure): string {
  if (interval === null) return '—'
  return `${formatValue(interval.lo, measure)} to ${formatValue(interval.hi, measure)}`
}

/** A number with so many digits after the point. */
export function formatNumber(value: number, digits: number): string {
  const text = value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return text === `-${(0).toFixed(digits)}` ? text.slice(1) : text
}

/** A length of time in the unit that suits it. */
export function formatDuration(ms: number): string {
  const size = Math.abs(ms)
  if (size < SECOND_MS) return `${formatNumber(ms, 0)} ms`
  if (size < 2 * MINUTE_MS) return `${formatNumber(ms / SECOND_MS, 1)} s`
  if (size < 2 * HOUR_MS) return `${formatNumber(ms / MINUTE_MS, 1)} min`
  if (size < 2 * DAY_MS) return `${formatNumber(ms / HOUR_MS, 1)} h`
  return `${formatNumber(ms / DAY_MS, 1)} d`
}

function formatMoney(valueMinor: number, currency: string | undefined): string {
  if (currency === undefined) return formatNumber(valueMinor, 2)
  const digits = currencyExponent(currency)
  return `${currency} ${formatNumber(valueMinor / 10 ** digits, digits)}`
}
