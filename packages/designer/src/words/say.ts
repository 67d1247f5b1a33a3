import type { Duration, Literal } from '@periplo/model'
import type { Locale } from '@periplo/ui'
import { formatNumber } from '@periplo/ui'

const UNITS = { minutes: 'minute', hours: 'hour', days: 'day' } as const

/** A duration in the unit it was written in: "48 hours", never "2 days". */
export function sayDuration(locale: Locale, { amount, unit }: Duration): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit: UNITS[unit], unitDisplay: 'long' }).format(
    amount,
  )
}

/** A text in the quotation marks of the language. */
export function quote(locale: Locale, text: string): string {
  return locale === 'es' ? `«${text}»` : `“${text}”`
}

/** Values joined with "and" or "or". */
export function sayList(
  locale: Locale,
  values: readonly string[],
  type: 'conjunction' | 'disjunction',
): string {
  return new Intl.ListFormat(locale, { type, style: 'long' }).format(values)
}

/** A value as a marketer reads it: text in quotes, numbers with the separators of the language. */
export function sayLiteral(locale: Locale, value: Literal): string {
  if (typeof value === 'string') return quote(locale, value)
  if (typeof value === 'number')
    return formatNumber(locale, value, { digits: Number.isInteger(value) ? 0 : 2 })
  return { en: { true: 'yes', false: 'no' }, es: { true: 'sí', false: 'no' } }[locale][
    value ? 'true' : 'false'
  ]
}
