import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cubeRoot, exp, ln, ln1p, power } from './elementary.ts'

/** Relative error of two units in the last place at most. */
const close = (value: number, is: number): boolean =>
  value === is || Math.abs(value - is) <= 4.5e-16 * Math.abs(is)

describe('exp', () => {
  test.each([
    { x: 0, is: 1, why: 'e⁰' },
    { x: -0, is: 1, why: 'e⁰' },
    { x: 1, is: Math.E, why: 'e, DLMF 4.2.11' },
    { x: -1, is: 0.367_879_441_171_442_3, why: 'A&S table 4.4' },
    { x: 0.1, is: 1.105_170_918_075_647_7, why: 'A&S table 4.4' },
    { x: 10, is: 22_026.465_794_806_72, why: 'A&S table 4.4' },
    { x: 709.782_712_893_384, is: 1.797_693_134_862_273_2e308, why: 'near the largest double' },
    { x: -745, is: 5e-324, why: 'the least double' },
    { x: 710, is: Infinity, why: 'more than a double holds' },
    { x: -746, is: 0, why: 'less than a double holds' },
    { x: Infinity, is: Infinity, why: 'without bound' },
    { x: -Infinity, is: 0, why: 'without bound' },
    { x: Number.NaN, is: Number.NaN, why: 'no number' },
  ])('e^$x = $is ($why)', ({ x, is }) => {
    expect(Object.is(exp(x), is) || close(exp(x), is)).toBe(true)
  })
})

describe('ln', () => {
  test.each([
    { x: 1, is: 0, why: 'ln 1' },
    { x: 2, is: Math.LN2, why: 'A&S table 4.2' },
    { x: 10, is: Math.LN10, why: 'A&S table 4.2' },
    { x: 0.5, is: -Math.LN2, why: '−ln 2' },
    { x: 5e-324, is: -744.440_071_921_381_2, why: 'the least double: −1074 ln 2' },
    { x: Number.MAX_VALUE, is: 709.782_712_893_384, why: 'the largest double' },
    { x: 0, is: -Infinity, why: 'the edge' },
    { x: -1, is: Number.NaN, why: 'beyond it' },
    { x: Infinity, is: Infinity, why: 'without bound' },
    { x: Number.NaN, is: Number.NaN, why: 'no number' },
  ])('ln $x = $is ($why)', ({ x, is }) => {
    expect(Object.is(ln(x), is) || close(ln(x), is)).toBe(true)
  })

  test.each([
    { x: 0, is: 0, why: 'nothing' },
    { x: 1e-20, is: 1e-20, why: 'too small to move 1' },
    { x: 1e-9, is: 9.999_999_995e-10, why: 'x − x² ÷ 2' },
    { x: 1, is: Math.LN2, why: 'ln 2' },
    { x: -1, is: -Infinity, why: 'ln 0' },
    { x: Infinity, is: Infinity, why: 'without bound' },
  ])('ln (1 + $x) = $is ($why)', ({ x, is }) => {
    expect(close(ln1p(x), is)).toBe(true)
  })
})

test.each([
  { value: power(2, 10), is: 1024, why: '2¹⁰' },
  { value: power(0.25, 0.5), is: 0.5, why: '√¼' },
  { value: power(0, 0), is: 1, why: 'an empty product' },
  { value: power(0, 2), is: 0, why: '0²' },
  { value: cubeRoot(27), is: 3, why: '∛27' },
  { value: cubeRoot(0), is: 0, why: '∛0' },
  { value: cubeRoot(2), is: 1.259_921_049_894_873_2, why: 'A&S table 1.1' },
])('$is ($why)', ({ value, is }) => {
  expect(Math.abs(value - is)).toBeLessThanOrEqual(1e-14 * is)
})

describe('everywhere else', () => {
  const anyDouble = fc.double({ noNaN: true, noDefaultInfinity: true })

  test('exponential and logarithm are those of this engine but for the last digits', () => {
    fc.assert(
      fc.property(anyDouble, fc.double({ min: -700, max: 700, noNaN: true }), (any, x) => {
        expect(close(exp(x), Math.exp(x))).toBe(true)
        expect(close(ln(Math.abs(any)), Math.log(Math.abs(any)))).toBe(true)
        const share = x / 701
        expect(Math.abs(ln1p(share) - Math.log1p(share))).toBeLessThanOrEqual(
          1e-15 * Math.abs(Math.log1p(share)),
        )
      }),
      { numRuns: 5_000 },
    )
  })
})
