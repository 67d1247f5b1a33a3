import { expect, test } from 'vitest'
import { toCalibration } from './calibration.ts'
import { auditBias } from './k46-bias-audit.ts'
import type { Decision } from './k46-bias-audit.ts'
import { toNdcgAt, toPrecisionAt } from './ranking.ts'

const FRAME = { window: { from: 0, to: 1 }, asOf: 1 }
const ALL = { leastGroup: 10 }
const many = (times: number, decision: Decision) => Array.from({ length: times }, () => decision)
const chosen = (group: string, selected: number, n: number) => [
  ...many(selected, { group, selected: true }),
  ...many(n - selected, { group, selected: false }),
]
const groupOf = (decisions: readonly Decision[], group: string, terms = ALL) =>
  auditBias(decisions, terms, FRAME).groups.find((one) => one.group === group)

test('the worked example of the US guidelines: 12 of 40 against 48 of 80 is half', () => {
  // EEOC, Questions and Answers on the Uniform Guidelines (1979), no. 12.
  const audit = auditBias([...chosen('white', 48, 80), ...chosen('black', 12, 40)], ALL, FRAME)
  expect(audit).toMatchObject({
    reference: 'white',
    hasAlert: true,
    disparateImpact: { value: 0.5, unit: 'ratio' },
  })
})

test('error rates of the COMPAS analysis are those published', () => {
  // J. Larson et al., "How We Analyzed the COMPAS Recidivism Algorithm", ProPublica 2016: FPR 44.85 and
  // 23.45 %, FNR 27.99 and 47.72 %.
  const people = (group: string, [tn, fn, fp, tp]: readonly [number, number, number, number]) => [
    ...many(tn, { group, selected: false, label: false }),
    ...many(fn, { group, selected: false, label: true }),
    ...many(fp, { group, selected: true, label: false }),
    ...many(tp, { group, selected: true, label: true }),
  ]
  const all = [...people('black', [990, 532, 805, 1369]), ...people('white', [1139, 461, 349, 505])]
  const [black, white] = ['black', 'white'].map((group) =>
    groupOf(all, group, { ...ALL, reference: 'white' } as typeof ALL),
  )
  expect(black?.falsePositiveRate.value).toBeCloseTo(0.4485, 4)
  expect(white?.falsePositiveRate.value).toBeCloseTo(0.2345, 4)
  expect(black?.falseNegativeRate.value).toBeCloseTo(0.2799, 4)
  expect(white?.falseNegativeRate.value).toBeCloseTo(0.4772, 4)
  expect(black?.falsePositiveGap.value).toBeCloseTo(0.4485 - 0.2345, 3)
  expect(white?.falsePositiveGap.value).toBe(0)
})

test.each([
  { own: 40, isAdverse: false, why: 'four fifths exactly is no alert' },
  { own: 39, isAdverse: true, why: 'under four fifths' },
  { own: 0, isAdverse: true, why: 'nobody' },
])('$own of 100 against 50 of 100: alert $isAdverse ($why)', ({ own, isAdverse }) => {
  expect(groupOf([...chosen('a', 50, 100), ...chosen('b', own, 100)], 'b')?.isAdverse).toBe(isAdverse)
})

test.each([
  { own: 30, lo: 0.41949, hi: 0.85819, why: '0.6 · e^±(1.96 · √(1/30 − 1/100 + 1/50 − 1/100))' },
  { own: 0, lo: 0.00062, hi: 0.15828, why: 'half a person added where nobody is' },
])('the interval of $own against 50 of 100 is $lo to $hi ($why)', ({ own, lo, hi }) => {
  const interval = groupOf([...chosen('a', 50, 100), ...chosen('b', own, 100)], 'b')?.disparateImpact.interval
  expect(interval?.lo).toBeCloseTo(lo, 4)
  expect(interval?.hi).toBeCloseTo(hi, 4)
})

test.each([
  { decisions: [], reference: null, status: 'no_data', why: 'nothing was decided' },
  {
    decisions: chosen('a', 5, 20),
    reference: 'a',
    status: 'no_data',
    why: 'one group has nothing to be held against',
  },
  {
    decisions: [...chosen('a', 0, 20), ...chosen('b', 0, 20)],
    reference: 'a',
    status: 'no_data',
    why: 'nobody was selected at all',
  },
  {
    decisions: [...chosen('a', 5, 9), ...chosen('b', 0, 9)],
    reference: null,
    status: 'no_data',
    why: 'no group is large enough',
  },
])('against $reference: $status ($why)', ({ decisions, reference, status }) => {
  const audit = auditBias(decisions, ALL, FRAME)
  expect(audit).toMatchObject({ reference, hasAlert: false, disparateImpact: { value: null, status } })
})

test('a group under ten is withheld wholly, and cannot raise an alert', () => {
  const small = groupOf([...chosen('a', 50, 100), ...chosen('b', 0, 9)], 'b')
  expect(small).toMatchObject({
    n: 9,
    isAdverse: null,
    calibration: null,
    selectionRate: { value: null, numerator: null, status: 'suppressed' },
    disparateImpact: { value: null, interval: null, status: 'suppressed' },
  })
})

test('calibration tells what scores promised and what came', () => {
  const items = [
    ...many(8, { group: 'a', selected: true, score: 0.8, label: true }),
    ...many(2, { group: 'a', selected: true, score: 0.8, label: false }),
    ...many(10, { group: 'a', selected: false, score: 0.3, label: false }),
  ]
  const found = toCalibration(items)
  expect(found?.bins).toMatchObject([
    { from: 0.3, n: 10, observedRate: 0 },
    { from: 0.8, n: 10, observedRate: 0.8 },
  ])
  // Wilson's of 0 and of 8 of 10: the first bin promised more than can be believed, the second kept its word
  expect(found?.bins.map(({ interval }) => interval)).toEqual([
    { lo: 0, hi: expect.closeTo(0.2775, 4) },
    { lo: expect.closeTo(0.4902, 4), hi: expect.closeTo(0.9433, 4) },
  ])
  expect(found?.ece).toBeCloseTo(0.15, 12)
  expect(found?.brier).toBeCloseTo((8 * 0.04 + 2 * 0.64 + 10 * 0.09) / 20, 12)
  expect(toCalibration([{ score: 2, label: true }, { label: true }])).toBeNull()
})

test('nDCG of the textbook list is 0.785', () => {
  // Gains 3 2 3 0 1 2, with 3 and 2 more to be had: DCG 6.861 ÷ 8.740 (Wikipedia, "Discounted cumulative gain").
  expect(toNdcgAt([3, 2, 3, 0, 1, 2], 6, [3, 2, 3, 0, 1, 2, 3, 2])).toBeCloseTo(0.785, 3)
})

test.each([
  { gains: [1, 0, 0], k: 10, ndcg: 1, why: 'on top' },
  { gains: [0, 1], k: 10, ndcg: 1 / Math.log2(3), why: 'second: 1 ÷ log₂ 3' },
  { gains: [0, 0], k: 10, ndcg: null, why: 'nothing taken has no best order' },
])('nDCG $ndcg ($why)', ({ gains, k, ndcg }) => {
  expect(toNdcgAt(gains, k)).toBe(ndcg)
})

test.each([
  { list: [true, false, true], k: 2, precision: 0.5, why: 'one of two' },
  { list: [true], k: 10, precision: 0.1, why: 'a short list leaves nine places empty' },
  { list: [true], k: 0, precision: null, why: 'no place' },
])('precision at $k is $precision ($why)', ({ list, k, precision }) => {
  expect(toPrecisionAt(list, k)).toBe(precision)
})
