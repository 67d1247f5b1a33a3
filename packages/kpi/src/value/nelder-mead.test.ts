import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { minimise } from './nelder-mead.ts'

const rosenbrock = ([x = 0, y = 0]: readonly number[]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2

test.each([
  { f: rosenbrock, starts: [[-1.2, 1]], at: [1, 1], why: 'down a curved valley' },
  { f: ([x = 0]: readonly number[]) => (x - 3) ** 2, starts: [[50]], at: [3], why: 'one axis' },
  {
    f: ([x = 0]: readonly number[]) => (x < 0 ? NaN : (x - 1) ** 2),
    starts: [[0.1]],
    at: [1],
    why: 'beside a place where there is no value',
  },
  {
    f: ([x = 0]: readonly number[]) => Math.min((x + 5) ** 2 + 1, (x - 5) ** 2),
    starts: [[-6], [4]],
    at: [5],
    why: 'the better of two valleys, where one start stands in each',
  },
  {
    f: ([w = 0, x = 0, y = 0, z = 0]: readonly number[]) =>
      (w + 10 * x) ** 2 + 5 * (y - z) ** 2 + (x - 2 * y) ** 4 + 10 * (w - z) ** 4,
    starts: [[3, -1, 0, 1]],
    at: [0, 0, 0, 0],
    why: 'Powell (1962): singular at its minimum',
  },
])('finds the least value ($why)', ({ f, starts, at }) => {
  const found = minimise(f, starts)
  expect(found.converged).toBe(true)
  found.at.forEach((x, axis) => expect(x).toBeCloseTo(at[axis] ?? NaN, 3))
  expect(found.value).toBeCloseTo(f(at), 9)
})

test('finds the bottom of any bowl', () => {
  const anyPoint = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 3, maxLength: 3 })
  fc.assert(
    fc.property(anyPoint, anyPoint, (bottom, start) => {
      const bowl = (at: readonly number[]) =>
        at.reduce((sum, x, axis) => sum + (axis + 1) * (x - (bottom[axis] ?? 0)) ** 2, 0)
      expect(minimise(bowl, [start]).value).toBeLessThan(1e-9)
    }),
  )
})
