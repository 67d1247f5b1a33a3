import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { wilson } from './wilson.ts'

test.each([
  { part: 81, n: 263, lo: 0.2553, hi: 0.3662, why: 'Newcombe 1998, table I, method 3' },
  { part: 15, n: 148, lo: 0.0624, hi: 0.1605, why: 'Newcombe 1998, table I, method 3' },
  { part: 0, n: 20, lo: 0, hi: 0.1611, why: 'nothing seen is not nothing possible' },
  { part: 1, n: 29, lo: 0.0061, hi: 0.1718, why: 'Newcombe 1998, table I, method 3' },
  { part: 20, n: 20, lo: 0.8389, hi: 1, why: 'mirror of 0/20' },
])('gives the published interval of $part/$n ($why)', ({ part, n, lo, hi }) => {
  const interval = wilson(part, n)
  expect(interval?.lo).toBeCloseTo(lo, 4)
  expect(interval?.hi).toBeCloseTo(hi, 4)
})

test('has no interval for nothing', () => {
  expect(wilson(0, 0)).toBeNull()
})

test('stays inside [0, 1], holds the share, and widens with the level', () => {
  const shares = fc
    .integer({ min: 1, max: 1e9 })
    .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))
  fc.assert(
    fc.property(shares, ([part, n]) => {
      const [narrow, wide] = [wilson(part, n, 0.9), wilson(part, n, 0.99)]
      if (!narrow || !wide) return false
      expect(wide.lo).toBeGreaterThanOrEqual(0)
      expect(wide.hi).toBeLessThanOrEqual(1)
      expect(narrow.lo).toBeLessThanOrEqual(part / n + 1e-12)
      expect(narrow.hi).toBeGreaterThanOrEqual(part / n - 1e-12)
      expect(wide.lo).toBeLessThanOrEqual(narrow.lo)
      return wide.hi >= narrow.hi
    }),
  )
})
