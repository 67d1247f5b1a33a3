import { expect, test } from 'vitest'
import { formatDateTime, formatDay, formatPlainDay, formatRelative, formatTime } from './moments.ts'

const at = new Date('2026-10-13T22:30:00Z')
const plain = (text: string) => text.replace(/[\u00A0\u202F]/g, ' ')

test.each([
  { locale: 'en', zone: 'UTC', text: '13 Oct 2026, 22:30', why: 'day first, 24 hours' },
  { locale: 'en', zone: 'Europe/Madrid', text: '14 Oct 2026, 00:30', why: 'another day there, and no 24:30' },
  { locale: 'es', zone: 'America/Lima', text: '13 oct 2026, 17:30', why: 'Spanish' },
] as const)('a moment in $zone is "$text" ($why)', ({ locale, zone, text }) => {
  expect(plain(formatDateTime(locale, at, zone))).toBe(text)
})

test('a day is the one of its zone', () => {
  expect(formatDay('en', at, 'UTC')).toBe('13 Oct 2026')
  expect(formatDay('en', at, 'Europe/Madrid')).toBe('14 Oct 2026')
  expect(formatTime('en', at, 'Europe/Madrid')).toBe('00:30')
})

test('a day without a clock is the same everywhere', () => {
  expect(formatPlainDay('en', '2026-10-31')).toBe('31 Oct 2026')
})

test('an unknown moment is a dash, and so is a broken one', () => {
  expect(formatDateTime('en', null, 'UTC')).toBe('—')
  expect(formatDay('en', new Date(Number.NaN), 'UTC')).toBe('—')
  expect(formatPlainDay('en', undefined)).toBe('—')
  expect(formatPlainDay('en', 'yesterday')).toBe('—')
  expect(formatRelative('en', { at: undefined, now: at })).toBe('—')
})

test.each([
  { locale: 'en', agoMs: 59_999, text: 'now', why: 'within a minute' },
  { locale: 'en', agoMs: 60_000, text: '1 minute ago', why: 'the first whole minute' },
  { locale: 'en', agoMs: 2 * 3_600_000 + 1, text: '2 hours ago', why: 'whole units only' },
  { locale: 'en', agoMs: 86_400_000, text: 'yesterday', why: 'words where there are words' },
  { locale: 'en', agoMs: -2 * 3_600_000, text: 'in 2 hours', why: 'what is to come' },
  { locale: 'en', agoMs: 400 * 86_400_000, text: 'last year', why: 'years' },
  { locale: 'es', agoMs: 3 * 86_400_000, text: 'hace 3 días', why: 'Spanish' },
  { locale: 'es', agoMs: 0, text: 'ahora', why: 'this moment' },
] as const)('$agoMs ms ago is "$text" ($why)', ({ locale, agoMs, text }) => {
  expect(formatRelative(locale, { at: new Date(at.getTime() - agoMs), now: at })).toBe(text)
})
