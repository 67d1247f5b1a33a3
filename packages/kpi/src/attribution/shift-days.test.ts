import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDaysAt } from '../civil-day.ts'
import { shiftDays } from './shift-days.ts'

test('is the same as asking the calendar, in zones with and without clock changes', () => {
  const zones = fc.constantFrom(
    'Europe/Madrid',
    'America/Sao_Paulo',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'UTC',
  )
  const instants = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2027, 0, 1) })
  fc.assert(
    fc.property(instants, fc.integer({ min: -400, max: 400 }), zones, (instant, days, zone) => {
      expect(shiftDays(instant, days, zone)).toBe(addDaysAt(instant, days, zone))
    }),
    { numRuns: 2_000 },
  )
})
