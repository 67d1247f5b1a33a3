import { expect, test } from 'vitest'
import { addDays, daysBetween, toCivilDay } from './civil-day.ts'

test.each([
  { at: '2026-10-31T22:59:59Z', zone: 'Europe/Madrid', day: '2026-10-31', why: 'a second before midnight' },
  { at: '2026-10-31T23:00:00Z', zone: 'Europe/Madrid', day: '2026-11-01', why: 'midnight is the next day' },
  { at: '2026-03-29T22:30:00Z', zone: 'Europe/Madrid', day: '2026-03-30', why: 'the day of 23 hours' },
  { at: '2026-01-01T03:00:00Z', zone: 'America/New_York', day: '2025-12-31', why: 'another year there' },
])('$at is $day in $zone ($why)', ({ at, zone, day }) => {
  expect(toCivilDay(Date.parse(at), zone)).toBe(day)
})

test('days are counted over the end of a month, a leap day and a change of clocks', () => {
  expect(addDays('2026-10-31', 1)).toBe('2026-11-01')
  expect(addDays('2028-03-01', -1)).toBe('2028-02-29')
  expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2)
})
