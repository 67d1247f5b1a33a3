import type { Locale } from '../locale/locale.tsx'
import type { Maybe } from './formatters.ts'
import { isKnown, NO_DATA, numberFormat, writeNumber } from './formatters.ts'

interface Unit {
  readonly ms: number
  /** SI and ISO 80000 symbols: the same in every language. */
  readonly symbol: string
  readonly name: 'day' | 'hour' | 'minute' | 'second' | 'millisecond'
}

const MILLISECOND: Unit = { ms: 1, symbol: 'ms', name: 'millisecond' }
const UNITS: readonly Unit[] = [
  { ms: 86_400_000, symbol: 'd', name: 'day' },
  { ms: 3_600_000, symbol: 'h', name: 'hour' },
  { ms: 60_000, symbol: 'min', name: 'minute' },
  { ms: 1000, symbol: 's', name: 'second' },
  MILLISECOND,
]

/**
 * How a length of time is written: `parts` "2 d 4 h" (default), `decimal` "2.2 d" for narrow
 * columns, `words` "2 days, 4 hours" inside sentences.
 */
export type DurationStyle = 'parts' | 'decimal' | 'words'

/**
 * A length of time in its two largest fitting units, rounded to the smaller of them; under a
 * second in milliseconds. A day is 24 hours. Negative lengths keep their sign.
 */
export function formatDuration(locale: Locale, durationMs: Maybe, style: DurationStyle = 'parts'): string {
  if (!isKnown(durationMs)) return NO_DATA
  const sign = durationMs < 0 ? '−' : ''
  const lengthMs = Math.abs(durationMs)
  if (style === 'decimal') return sign + writeDecimal(locale, lengthMs)
  const parts = splitDuration(lengthMs)
  if (style === 'parts')
    return sign + parts.map(({ count, unit }) => writePart(locale, count, unit)).join(' ')
  return sign + joinWords(locale, parts)
}

function joinWords(locale: Locale, parts: readonly Part[]): string {
  const words = parts.map(({ count, unit }) =>
    numberFormat(locale, { style: 'unit', unit: unit.name, unitDisplay: 'long' }).format(count),
  )
  return new Intl.ListFormat(locale, { type: 'unit', style: 'long' }).format(words)
}

interface Part {
  readonly count: number
  readonly unit: Unit
}

function splitDuration(lengthMs: number): readonly Part[] {
  const large = largestUnit(lengthMs)
  const small = UNITS[UNITS.indexOf(large) + 1]
  if (!small || large.ms === 1000) return [{ count: Math.round(lengthMs / large.ms), unit: large }]
  const roundedMs = Math.round(lengthMs / small.ms) * small.ms
  // rounding may have filled the next unit: 23 h 59.8 min is 1 d, not 24 h
  if (largestUnit(roundedMs) !== large) return splitDuration(roundedMs)
  const count = Math.floor(roundedMs / large.ms)
  const rest = Math.round((roundedMs - count * large.ms) / small.ms)
  return rest === 0
    ? [{ count, unit: large }]
    : [
        { count, unit: large },
        { count: rest, unit: small },
      ]
}

function writeDecimal(locale: Locale, lengthMs: number): string {
  const unit = largestUnit(lengthMs)
  const digits = lengthMs / unit.ms < 10 && unit.ms >= 3_600_000 ? 1 : 0
  return `${writeNumber(locale, lengthMs / unit.ms, { maximumFractionDigits: digits })}\u00A0${unit.symbol}`
}

function writePart(locale: Locale, count: number, unit: Unit): string {
  return `${writeNumber(locale, count, { maximumFractionDigits: 0 })}\u00A0${unit.symbol}`
}

function largestUnit(lengthMs: number): Unit {
  if (lengthMs === 0) return UNITS[3] ?? MILLISECOND
  return UNITS.find((unit) => lengthMs >= unit.ms) ?? MILLISECOND
}
