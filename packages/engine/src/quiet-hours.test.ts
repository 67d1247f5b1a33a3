import { assert, constantFrom, integer, pre, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findQuietEnd } from './quiet-hours.ts'
import { toLocalMs } from './zone-offsets.ts'

const hours = (from: string, until: string) => ({ fromMinute: toMinute(from), untilMinute: toMinute(until) })
const toMinute = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const endOf = (quiet: ReturnType<typeof hours>, at: string, zone: string): string =>
  new Date(findQuietEnd(quiet, Date.parse(at), zone)).toISOString().replace('.000Z', 'Z')

describe('a message leaves when the hours end', () => {
  const NIGHT = hours('22:00', '08:00')
  test.each([
    {
      zone: 'UTC',
      at: '2026-03-02T22:00:00Z',
      end: '2026-03-03T08:00:00Z',
      why: 'the first moment is quiet',
    },
    { zone: 'UTC', at: '2026-03-02T08:00:00Z', end: '2026-03-02T08:00:00Z', why: 'the last is not' },
    { zone: 'UTC', at: '2026-03-02T21:59:59Z', end: '2026-03-02T21:59:59Z', why: 'not yet' },
    { zone: 'UTC', at: '2026-03-02T00:00:00Z', end: '2026-03-02T08:00:00Z', why: 'after midnight' },
    {
      zone: 'Europe/Madrid',
      at: '2026-03-02T21:00:00Z',
      end: '2026-03-03T07:00:00Z',
      why: 'their own night',
    },
    { zone: 'Asia/Kolkata', at: '2026-03-02T20:00:00Z', end: '2026-03-03T02:30:00Z', why: '30 minutes' },
    { zone: 'Asia/Kathmandu', at: '2026-03-02T20:00:00Z', end: '2026-03-03T02:15:00Z', why: '45 minutes' },
    { zone: 'Europe/Madrid', at: '2026-03-28T22:00:00Z', end: '2026-03-29T06:00:00Z', why: 'a short night' },
    { zone: 'Europe/Madrid', at: '2026-10-24T21:00:00Z', end: '2026-10-25T07:00:00Z', why: 'a long night' },
    { zone: 'Pacific/Apia', at: '2011-12-30T09:00:00Z', end: '2011-12-30T18:00:00Z', why: 'a day left out' },
  ])('from $at in $zone ($why)', ({ zone, at, end }) => {
    expect(endOf(NIGHT, at, zone)).toBe(end)
  })

  test.each([
    {
      quiet: hours('13:00', '15:00'),
      at: '2026-03-02T13:30:00Z',
      end: '2026-03-02T15:00:00Z',
      why: 'by day',
    },
    {
      quiet: hours('22:00', '00:00'),
      at: '2026-03-02T23:59:00Z',
      end: '2026-03-03T00:00:00Z',
      why: 'midnight',
    },
    {
      quiet: hours('00:00', '23:59'),
      at: '2026-03-02T00:00:00Z',
      end: '2026-03-02T23:59:00Z',
      why: 'nearly all',
    },
    {
      quiet: hours('08:00', '07:59'),
      at: '2026-03-02T08:00:00Z',
      end: '2026-03-03T07:59:00Z',
      why: 'over a day',
    },
  ])('from $at in UTC ($why)', ({ quiet, at, end }) => {
    expect(endOf(quiet, at, 'UTC')).toBe(end)
  })
})

describe('a clock change inside the hours', () => {
  const MADRID = 'Europe/Madrid'
  test.each([
    {
      quiet: hours('22:00', '02:30'),
      at: '2026-03-29T00:30:00Z',
      end: '2026-03-29T01:00:00Z',
      why: 'their end is skipped: the first instant after the gap',
    },
    {
      quiet: hours('02:15', '02:45'),
      at: '2026-03-29T01:00:00Z',
      end: '2026-03-29T01:00:00Z',
      why: 'all of them are skipped',
    },
    {
      quiet: hours('22:00', '02:30'),
      at: '2026-10-24T22:00:00Z',
      end: '2026-10-25T00:30:00Z',
      why: 'their end comes twice: the first',
    },
    {
      quiet: hours('22:00', '02:30'),
      at: '2026-10-25T01:00:00Z',
      end: '2026-10-25T01:30:00Z',
      why: 'the hour that comes again is quiet again',
    },
    {
      quiet: hours('22:00', '03:00'),
      at: '2026-10-24T22:00:00Z',
      end: '2026-10-25T02:00:00Z',
      why: 'clocks go back the instant they would end',
    },
  ])('from $at ($why)', ({ quiet, at, end }) => {
    expect(endOf(quiet, at, MADRID)).toBe(end)
  })
})

test('the end is never early, never quiet itself, and every instant before it is quiet', () => {
  const minute = integer({ min: 0, max: 1_439 })
  const question = record({
    fromMinute: minute,
    untilMinute: minute,
    zone: constantFrom('UTC', 'Europe/Madrid', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/New_York'),
    at: integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) }),
  })
  assert(
    property(question, ({ fromMinute, untilMinute, zone, at }) => {
      pre(fromMinute !== untilMinute)
      const isQuiet = (instant: number): boolean => {
        const shown = Math.floor(toLocalMs(instant, zone) / 60_000) % 1_440
        return fromMinute < untilMinute
          ? fromMinute <= shown && shown < untilMinute
          : fromMinute <= shown || shown < untilMinute
      }
      const end = findQuietEnd({ fromMinute, untilMinute }, at, zone)
      expect(end).toBeGreaterThanOrEqual(at)
      expect(isQuiet(end)).toBe(false)
      for (let before = end - 1; before >= at; before -= 300_000) expect(isQuiet(before)).toBe(true)
    }),
  )
})

test('a zone nobody knows is refused', () => {
  expect(() => findQuietEnd(hours('22:00', '08:00'), 0, 'Mars/Olympus')).toThrow(RangeError)
})
