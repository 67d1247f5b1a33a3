import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fisherTail } from './fisher-exact.ts'

test.each([
  { k: 4, draw: { all: 8, drawn: 4, marked: 4 }, is: 1 / 70, why: 'Fisher’s lady names all four cups' },
  { k: 3, draw: { all: 8, drawn: 4, marked: 4 }, is: 17 / 70, why: 'three or more: 1 + 16 ways of 70' },
  { k: 0, draw: { all: 8, drawn: 4, marked: 4 }, is: 1, why: 'none or more' },
  { k: 2, draw: { all: 5, drawn: 4, marked: 3 }, is: 1, why: 'two must be among four of five' },
  { k: 5, draw: { all: 8, drawn: 4, marked: 4 }, is: 0, why: 'more than can be' },
  { k: 20, draw: { all: 40, drawn: 20, marked: 20 }, is: 1 / 137_846_528_820, why: 'one of C(40, 20)' },
])('$k or more of $draw have chance $is ($why)', ({ k, draw, is }) => {
  expect(fisherTail(k, draw)).toBeCloseTo(is, 12)
  if (is > 0) expect(fisherTail(k, draw) / is).toBeCloseTo(1, 9)
})

test('drawing and marking may change places, and more is never likelier', () => {
  const draw = fc.record({
    all: fc.integer({ min: 1, max: 300 }),
    a: fc.nat(300),
    b: fc.nat(300),
    k: fc.nat(300),
  })
  fc.assert(
    fc.property(draw, ({ all, a, b, k }) => {
      const [drawn, marked] = [Math.min(a, all), Math.min(b, all)]
      const p = fisherTail(k, { all, drawn, marked })
      expect(fisherTail(k, { all, drawn: marked, marked: drawn })).toBeCloseTo(p, 10)
      expect(fisherTail(k + 1, { all, drawn, marked })).toBeLessThanOrEqual(p + 1e-12)
    }),
  )
})
