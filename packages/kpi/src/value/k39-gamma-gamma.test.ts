import { expect, test } from 'vitest'
import {
  correlateSpending,
  fitGammaGamma,
  logLikelihoodGammaGamma,
  toExpectedSpend,
} from './k39-gamma-gamma.ts'

/** Fader, Hardie (2013), §4: fitted to the CDNOW data; dollars. */
const CDNOW = { p: 6.25, q: 3.74, gamma: 15.44 }

test.each([
  { repeats: 0, mean: null, is: 35.2, why: 'nobody known: pγ ÷ (q−1), the mean of all' },
  { repeats: 2, mean: 22.35, is: 24.66, why: 'customer 1: two purchases' },
  { repeats: 1, mean: 11.77, is: 18.92, why: 'customer 2: one purchase' },
  { repeats: 7, mean: 73.74, is: 71.47, why: 'customer 6: seven purchases speak for themselves' },
])('with $repeats repeats of $mean the next is expected to be $is ($why)', ({ repeats, mean, is }) => {
  expect(toExpectedSpend(CDNOW, { repeats, meanRepeatMinor: mean })).toBeCloseTo(is, 1)
})

test.each([
  { x: 1, z: 1, is: -2 * Math.log(2), why: 'Γ(2) ÷ 2²' },
  { x: 1, z: 3, is: -2 * Math.log(4), why: 'Γ(2) ÷ 4²' },
  {
    x: 2,
    z: 3,
    is: Math.log(2) + Math.log(3) + 2 * Math.log(2) - 3 * Math.log(7),
    why: 'Γ(3)/Γ(2) · z · 2² ÷ 7³',
  },
])('the likelihood of $x purchases of $z is e^$is with all parameters 1 ($why)', ({ x, z, is }) => {
  const found = logLikelihoodGammaGamma([{ repeats: x, meanRepeatMinor: z }], { p: 1, q: 1, gamma: 1 })
  expect(found).toBeCloseTo(is, 12)
})

test('has no mean to give where the model has none', () => {
  expect(toExpectedSpend({ p: 1, q: 0.9, gamma: 5 }, { repeats: 0, meanRepeatMinor: null })).toBeNull()
})

test('needs three buyers who spent something', () => {
  const one = { repeats: 1, meanRepeatMinor: 5 }
  const free = { repeats: 3, meanRepeatMinor: null }
  expect(fitGammaGamma([one, one, free])).toEqual({ kind: 'not-fitted', reason: 'too-few-spenders' })
})

test.each([
  {
    of: [
      [1, 10],
      [2, 20],
      [3, 30],
    ],
    is: 1,
    why: 'the more often, the more',
  },
  {
    of: [
      [1, 30],
      [2, 20],
      [3, 10],
    ],
    is: -1,
    why: 'the more often, the less',
  },
  {
    of: [
      [1, 10],
      [1, 20],
    ],
    is: null,
    why: 'all equally often',
  },
])('tells how often and how much go together: $is ($why)', ({ of, is }) => {
  const found = correlateSpending(of.map(([repeats = 0, mean = 0]) => ({ repeats, meanRepeatMinor: mean })))
  if (is === null) expect(found).toBeNull()
  else expect(found).toBeCloseTo(is, 12)
})
