import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createWorkingClock } from './working-hours.ts'
import type { WorkingHours } from './working-hours.ts'

const MADRID = 'Europe/Madrid'
const HOUR_MS = 3_600_000
const OFFICE: WorkingHours = { weekdays: [1, 2, 3, 4, 5], from: 9 * 60, to: 18 * 60 }
const ALWAYS: WorkingHours = { weekdays: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1_440 }

const workedHours = (hours: WorkingHours, from: string, to: string): number => {
  const clock = createWorkingClock(hours, MADRID, Date.parse(from))
  return (clock(Date.parse(to)) - clock(Date.parse(from))) / HOUR_MS
}

describe('working hours from Monday to Friday, 9 to 18 in Madrid', () => {
  test.each([
    { from: '2026-11-02T10:00+01:00', to: '2026-11-02T12:30+01:00', hours: 2.5, why: 'within a day' },
    { from: '2026-11-02T17:00+01:00', to: '2026-11-03T10:00+01:00', hours: 2, why: 'a night between' },
    { from: '2026-11-06T17:00+01:00', to: '2026-11-09T10:00+01:00', hours: 2, why: 'a weekend between' },
    { from: '2026-11-07T09:00+01:00', to: '2026-11-08T18:00+01:00', hours: 0, why: 'a weekend alone' },
    { from: '2026-11-02T06:00+01:00', to: '2026-11-02T20:00+01:00', hours: 9, why: 'a day and more' },
    {
      from: '2026-11-02T18:00+01:00',
      to: '2026-11-03T09:00+01:00',
      hours: 0,
      why: 'from the end to the beginning',
    },
    {
      from: '2026-10-23T09:00+02:00',
      to: '2026-10-26T18:00+01:00',
      hours: 18,
      why: 'clocks go back on Sunday',
    },
    {
      from: '2026-01-01T00:00+01:00',
      to: '2027-01-01T00:00+01:00',
      hours: 261 * 9,
      why: 'a year without holidays',
    },
  ])('from $from to $to: $hours h ($why)', ({ from, to, hours }) => {
    expect(workedHours(OFFICE, from, to)).toBe(hours)
  })
})

test.each([
  { from: '2026-10-25T00:00+02:00', to: '2026-10-26T00:00+01:00', hours: 25 },
  { from: '2026-03-29T00:00+01:00', to: '2026-03-30T00:00+02:00', hours: 23 },
])('around the clock, the day from $from has $hours hours', ({ from, to, hours }) => {
  expect(workedHours(ALWAYS, from, to)).toBe(hours)
})

test('around the clock, time is time, and every clock goes on or stands', () => {
  const since = Date.parse('2026-01-01T00:00:00Z')
  const instant = fc.integer({ min: since, max: since + 400 * 24 * HOUR_MS })
  const [always, office] = [ALWAYS, OFFICE].map((hours) => createWorkingClock(hours, MADRID, since))
  fc.assert(
    fc.property(instant, instant, (one, other) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)]
      const [all = 0, worked = 0] = [always, office].map((clock) => (clock?.(to) ?? 0) - (clock?.(from) ?? 0))
      expect(all).toBe(to - from)
      expect(worked).toBeGreaterThanOrEqual(0)
      expect(worked).toBeLessThanOrEqual(all)
    }),
  )
})
