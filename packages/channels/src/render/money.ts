const DIGITS_LIMIT = 21
const formats = new Map<string, Intl.NumberFormat>()

/**
 * An amount in minor units (`1999`, `'EUR'`) as people write it in `locale` (`€19.99`), with the digits the
 * currency has (ISO 4217 by way of CLDR). Exact at any size up to 21 digits. Empty for what is no whole number;
 * a currency or locale nobody knows gives the plain amount and the currency as written.
 */
export function formatMoney(amountMinor: unknown, currency: string, locale: string): string {
  const minor = toInteger(amountMinor)
  if (minor === undefined) return ''
  const format = findFormat(currency, locale)
  const digits = format?.resolvedOptions().maximumFractionDigits ?? 2
  const major = toDecimal(minor, digits)
  return format !== undefined && isDecimal(major) ? format.format(major) : `${major} ${currency}`.trim()
}

function toInteger(value: unknown): bigint | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : undefined
  if (typeof value !== 'string' || !/^-?\d+$/.test(value) || value.length > DIGITS_LIMIT) return undefined
  return BigInt(value)
}

function toDecimal(minor: bigint, digits: number): string {
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  const decimal = digits === 0 ? whole : `${whole}.${text.slice(text.length - digits)}`
  return `${minor < 0n ? '-' : ''}${decimal}`
}

function isDecimal(text: string): text is `${number}` {
  return /^-?\d+(?:\.\d+)?$/.test(text)
}

function findFormat(currency: string, locale: string): Intl.NumberFormat | undefined {
  const key = `${locale} ${currency}`
  const known = formats.get(key)
  if (known !== undefined) return known
  if (!/^[A-Za-z]{3}$/.test(currency) || !isLocale(locale)) return undefined
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  if (formats.size >= 200) formats.clear()
  formats.set(key, format)
  return format
}

function isLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1
  } catch {
    return false
  }
}
