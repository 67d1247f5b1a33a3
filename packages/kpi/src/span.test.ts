import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, addDaysAt, dayOf, startOfDay } from './civil-day.ts'
import { isWithin, splitByMaturity, toSpan } from './span.ts'
import { at, DAY_MS, HOUR_MS } from './testing/sample-journey.ts'

const ZONES = ['Europe/Madrid', 'America/Bogota', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'UTC']
const instants = fc.integer({ min: at('2017-01-01T00:00:00Z'), max: at('2019-12-31T00:00:00Z') })
const spans = fc.record({ days: fc.nat(40), exactMs: fc.constantFrom(0, 1, HOUR_MS, 50 * HOUR_MS) })

test.each([
  { duration: { amount: 2, unit: 'days' }, span: { days: 9, exactMs: 0 }, why: 'days are civil' },
  {
    duration: { amount: 48, unit: 'hours' },
    span: { days: 7, exactMs: 48 * HOUR_MS },
    why: 'hours are exact',
  },
  { duration: { amount: 1, unit: 'minutes' }, span: { days: 7, exactMs: 60_000 }, why: 'so are minutes' },
] as const)('$duration.amount $duration.unit with 7 days of grace ($why)', ({ duration, span }) => {
  expect(toSpan(duration, 7)).toEqual(span)
})

test('the short cut around the calendar gives the same answer as the calendar', () => {
  const nudges = fc.constantFrom(-51 * HOUR_MS, -HOUR_MS, -1, 0, 1, HOUR_MS, 51 * HOUR_MS)
  fc.assert(
    fc.property(
      fc.record({ span: spans, from: instants, nudge: nudges, zone: fc.constantFrom(...ZONES) }),
      (row) => {
        const { span, from, nudge, zone } = row
        const last = addDaysAt(from, span.days, zone) + span.exactMs
        const nominal = from + span.days * DAY_MS + span.exactMs
        for (const at of [last + nudge, nominal + nudge]) {
          expect(isWithin(span, { from, at }, zone)).toBe(at <= last)
        }
      },
    ),
    { numRuns: 1_000 },
  )
})

test('a day is mature exactly when nobody who entered on it has time left', () => {
  fc.assert(
    fc.property(fc.record({ span: spans, asOf: instants, zone: fc.constantFrom(...ZONES) }), (row) => {
      const { span, asOf, zone } = row
      const today = dayOf(asOf, zone)
      const days = { from: addDays(today, -60), to: addDays(today, 5) }
      const { mature, open } = splitByMaturity(days, span, { asOf, zone })
      expect([mature.from, mature.to, open.to]).toEqual([days.from, open.from, days.to])
      const closesAt = (day: string): number => startOfDay(addDays(day, 1 + span.days), zone) + span.exactMs
      expect(closesAt(addDays(mature.to, -1))).toBeLessThanOrEqual(asOf)
      expect(closesAt(open.from)).toBeGreaterThan(asOf)
    }),
    { numRuns: 1_000 },
  )
})

test.each([
  { from: '2018-06-01', to: '2018-06-10', mature: 9, why: 'all of it long ago' },
  { from: '2030-06-01', to: '2030-06-10', mature: 0, why: 'all of it to come' },
  { from: '2018-06-10', to: '2018-06-10', mature: 0, why: 'no days at all' },
])('parts $from to $to within its own ends ($why)', ({ from, to, mature: count }) => {
  const asOf = { asOf: at('2019-01-01T00:00:00Z'), zone: 'UTC' }
  const { mature, open } = splitByMaturity({ from, to }, { days: 1, exactMs: 0 }, asOf)
  expect((startOfDay(mature.to, 'UTC') - startOfDay(mature.from, 'UTC')) / DAY_MS).toBe(count)
  expect([mature.from, open.from, open.to]).toEqual([from, mature.to, to])
})
