import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAmounts, toDecimal } from './exact-amounts.ts'
import { roundParts } from './round-parts.ts'

test.each([
  { total: 100, parts: [33.4, 33.3, 33.3], is: [34, 33, 33], why: 'the largest remainder goes up' },
  { total: 2, parts: [1, 1], is: [1, 1], why: 'nothing to round' },
  { total: 1, parts: [0.5, 0.5], is: [1, 0], why: 'equal remainders: the first' },
  { total: 3, parts: [2.9999999999, 0], is: [3, 0], why: 'noise of the last digit' },
  { total: -1, parts: [-0.5, -0.5], is: [0, -1], why: 'what is given back is split too' },
  { total: 0, parts: [2.5, -2.5], is: [3, -3], why: 'gains and losses' },
  { total: 0, parts: [], is: [], why: 'nobody, nothing' },
])('splits $total as $is ($why)', ({ total, parts, is }) => {
  expect(roundParts(total, parts)).toEqual(is)
})

test('parts add up and stay within one of what they were', () => {
  const shares = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), shares, (total, weights) => {
      const sum = weights.reduce((a, b) => a + b, 0)
      const parts = weights.map((weight) => (total * weight) / sum)
      const rounded = roundParts(total, parts)
      expect(rounded.reduce((a, b) => a + b, 0)).toBe(total)
      rounded.forEach((part, at) => expect(Math.abs(part - (parts[at] ?? 0))).toBeLessThanOrEqual(1))
    }),
  )
})

test.each([
  { texts: ['0.1', '0.2'], amountsMinor: [1, 2], decimals: 1, why: 'tenths are whole tenths' },
  {
    texts: ['12', '-0.505', ''],
    amountsMinor: [12_000, -505, 0],
    decimals: 3,
    why: 'the finest unit of all',
  },
  { texts: ['1.50', '2.00'], amountsMinor: [15, 20], decimals: 1, why: 'zeros at the end say nothing' },
])('reads $texts as $amountsMinor ($why)', ({ texts, amountsMinor, decimals }) => {
  expect(parseAmounts(texts)).toEqual({ kind: 'read', amountsMinor, decimals })
  amountsMinor.forEach((amount, at) => expect(toDecimal(amount, decimals)).toBe(Number(texts[at])))
})

test.each([
  { texts: ['1', '1,5'], index: 1, why: 'a comma is no point' },
  { texts: ['1e3'], index: 0, why: 'no exponents' },
  { texts: ['9007199254740993'], index: 0, why: 'too large to be exact' },
])('refuses $texts ($why)', ({ texts, index }) => {
  expect(parseAmounts(texts)).toEqual({ kind: 'unreadable', index })
})
