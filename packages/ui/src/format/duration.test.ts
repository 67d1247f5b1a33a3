import { describe, expect, test } from 'vitest'
import { formatDuration } from './duration.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const plain = (text: string) => text.replace(/\u00A0/g, ' ')

describe('in parts', () => {
  test.each([
    { ms: 0, text: '0 s', why: 'nothing at all' },
    { ms: 430, text: '430 ms', why: 'under a second' },
    { ms: 30 * SECOND, text: '30 s', why: 'seconds stand alone' },
    { ms: 11 * MINUTE, text: '11 min', why: 'an empty second unit is left out' },
    { ms: 90 * SECOND, text: '1 min 30 s', why: 'two units' },
    { ms: 2 * DAY + 4 * HOUR, text: '2 d 4 h', why: 'two units' },
    { ms: 2 * DAY + 4 * HOUR + 59 * MINUTE, text: '2 d 5 h', why: 'rounded to the smaller unit' },
    { ms: DAY - 1, text: '1 d', why: 'rounding that fills a unit moves up' },
    { ms: HOUR - SECOND / 4, text: '1 h', why: 'not 60 minutes' },
    { ms: 400 * DAY, text: '400 d', why: 'nothing beyond days' },
    { ms: -90 * MINUTE, text: '−1 h 30 min', why: 'early' },
    { ms: null, text: '—', why: 'no data' },
  ])('$ms ms is "$text" ($why)', ({ ms, text }) => {
    expect(plain(formatDuration('en', ms))).toBe(text)
  })

  test('symbols are the same in Spanish, figures are its own', () => {
    expect(plain(formatDuration('es', 12_345 * DAY))).toBe('12.345 d')
  })
})

test.each([
  { ms: 11 * MINUTE, text: '11 min', why: 'minutes need no decimal' },
  { ms: 6.7 * HOUR, text: '6.7 h', why: 'small counts do' },
  { ms: 14 * DAY, text: '14 d', why: 'whole' },
  { ms: 62.4 * HOUR, text: '2.6 d', why: 'the largest fitting unit' },
])('for a narrow column $ms ms is "$text" ($why)', ({ ms, text }) => {
  expect(plain(formatDuration('en', ms, 'decimal'))).toBe(text)
})

test.each([
  { locale: 'en', ms: 2 * DAY, text: '2 days' },
  { locale: 'en', ms: 90 * MINUTE, text: '1 hour, 30 minutes' },
  { locale: 'es', ms: DAY, text: '1 día' },
  { locale: 'es', ms: 2 * DAY + 4 * HOUR, text: '2 días y 4 horas' },
] as const)('inside a sentence $ms ms is "$text"', ({ locale, ms, text }) => {
  expect(plain(formatDuration(locale, ms, 'words'))).toBe(text)
})
