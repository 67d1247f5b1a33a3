import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { hypergeometric } from './hypergeometric.ts'
import {
  fitBgNbd,
  logLikelihoodBgNbd,
  NEW_BUYER,
  toAliveProbability,
  toExpectedRepeats,
} from './k39-bg-nbd.ts'
import type { BgNbdParameters, BuyingHistory } from './k39-bg-nbd.ts'

/** Fader, Hardie, Lee (2005), table 2: fitted to the CDNOW data. */
const CDNOW: BgNbdParameters = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }
const ONES: BgNbdParameters = { r: 1, alpha: 1, a: 1, b: 1 }

const history = (repeats: number, recencyWeeks: number, ageWeeks: number): BuyingHistory => ({
  repeats,
  recencyWeeks,
  ageWeeks,
})

test.each([
  { of: history(0, 0, 1), likelihood: 1 / 2, why: '(α ÷ (α+T))^r' },
  { of: history(1, 1, 2), likelihood: 13 / 72, why: '½ · (1/9 + 1/4)' },
  {
    of: history(2, 1, 3),
    likelihood: (2 / 3) * (1 / 64 + (1 / 2) * (1 / 8)),
    why: 'Γ(3) · B(1,3)/B(1,1) · …',
  },
])('the likelihood of $of is $likelihood with all parameters 1 ($why)', ({ of, likelihood }) => {
  expect(Math.exp(logLikelihoodBgNbd([of], ONES))).toBeCloseTo(likelihood, 12)
})

test('a buyer of the paper is expected to buy 1.226 times in the 39 weeks to come', () => {
  // Fader, Hardie, Lee, "Implementing the BG/NBD Model … in Microsoft Excel" (2005): customer 0001.
  expect(toExpectedRepeats(CDNOW, history(2, 30.43, 38.86), 39)).toBeCloseTo(1.226, 3)
})

test.each([
  { of: NEW_BUYER, is: 1, why: 'nobody leaves before the first repeat' },
  { of: history(0, 0, 500), is: 1, why: 'however long ago' },
  {
    of: history(1, 10, 10),
    is: 1 / (1 + 0.793 / 2.426),
    why: 'the moment after: only the coin of that purchase',
  },
])('$of is alive with probability $is ($why)', ({ of, is }) => {
  expect(toAliveProbability(CDNOW, of)).toBeCloseTo(is, 12)
})

const anyParameters = fc.record({
  r: fc.double({ min: 0.05, max: 5, noNaN: true }),
  alpha: fc.double({ min: 0.5, max: 50, noNaN: true }),
  a: fc.double({ min: 0.05, max: 5, noNaN: true }),
  b: fc.double({ min: 0.05, max: 8, noNaN: true }),
})
const anyHistory = fc
  .record({
    repeats: fc.nat({ max: 60 }),
    ageWeeks: fc.double({ min: 1, max: 200, noNaN: true }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ repeats, ageWeeks, part }) => history(repeats, repeats === 0 ? 0 : part * ageWeeks, ageWeeks))

test('what is expected is eq. (10) of the paper, without its overflow', () => {
  fc.assert(
    fc.property(anyParameters, anyHistory, fc.double({ min: 0.5, max: 20, noNaN: true }), (p, of, weeks) => {
      fc.pre(Math.abs(p.a - 1) > 1e-3 && Math.abs(p.a + p.b + of.repeats - 1) > 1e-3)
      const { repeats: x, ageWeeks } = of
      const z = weeks / (p.alpha + ageWeeks + weeks)
      fc.pre(z < 0.5)
      const c = p.a + p.b + x - 1
      const { value, logScale } = hypergeometric({ a: p.r + x, b: p.b + x, c }, z)
      const series = value * Math.exp(logScale)
      const paper = (c / (p.a - 1)) * (1 - (1 - z) ** (p.r + x) * series)
      const found = toExpectedRepeats(p, of, weeks)
      expect(found).toBeCloseTo(paper * toAliveProbability(p, of), 7)
    }),
  )
})

test('expectations grow with time, are never negative, and P(alive) lies in [0, 1]', () => {
  const anyWeeks = fc.double({ min: 0, max: 600, noNaN: true })
  fc.assert(
    fc.property(anyParameters, anyHistory, anyWeeks, (parameters, of, weeks) => {
      const [now, later] = [weeks, weeks + 10].map((to) => toExpectedRepeats(parameters, of, to))
      expect(now).toBeGreaterThanOrEqual(-1e-9)
      expect(later).toBeGreaterThanOrEqual((now ?? 0) - 1e-9)
      const alive = toAliveProbability(parameters, of)
      return alive >= 0 && alive <= 1
    }),
  )
})

test.each([
  { parameters: { ...CDNOW, a: 1 }, near: { ...CDNOW, a: 1.0001 }, of: history(2, 30, 39), why: 'a = 1' },
  {
    parameters: { r: 1, alpha: 4, a: 0.4, b: 0.6 },
    near: { r: 1, alpha: 4, a: 0.4, b: 0.6001 },
    of: NEW_BUYER,
    why: 'a + b + x = 1',
  },
])('takes the limit where the formula has none ($why)', ({ parameters, near, of }) => {
  expect(toExpectedRepeats(parameters, of, 39)).toBeCloseTo(toExpectedRepeats(near, of, 39), 3)
})

test('parameters that ran off still give a number', () => {
  const far = fc.constantFrom(1e-3, 1, 1e4)
  const gap = fc.constantFrom(0.2, 4, 50)
  fc.assert(
    fc.property(fc.record({ r: far, gap, a: far, b: far }), anyHistory, ({ r, gap, a, b }, of) =>
      Number.isFinite(toExpectedRepeats({ r, alpha: r * gap, a, b }, of, 156)),
    ),
  )
})

test('a thousand purchases overflow nothing', () => {
  const often = history(1_000, 199, 200)
  expect(toExpectedRepeats(CDNOW, often, 52)).toBeGreaterThan(0)
  expect(Number.isFinite(logLikelihoodBgNbd([often], CDNOW))).toBe(true)
})

test.each([
  { buyers: [], why: 'nobody' },
  { buyers: [history(0, 0, 10), history(0, 0, 20)], why: 'nobody came back' },
  { buyers: [history(0, 0, 0)], why: 'no time has passed' },
])('cannot be fitted ($why)', ({ buyers }) => {
  expect(fitBgNbd(buyers)).toEqual({ kind: 'not-fitted', reason: 'no-repeats' })
})
