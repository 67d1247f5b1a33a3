import type { Locale } from '../locale/locale.tsx'
import { formatDuration } from './duration.ts'
import type { Maybe } from './formatters.ts'
import { NO_DATA } from './formatters.ts'
import { formatCount, formatMoney, formatNumber, formatPercent } from './numbers.ts'

/** A measure's value and what it counts, as far as writing it needs to know. */
export interface MeasureFigure {
  readonly value: Maybe
  readonly unit: 'count' | 'rate' | 'duration' | 'money' | 'score' | 'ratio'
  /** ISO 4217, with the unit `money`; without it an amount cannot be told. */
  readonly currency?: string | undefined
}

/**
 * A measure's value in the form of its unit: "1,234", "57.1 %", "2 d 4 h", "€170.82"; a score with one decimal
 * and never a percent sign ("−12.5"), a ratio with two ("1.75"). Nothing known is a dash.
 */
export function formatMeasure(locale: Locale, { value, unit, currency }: MeasureFigure): string {
  switch (unit) {
    case 'count':
      return formatCount(locale, value)
    case 'rate':
      return formatPercent(locale, value)
    case 'duration':
      return formatDuration(locale, value)
    case 'money':
      return currency === undefined ? NO_DATA : formatMoney(locale, roundMinor(value), currency)
    case 'score':
      return formatNumber(locale, value)
    case 'ratio':
      return formatNumber(locale, value, { digits: 2 })
  }
}

/** A mean of amounts falls between minor units; half of one goes to the even neighbour. */
function roundMinor(value: Maybe): Maybe {
  if (typeof value !== 'number') return value
  const below = Math.floor(value)
  if (value - below !== 0.5) return Math.round(value)
  return below % 2 === 0 ? below : below + 1
}
