import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { listRunningP, toAlwaysValidInterval, tuneMixture } from './always-valid.ts'
import type { Look } from './always-valid.ts'
import { bootstrap } from './bootstrap.ts'
import { toDifference } from './means.ts'
import { quantileOf, sortNumbers, toQuantileInterval } from './order-statistics.ts'
import { toRobustZ } from './robust.ts'
import { sum, toProportionSample, toSample } from './sample.ts'
import { toSeededLuck } from './seeded-luck.ts'
import { survivalAt, survivalQuantile, toSurvival, toSurvivalInterval } from './survival.ts'

const oneTo = (n: number) => Array.from({ length: n }, (_, at) => at + 1)

describe('quantiles', () => {
  test.each([
    { values: [], q: 0.5, is: null, why: 'nothing has no middle' },
    { values: [7], q: 0.9, is: 7, why: 'one is all of it' },
    { values: [1, 2], q: 0.5, is: 1.5, why: 'between two' },
    { values: [1, 2, 3, 4], q: 0.25, is: 1.75, why: 'Hyndman & Fan, type 7' },
  ])('the $q quantile of $values is $is ($why)', ({ values, q, is }) => {
    expect(quantileOf(values, q)).toBe(is)
  })

  test.each([
    { n: 5, lo: undefined, hi: undefined, why: 'five are too few: 1 − 2 · ½⁵ = 0.9375' },
    { n: 6, lo: 1, hi: 6, why: 'six are just enough: 0.96875' },
    { n: 10, lo: 2, hi: 9, why: 'David & Nagaraja table 7.1' },
    { n: 20, lo: 6, hi: 15, why: 'David & Nagaraja table 7.1' },
    { n: 50, lo: 18, hi: 33, why: 'David & Nagaraja table 7.1' },
  ])('the median of $n lies between rank $lo and $hi ($why)', ({ n, lo, hi }) => {
    const interval = toQuantileInterval(oneTo(n), 0.5)
    expect(interval?.lo).toBe(lo)
    expect(interval?.hi).toBe(hi)
  })

  test('a p90 has an interval of its own, not a mirror', () => {
    const interval = toQuantileInterval(oneTo(100), 0.9)
    expect(interval).toMatchObject({ lo: 84, hi: 96, method: 'order-statistics' })
  })
})

test.each([
  { value: 10, others: [], is: null, why: 'no others' },
  { value: 10, others: [3, 3, 3, 9], is: null, why: 'most are equal' },
  { value: 8, others: [1, 2, 3, 4, 5], is: 5 / 1.482_602_218_505_602, why: 'five from the median, MAD 1' },
  {
    value: 8,
    others: [1, 2, 3, 4, 500],
    is: 5 / 1.482_602_218_505_602,
    why: 'one odd value changes nothing',
  },
])('$value among $others is $is ($why)', ({ value, others, is }) => {
  const z = toRobustZ(value, others)
  if (is === null) expect(z).toBeNull()
  else expect(z).toBeCloseTo(is, 12)
})

describe('survival', () => {
  /** Freireich et al. (1963), weeks in remission under 6-MP; the table is in Kleinbaum & Klein, Survival Analysis. */
  const weeks = [6, 6, 6, 7, 10, 13, 16, 22, 23].map((durationMs) => ({ durationMs, happened: true }))
  const censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map((durationMs) => ({
    durationMs,
    happened: false,
  }))
  const steps = toSurvival([...censored, ...weeks])

  test('the published curve comes out, with Greenwood’s errors', () => {
    const found = steps.map(({ atMs, survival, standardError }) => [
      atMs,
      Number(survival.toFixed(3)),
      Number(standardError.toFixed(4)),
    ])
    expect(found).toEqual([
      [6, 0.857, 0.0764],
      [7, 0.807, 0.0869],
      [10, 0.753, 0.0963],
      [13, 0.69, 0.1068],
      [16, 0.627, 0.1141],
      [22, 0.538, 0.1282],
      [23, 0.448, 0.1346],
    ])
  })

  test('it is 1 before anything happens, and its median is where it falls to a half', () => {
    expect(survivalAt(steps, 5)).toBe(1)
    expect(survivalAt(steps, 15)).toBeCloseTo(0.69, 3)
    expect(survivalQuantile(steps, 0.5)).toBe(23)
    expect(survivalQuantile(steps, 0.9)).toBeNull()
    expect(toSurvival([])).toEqual([])
  })

  test('an interval stays within 0 and 1', () => {
    const [first] = steps
    const interval = first && toSurvivalInterval(first)
    // log(−log) at 6 weeks: 0.620 to 0.952 (Kalbfleisch & Prentice §1.3)
    expect(interval?.lo).toBeCloseTo(0.62, 2)
    expect(interval?.hi).toBeCloseTo(0.952, 2)
  })
})

describe('a bootstrap', () => {
  const values = oneTo(40)
  const mean = (drawn: readonly number[]) => sum(drawn) / drawn.length

  test('is the same for the same seed, and near the normal interval', () => {
    const interval = bootstrap(values, mean, { seed: 7 })
    expect(interval).toEqual(bootstrap(values, mean, { seed: 7 }))
    expect(interval).not.toEqual(bootstrap(values, mean, { seed: 8 }))
    const se = Math.sqrt(toSample(values).variance / 40)
    expect(interval?.lo).toBeCloseTo(20.5 - 1.96 * se, 0)
    expect(interval?.hi).toBeCloseTo(20.5 + 1.96 * se, 0)
  })

  test('one item, or a statistic without values, has none', () => {
    expect(bootstrap([1], mean, { seed: 1 })).toBeNull()
    expect(bootstrap(values, () => null, { seed: 1 })).toBeNull()
  })
})

test('sums keep what is small beside what is large', () => {
  expect(sum([1e16, 1, -1e16])).toBe(1)
  fc.assert(
    fc.property(fc.array(fc.integer()), (values) => {
      expect(sum(values)).toBe(values.reduce((a, b) => a + b, 0))
      expect(sortNumbers(values)).toEqual(values.toSorted((a, b) => a - b))
    }),
  )
})

describe('always valid', () => {
  test('the mixture is sharpest at the planned size: no other g gives a narrower interval there', () => {
    const widthAt = (g: number) => {
      const { lo, hi } = toAlwaysValidInterval({ value: 0, standardError: 1, n: 10_000 }, { g })
      return hi - lo
    }
    const { g } = tuneMixture(10_000)
    expect(widthAt(g)).toBeLessThan(widthAt(g * 1.05))
    expect(widthAt(g)).toBeLessThan(widthAt(g / 1.05))
    expect(10_000 / g).toBeCloseTo(8.2, 1)
  })

  test('p is the level at which the interval just leaves 0', () => {
    const look: Look = { value: 3, standardError: 1, n: 5_000 }
    const mixture = tuneMixture(5_000)
    const [p = 1] = listRunningP([look], mixture)
    expect(toAlwaysValidInterval(look, mixture, 1 - p).lo).toBeCloseTo(0, 9)
  })

  test('the running p never rises', () => {
    const looks = [0, 1, 3, 2, 0, 4].map((value, at) => ({ value, standardError: 1, n: 1_000 * (at + 1) }))
    const ps = listRunningP(looks, tuneMixture(3_000))
    expect(ps).toEqual(ps.toSorted((a, b) => b - a))
    expect(ps[0]).toBe(1)
  })

  /** Looks at an experiment without effect after every 100 persons, up to 2,000. */
  const lookOften = (seed: number): readonly Look[] => {
    const luck = toSeededLuck(seed)
    const tally = { control: 0, treatment: 0 }
    return oneTo(20).flatMap((round) => {
      for (let person = 0; person < 50; person += 1) {
        if (luck.float() < 0.3) tally.control += 1
        if (luck.float() < 0.3) tally.treatment += 1
      }
      const n = round * 50
      const difference = toDifference({
        control: toProportionSample(tally.control, n),
        treatment: toProportionSample(tally.treatment, n),
      })
      return difference ? [{ ...difference, n: 2 * n }] : []
    })
  }

  test('of 2,000 experiments without effect, looked at twenty times each, no more than 5 % are called', () => {
    const mixture = tuneMixture(1_000)
    const called = { always: 0, fixed: 0, outside: 0 }
    for (const seed of oneTo(2_000)) {
      const looks = lookOften(seed)
      if ((listRunningP(looks, mixture).at(-1) ?? 1) <= 0.05) called.always += 1
      if (looks.some(({ value, standardError }) => Math.abs(value) > 1.96 * standardError)) called.fixed += 1
      if (looks.map((look) => toAlwaysValidInterval(look, mixture)).some(({ lo, hi }) => lo > 0 || hi < 0)) {
        called.outside += 1
      }
    }
    expect(called.always / 2_000).toBeLessThanOrEqual(0.05)
    expect(called.outside).toBe(called.always)
    // what looking twenty times does to a test made for one look
    expect(called.fixed / 2_000).toBeGreaterThan(0.15)
  })
})
