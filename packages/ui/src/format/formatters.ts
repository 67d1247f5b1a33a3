import type { Locale } from '../locale/locale.tsx'

/** What stands where a value is unknown, never a zero. */
export const NO_DATA = '—'

/** A value that may be unknown; NaN and the infinities count as unknown too. */
export type Maybe = number | null | undefined

/** Whether there is a value to write. */
export function isKnown(value: Maybe): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

/** English dates are day first, as in most of the world; English numbers read the same everywhere. */
const DATE_TAG: Readonly<Record<Locale, string>> = { en: 'en-GB', es: 'es' }

const numbers = new Map<string, Intl.NumberFormat>()
const dates = new Map<string, Intl.DateTimeFormat>()
const relatives = new Map<string, Intl.RelativeTimeFormat>()

/** The cached number formatter of these options; building one costs far more than using it. */
export function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return remember(
    numbers,
    `${locale}${JSON.stringify(options)}`,
    () => new Intl.NumberFormat(locale, options),
  )
}

/** The cached date formatter of these options. */
export function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const tag = DATE_TAG[locale]
  return remember(dates, `${locale}${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(tag, options))
}

/** The cached "3 days ago" formatter. */
export function relativeFormat(locale: Locale): Intl.RelativeTimeFormat {
  const tag = DATE_TAG[locale]
  return remember(relatives, locale, () => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }))
}

/** Writes a number with a true minus sign, which is as wide as a plus and stands clear of a range's dash. */
export function writeNumber(locale: Locale, value: number, options: Intl.NumberFormatOptions): string {
  return numberFormat(locale, options).format(value).replace('-', '−')
}

function remember<Value>(cache: Map<string, Value>, key: string, build: () => Value): Value {
  const known = cache.get(key)
  if (known !== undefined) return known
  const built = build()
  cache.set(key, built)
  return built
}
