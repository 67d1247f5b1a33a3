import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { addDays, addDaysAt, dayOf, listDays, startOfDay } from './civil-day.ts'

const ZONES = [
  'Europe/Madrid',
  'America/Bogota',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'UTC',
]
const at = (text: string): number => Date.parse(text)

test.each([
  { zone: 'Europe/Madrid', day: '2026-03-29', hours: 23, why: 'clocks go forward' },
  { zone: 'Europe/Madrid', day: '2026-10-25', hours: 25, why: 'clocks go back' },
  { zone: 'Europe/Madrid', day: '2026-03-28', hours: 24, why: 'an ordinary day' },
  { zone: 'America/Sao_Paulo', day: '2018-11-04', hours: 23, why: 'begins at 01:00: midnight is skipped' },
  { zone: 'Pacific/Apia', day: '2011-12-30', hours: 0, why: 'a day that never was' },
])('$day in $zone has $hours hours ($why)', ({ zone, day, hours }) => {
  expect(startOfDay(addDays(day, 1), zone) - startOfDay(day, zone)).toBe(hours * 3_600_000)
})

test.each([
  { instant: '2026-03-28T22:59:59.999Z', day: '2026-03-28', why: 'last millisecond' },
  { instant: '2026-03-28T23:00:00Z', day: '2026-03-29', why: 'first millisecond, winter time' },
  { instant: '2026-03-29T21:59:59.999Z', day: '2026-03-29', why: 'the short day ends an hour early' },
  { instant: '2026-03-29T22:00:00Z', day: '2026-03-30', why: 'midnight in summer time' },
  { instant: '2026-10-25T22:59:59.999Z', day: '2026-10-25', why: 'the long day ends an hour late' },
])('$instant is $day in Madrid ($why)', ({ instant, day }) => {
  expect(dayOf(at(instant), 'Europe/Madrid')).toBe(day)
})

test('keeps the local time over a clock change', () => {
  const before = at('2026-03-28T09:00:00Z')
  expect(addDaysAt(before, 1, 'Europe/Madrid')).toBe(before + 23 * 3_600_000)
})

test('lists a range without its end', () => {
  expect(listDays({ from: '2026-02-27', to: '2026-03-02' })).toEqual([
    '2026-02-27',
    '2026-02-28',
    '2026-03-01',
  ])
  expect(listDays({ from: '2026-03-02', to: '2026-03-02' })).toEqual([])
})

test('an unknown zone is refused', () => {
  expect(() => dayOf(0, 'Atlantis/Capital')).toThrow(RangeError)
})

test('every instant lies in the day it is said to be in, and agrees with the calendar', () => {
  const instants = fc.integer({ min: at('2008-01-01T00:00:00Z'), max: at('2032-01-01T00:00:00Z') })
  fc.assert(
    fc.property(instants, fc.constantFrom(...ZONES), (instant, zone) => {
      const day = dayOf(instant, zone)
      const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
      expect(day).toBe(local.toPlainDate().toString())
      expect(startOfDay(day, zone)).toBeLessThanOrEqual(instant)
      return startOfDay(addDays(day, 1), zone) > instant
    }),
    { numRuns: 2_000 },
  )
})
