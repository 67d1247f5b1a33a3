import { expect, test } from 'vitest'
import { hypergeometric } from './hypergeometric.ts'

test.each([
  { a: 1, b: 1, c: 2, z: 0.5, is: 2 * Math.LN2, why: 'A&S 15.1.3: −ln(1−z) ÷ z' },
  { a: 1, b: 1, c: 2, z: 0.999, is: -Math.log(0.001) / 0.999, why: 'A&S 15.1.3, near 1' },
  { a: 0.3, b: 2.2, c: 2.2, z: 0.9, is: 0.1 ** -0.3, why: 'A&S 15.1.8: (1−z)^−a' },
  { a: 0.5, b: 0.5, c: 1.5, z: 0.36, is: Math.asin(0.6) / 0.6, why: 'A&S 15.1.6: arcsin(z) ÷ z, of z²' },
  { a: -2, b: 3, c: 0.5, z: 0.25, is: 1 - 3 + 1, why: 'a polynomial: 1 − 12z + 16z²' },
  { a: 3, b: 4, c: 5, z: 0, is: 1, why: 'at 0' },
])('F($a, $b; $c; $z) = $is ($why)', ({ a, b, c, z, is }) => {
  const { value, logScale } = hypergeometric({ a, b, c }, z)
  expect((value * Math.exp(logScale)) / is).toBeCloseTo(1, 12)
})

test('does not overflow: (1−z)^−a for a of 2,000', () => {
  const { value, logScale } = hypergeometric({ a: 2_000, b: 3, c: 3 }, 0.9)
  expect((Math.log(value) + logScale) / (2_000 * Math.log(10))).toBeCloseTo(1, 12)
})

test('does not try where the series does not hold', () => {
  expect(() => hypergeometric({ a: 1, b: 1, c: 2 }, 1)).toThrow(/z in \[0, 1\)/)
})
