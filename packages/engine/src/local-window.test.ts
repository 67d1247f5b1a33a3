import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WEEKDAYS } from '@periplo/model'
import type { LocalWindow } from '@periplo/model'
import { findNextOpen, isWindowOpen } from './local-window.ts'

const minute = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
const daily = (from: string, until: string, weekdays = WEEKDAYS): LocalWindow => ({
  weekdays: [...weekdays],
  fromMinute: minute(from),
  untilMinute: minute(until),
})

describe('the next opening', () => {
  test.each([
    {
      window: daily('10:00', '12:00'),
      zone: 'UTC',
      at: '2026-01-10T09:59:59Z',
      opens: '2026-01-10T10:00:00Z',
      why: 'today',
    },
    {
      window: daily('10:00', '12:00'),
      zone: 'UTC',
      at: '2026-01-10T10:00:00Z',
      opens: '2026-01-10T10:00:00Z',
      why: 'its first instant is open',
    },
    {
      window: daily('10:00', '12:00'),
      zone: 'UTC',
      at: '2026-01-10T12:00:00Z',
      opens: '2026-01-11T10:00:00Z',
      why: 'its last instant is not',
    },
    {
      window: daily('10:00', '12:00', [1]),
      zone: 'UTC',
      at: '2026-01-06T10:00:00Z',
      opens: '2026-01-12T10:00:00Z',
      why: 'on Mondays alone',
    },
    {
      window: daily('10:00', '12:00', [2]),
      zone: 'UTC',
      at: '2026-01-06T13:00:00Z',
      opens: '2026-01-13T10:00:00Z',
      why: 'missed by an hour, a week later',
    },
    {
      window: daily('22:00', '06:00', [5]),
      zone: 'UTC',
      at: '2026-01-10T05:59:00Z',
      opens: '2026-01-10T05:59:00Z',
      why: 'Friday’s night goes on into Saturday',
    },
    {
      window: daily('22:00', '06:00', [6]),
      zone: 'UTC',
      at: '2026-01-10T05:59:00Z',
      opens: '2026-01-10T22:00:00Z',
      why: 'Saturday’s night begins on Saturday',
    },
    {
      window: daily('00:00', '24:00'),
      zone: 'UTC',
      at: '2026-01-10T23:59:59Z',
      opens: '2026-01-10T23:59:59Z',
      why: 'the whole day',
    },
    {
      window: daily('10:00', '12:00'),
      zone: 'Asia/Kathmandu',
      at: '2026-01-10T00:00:00Z',
      opens: '2026-01-10T04:15:00Z',
      why: 'a zone of 45 minutes',
    },
    {
      window: daily('10:00', '12:00'),
      zone: 'Australia/Adelaide',
      at: '2026-06-10T00:00:00Z',
      opens: '2026-06-10T00:30:00Z',
      why: 'a zone of 30 minutes',
    },
    {
      window: daily('09:00', '10:00'),
      zone: 'Pacific/Kiritimati',
      at: '2026-01-10T12:00:00Z',
      opens: '2026-01-10T19:00:00Z',
      why: 'it is the 11th there',
    },
    {
      window: daily('02:30', '04:00'),
      zone: 'Europe/Madrid',
      at: '2026-03-29T00:00:00Z',
      opens: '2026-03-29T01:00:00Z',
      why: 'a beginning that is skipped: the first instant after the gap',
    },
    {
      window: daily('02:10', '02:40'),
      zone: 'Europe/Madrid',
      at: '2026-03-29T00:00:00Z',
      opens: '2026-03-29T01:00:00Z',
      why: 'all of it skipped: the same',
    },
    {
      window: daily('02:10', '02:40'),
      zone: 'Europe/Madrid',
      at: '2026-03-29T01:00:01Z',
      opens: '2026-03-30T00:10:00Z',
      why: 'and closed at once',
    },
    {
      window: daily('02:30', '04:00'),
      zone: 'Europe/Madrid',
      at: '2026-10-25T00:00:00Z',
      opens: '2026-10-25T00:30:00Z',
      why: 'a beginning that comes twice: the first',
    },
    {
      window: daily('10:00', '11:00'),
      zone: 'UTC',
      at: '2028-02-28T11:00:00Z',
      opens: '2028-02-29T10:00:00Z',
      why: 'a leap day is a day',
    },
    {
      window: daily('10:00', '11:00', [2]),
      zone: 'UTC',
      at: '2028-02-28T11:00:00Z',
      opens: '2028-02-29T10:00:00Z',
      why: 'of its own weekday',
    },
  ])('of $zone at $at is $opens ($why)', ({ window, zone, at, opens }) => {
    expect(findNextOpen(window, Date.parse(at), zone)).toBe(Date.parse(opens))
  })

  test('never comes for a window of no weekday', () => {
    expect(findNextOpen(daily('10:00', '12:00', []), 0, 'UTC')).toBeUndefined()
  })
})

test('whoever waits for the next opening finds the window open, and no earlier minute was', () => {
  const anyWindow = fc.record({
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    fromMinute: fc.integer({ min: 0, max: 1_439 }),
    untilMinute: fc.integer({ min: 1, max: 1_440 }),
  })
  const anyZone = fc.constantFrom(
    'Europe/Madrid',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Pacific/Apia',
  )
  const anyAt = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) })
  const anyCase = fc.record({
    window: anyWindow,
    at: anyAt,
    zone: anyZone,
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(anyCase, ({ window, at, zone, share }) => {
      const opens = findNextOpen(window, at, zone)
      expect(opens !== undefined && isWindowOpen(window, opens, zone)).toBe(true)
      const between = Math.floor(at + share * ((opens ?? at) - at))
      if (opens !== undefined && between < opens) expect(isWindowOpen(window, between, zone)).toBe(false)
    }),
    { numRuns: 2_000 },
  )
})
