import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import type { Duration } from '@periplo/model'
import { toDueAt, toWindowStart } from './civil-time.ts'
import { toFirstInstant } from './zone-offsets.ts'

test.each([
  {
    zone: 'Europe/Madrid',
    from: '2026-03-28T10:00+01:00',
    days: 1,
    due: '2026-03-29T10:00+02:00',
    why: '23 hours',
  },
  {
    zone: 'Europe/Madrid',
    from: '2026-10-24T10:00+02:00',
    days: 1,
    due: '2026-10-25T10:00+01:00',
    why: '25 hours',
  },
  {
    zone: 'Europe/Madrid',
    from: '2026-03-28T02:30+01:00',
    days: 1,
    due: '2026-03-29T03:00+02:00',
    why: 'the gap ends at 3',
  },
  {
    zone: 'Europe/Madrid',
    from: '2026-03-28T02:00+01:00',
    days: 1,
    due: '2026-03-29T03:00+02:00',
    why: 'the gap’s first minute',
  },
  {
    zone: 'Europe/Madrid',
    from: '2026-03-28T03:00+01:00',
    days: 1,
    due: '2026-03-29T03:00+02:00',
    why: 'just after it',
  },
  {
    zone: 'Europe/Madrid',
    from: '2026-10-24T02:30+02:00',
    days: 1,
    due: '2026-10-25T02:30+02:00',
    why: 'the first of two',
  },
  {
    zone: 'Europe/Madrid',
    from: '2026-10-25T02:30+01:00',
    days: 1,
    due: '2026-10-26T02:30+01:00',
    why: 'from the second of two',
  },
  {
    zone: 'Europe/Madrid',
    from: '2026-10-24T03:00+02:00',
    days: 1,
    due: '2026-10-25T03:00+01:00',
    why: 'after both',
  },
  {
    zone: 'Europe/Madrid',
    from: '2026-03-01T10:00+01:00',
    days: 365,
    due: '2027-03-01T10:00+01:00',
    why: 'a year',
  },
  {
    zone: 'Asia/Kathmandu',
    from: '2026-03-28T10:00+05:45',
    days: 2,
    due: '2026-03-30T10:00+05:45',
    why: 'no clock change there',
  },
  {
    zone: 'America/New_York',
    from: '2026-03-07T02:30-05:00',
    days: 1,
    due: '2026-03-08T03:00-04:00',
    why: 'another gap',
  },
  {
    zone: 'Australia/Lord_Howe',
    from: '2026-10-03T02:15+10:30',
    days: 1,
    due: '2026-10-04T02:30+11:00',
    why: 'a gap of half an hour',
  },
  {
    zone: 'Pacific/Apia',
    from: '2011-12-29T10:00-10:00',
    days: 1,
    due: '2011-12-31T00:00+14:00',
    why: 'a day that never was',
  },
  { zone: 'UTC', from: '2026-03-28T02:30Z', days: 1, due: '2026-03-29T02:30Z', why: 'no changes at all' },
])('$days civil days after $from in $zone is $due ($why)', ({ zone, from, days, due }) => {
  const dueAt = toDueAt(Date.parse(from), { amount: days, unit: 'days' }, zone)
  expect(new Date(dueAt).toISOString()).toBe(new Date(due).toISOString())
})

test.each([
  {
    amount: 2,
    unit: 'hours',
    from: '2026-03-29T01:30+01:00',
    due: '2026-03-29T04:30+02:00',
    why: 'over the gap',
  },
  {
    amount: 24,
    unit: 'hours',
    from: '2026-03-28T10:00+01:00',
    due: '2026-03-29T11:00+02:00',
    why: 'a day of hours is not a civil day',
  },
  {
    amount: 90,
    unit: 'minutes',
    from: '2026-10-25T02:00+02:00',
    due: '2026-10-25T02:30+01:00',
    why: 'over the overlap',
  },
] as const)('$amount $unit are exact ($why)', ({ amount, unit, from, due }) => {
  expect(toDueAt(Date.parse(from), { amount, unit }, 'Europe/Madrid')).toBe(Date.parse(due))
})

test('an unknown zone is refused, not guessed', () => {
  expect(() => toDueAt(0, { amount: 1, unit: 'days' }, 'Mars/Olympus')).toThrow(RangeError)
})

const ZONES = [
  'Europe/Madrid',
  'Asia/Kathmandu',
  'America/New_York',
  'Pacific/Apia',
  'Africa/Casablanca',
  'UTC',
  '+05:30',
]
const anyDuration: fc.Arbitrary<Duration> = fc.record({
  amount: fc.integer({ min: 1, max: 300 }),
  unit: fc.constantFrom('minutes', 'hours', 'days'),
})
const anyInstant = fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2100, 0, 1) })

test('a due instant agrees with Temporal wherever no clock change skips it', () => {
  fc.assert(
    fc.property(
      anyInstant,
      fc.constantFrom(...ZONES),
      fc.integer({ min: -366, max: 366 }),
      (at, zone, days) => {
        const begun = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
        const civil = begun.toPlainDateTime().add({ days })
        const shown = civil.toZonedDateTime(zone, { disambiguation: 'earlier' })
        const localMs = civil.toZonedDateTime('UTC').epochMilliseconds
        const instant = toFirstInstant(localMs, zone)
        if (shown.toPlainDateTime().equals(civil)) expect(instant).toBe(shown.epochMilliseconds)
        else expect(instant).toBe(shown.getTimeZoneTransition('next')?.epochMilliseconds)
      },
    ),
    { numRuns: 3_000 },
  )
})

test('a duration is never over before it began, and its window never starts after its end', () => {
  fc.assert(
    fc.property(anyInstant, anyDuration, fc.constantFrom(...ZONES), (at, duration, zone) => {
      expect(toDueAt(at, duration, zone)).toBeGreaterThan(at)
      expect(toWindowStart(at, duration, zone)).toBeLessThan(at)
    }),
  )
})
