import { DDSketch } from '@datadog/sketches-js'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { findQuantile, SKETCH_ERROR, toBin, ZERO_BIN } from './sketch.ts'

const HALF_YEAR_MS = 183 * 86_400_000
const stays = fc.array(fc.integer({ min: 1, max: HALF_YEAR_MS }), { minLength: 1, maxLength: 300 })
const QUANTILES = [0, 0.5, 0.75, 0.9, 0.95, 1]

function toBins(values: readonly number[]): Map<number, number> {
  const bins = new Map<number, number>()
  for (const value of values) bins.set(toBin(value), (bins.get(toBin(value)) ?? 0) + 1)
  return bins
}

test.each([
  { value: 0, bin: ZERO_BIN, why: 'no length' },
  { value: -5, bin: ZERO_BIN, why: 'clocks that went back' },
  { value: 1, bin: 1, why: 'the shortest stay' },
  { value: 366 * 86_400_000, bin: 1210, why: 'the longest wait there is' },
])('$value ms falls into bin $bin ($why)', ({ value, bin }) => {
  expect(toBin(value)).toBe(bin)
})

test('nothing has no quantile, and taken-back stays are nothing', () => {
  expect(findQuantile(new Map(), 0.5)).toBeUndefined()
  expect(findQuantile(new Map([[40, 0]]), 0.5)).toBeUndefined()
})

test('stays of no length are quantiles of 0', () => {
  expect(findQuantile(new Map([[ZERO_BIN, 3]]), 0.5)).toEqual({ value: 0, lo: 0, hi: 0 })
})

test('every quantile is within 1 % of the true one, and its edges hold it', () => {
  fc.assert(
    fc.property(stays, fc.constantFrom(...QUANTILES), (values, q) => {
      const sorted = values.toSorted((a, b) => a - b)
      const truth = sorted[Math.floor(q * (sorted.length - 1))] ?? Number.NaN
      const found = findQuantile(toBins(values), q)
      if (!found) return false
      expect(Math.abs(found.value - truth)).toBeLessThanOrEqual(SKETCH_ERROR * truth * (1 + 1e-9))
      expect(found.lo).toBeLessThanOrEqual(truth * (1 + 1e-9))
      return found.hi >= truth * (1 - 1e-9)
    }),
  )
})

test('agrees with the published implementation of DDSketch', () => {
  fc.assert(
    fc.property(stays, fc.constantFrom(...QUANTILES), (values, q) => {
      const reference = new DDSketch({ relativeAccuracy: SKETCH_ERROR })
      for (const value of values) reference.accept(value)
      const theirs = reference.getValueAtQuantile(q)
      const ours = findQuantile(toBins(values), q)?.value ?? Number.NaN
      return Math.abs(ours - theirs) <= 2 * SKETCH_ERROR * theirs
    }),
  )
})

test('sketches merge by adding up', () => {
  fc.assert(
    fc.property(stays, stays, (left, right) => {
      const merged = toBins(left)
      for (const [bin, count] of toBins(right)) merged.set(bin, (merged.get(bin) ?? 0) + count)
      expect(findQuantile(merged, 0.9)).toEqual(findQuantile(toBins([...left, ...right]), 0.9))
    }),
  )
})
