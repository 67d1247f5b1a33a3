import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { toNps } from './k21-nps.ts'

const FRAME = { window: { from: 0, to: 1 }, asOf: 1 }
const many = (score: number, times: number) => Array.from({ length: times }, () => score)

test.each([
  { scores: [], nps: null, status: 'no_data', why: 'nobody answered' },
  { scores: [9], nps: 100, status: 'small_n', why: 'one promoter' },
  { scores: [6], nps: -100, status: 'small_n', why: '6 is a detractor' },
  { scores: [7, 8], nps: 0, status: 'small_n', why: '7 and 8 are passive' },
  { scores: [...many(10, 50), ...many(8, 30), ...many(0, 20)], nps: 30, status: 'ok', why: '50 % − 20 %' },
  {
    scores: [...many(9, 29), 11, -1],
    nps: 100,
    status: 'small_n',
    why: 'scores off the scale are no answers',
  },
])('NPS $nps, $status ($why)', ({ scores, nps, status }) => {
  expect(toNps(scores, FRAME).measure).toMatchObject({ value: nps, status, unit: 'score' })
})

test.each([
  {
    scores: [...many(10, 50), ...many(8, 30), ...many(0, 20)],
    lo: 14.69219,
    hi: 45.30781,
    why: 'var = 0.7 − 0.09 = 0.61; 1.96 · √(0.61 / 100) = 0.1531',
  },
  { scores: [...many(10, 19), 5], lo: 70.89663, hi: 100, why: 'p − d = 0.9, reach 0.191: cut at 100' },
  { scores: many(10, 40), lo: 100, hi: 100, why: 'all alike: no width, which is why small n is marked' },
])('interval $lo to $hi ($why)', ({ scores, lo, hi }) => {
  const { interval } = toNps(scores, FRAME).measure
  expect(interval?.lo).toBeCloseTo(lo, 4)
  expect(interval?.hi).toBeCloseTo(hi, 4)
})

test('nine answers of a personal segment are withheld, ten are shown', () => {
  const nine = toNps(many(10, 9), FRAME, { leastGroup: 10 })
  expect(nine).toMatchObject({
    promoters: 0,
    measure: { value: null, numerator: null, interval: null, n: 9, status: 'suppressed' },
  })
  expect(toNps(many(10, 10), FRAME, { leastGroup: 10 }).measure).toMatchObject({
    value: 100,
    status: 'small_n',
  })
})

test('the three groups add up, the score is theirs, and order does not matter', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1 }), (scores) => {
      const { measure, promoters, passives, detractors } = toNps(scores, FRAME)
      expect(promoters + passives + detractors).toBe(scores.length)
      expect(measure.value).toBeCloseTo((100 * (promoters - detractors)) / scores.length, 9)
      expect(measure.interval?.lo).toBeLessThanOrEqual(measure.value ?? 0)
      expect(measure.interval?.hi).toBeGreaterThanOrEqual((measure.value ?? 0) - 1e-9)
      expect(toNps(scores.toReversed(), FRAME).measure).toEqual(measure)
    }),
  )
})
