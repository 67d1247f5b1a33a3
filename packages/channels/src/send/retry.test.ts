import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_RETRY_AFTER_MS, MAX_RETRY_DELAY_MS, parseRetryAfterMs, toRetryDelayMs } from './retry.ts'

const AT = Date.UTC(2026, 10, 22, 12, 0, 0)

describe('Retry-After is seconds or a date', () => {
  test.each([
    { header: undefined, afterMs: null, why: 'absent' },
    { header: '', afterMs: null, why: 'empty' },
    { header: '0', afterMs: 0, why: 'now' },
    { header: '120', afterMs: 120_000, why: 'seconds' },
    { header: ' 120 ', afterMs: 120_000, why: 'seconds with blanks' },
    { header: '-5', afterMs: null, why: 'no negative seconds' },
    { header: '1.5', afterMs: null, why: 'no fractions' },
    { header: '9999999999', afterMs: null, why: 'beyond reason' },
    { header: 'Sun, 22 Nov 2026 12:01:00 GMT', afterMs: 60_000, why: 'HTTP date' },
    { header: 'Sunday, 22-Nov-26 12:01:00 GMT', afterMs: 60_000, why: 'obsolete HTTP date' },
    { header: 'Sun, 22 Nov 2026 11:59:00 GMT', afterMs: 0, why: 'a date gone by' },
    { header: '2026-11-22T12:01:00Z', afterMs: null, why: 'not an HTTP date' },
    { header: 'soon', afterMs: null, why: 'prose' },
  ])('$header → $afterMs ms ($why)', ({ header, afterMs }) => {
    expect(parseRetryAfterMs(header, AT)).toBe(afterMs)
  })
})

describe('delays double, scatter and end', () => {
  test.each([
    { attempt: 1, random: 0.5, delayMs: 500, why: 'half of 1 s' },
    { attempt: 2, random: 0.5, delayMs: 1_000, why: 'half of 2 s' },
    { attempt: 10, random: 0.5, delayMs: 256_000, why: 'half of 512 s' },
    { attempt: 11, random: 0.5, delayMs: 450_000, why: 'half of 15 min, the bound' },
    { attempt: 500, random: 0.5, delayMs: 450_000, why: 'stays at the bound' },
    { attempt: 3, random: 0, delayMs: 100, why: 'never at once' },
  ])('attempt $attempt at $random: $delayMs ms ($why)', ({ attempt, random, delayMs }) => {
    expect(toRetryDelayMs({ attempt, afterMs: null, random })).toBe(delayMs)
  })

  test('whatever the draw, a delay keeps within its bounds', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.double({ min: 0, max: 0.999_999, noNaN: true }), (attempt, random) => {
        const delayMs = toRetryDelayMs({ attempt, afterMs: null, random })
        expect(delayMs).toBeGreaterThanOrEqual(100)
        expect(delayMs).toBeLessThan(MAX_RETRY_DELAY_MS)
      }),
    )
  })

  test('nobody returns before the provider said', () => {
    expect(toRetryDelayMs({ attempt: 1, afterMs: 60_000, random: 0 })).toBe(60_000)
    expect(toRetryDelayMs({ attempt: 1, afterMs: 60_000, random: 0.5 })).toBe(60_500)
    expect(toRetryDelayMs({ attempt: 1, afterMs: 1e12, random: 0 })).toBe(MAX_RETRY_AFTER_MS)
  })
})
