import { useMemo } from 'react'
import type { Locale } from '../locale/locale.tsx'
import { useLocale } from '../locale/locale.tsx'
import { formatDuration } from './duration.ts'
import { formatMeasure } from './measures.ts'
import { formatDateTime, formatDay, formatPlainDay, formatRelative, formatTime } from './moments.ts'
import {
  formatCount,
  formatInterval,
  formatMoney,
  formatNumber,
  formatPercent,
  formatPoints,
} from './numbers.ts'

type Bound<Write> = Write extends (locale: Locale, ...rest: infer Rest) => string
  ? (...rest: Rest) => string
  : never

interface Writers {
  count: typeof formatCount
  percent: typeof formatPercent
  points: typeof formatPoints
  number: typeof formatNumber
  interval: typeof formatInterval
  money: typeof formatMoney
  measure: typeof formatMeasure
  duration: typeof formatDuration
  dateTime: typeof formatDateTime
  day: typeof formatDay
  plainDay: typeof formatPlainDay
  time: typeof formatTime
  relative: typeof formatRelative
}

/** Every `format…` function with the language already given. */
export type Format = { readonly [Name in keyof Writers]: Bound<Writers[Name]> }

/** The formatting of one language. */
export function toFormat(locale: Locale): Format {
  return {
    count: (...rest) => formatCount(locale, ...rest),
    percent: (...rest) => formatPercent(locale, ...rest),
    points: (...rest) => formatPoints(locale, ...rest),
    number: (...rest) => formatNumber(locale, ...rest),
    interval: (...rest) => formatInterval(locale, ...rest),
    money: (...rest) => formatMoney(locale, ...rest),
    measure: (...rest) => formatMeasure(locale, ...rest),
    duration: (...rest) => formatDuration(locale, ...rest),
    dateTime: (...rest) => formatDateTime(locale, ...rest),
    day: (...rest) => formatDay(locale, ...rest),
    plainDay: (...rest) => formatPlainDay(locale, ...rest),
    time: (...rest) => formatTime(locale, ...rest),
    relative: (...rest) => formatRelative(locale, ...rest),
  }
}

/** The formatting of the language in use. The same object until the language changes. */
export function useFormat(): Format {
  const { locale } = useLocale()
  return useMemo(() => toFormat(locale), [locale])
}
