import { describe, expect, test } from 'vitest'
import { toBetterChance } from './bayes.ts'
import { cuped } from './cuped.ts'
import {
  toDifference,
  toNormalInterval,
  toRatioOfMeans,
  toRelativeDifference,
  welch,
  zTest,
} from './means.ts'
import { adjustForDiscoveries } from './multiple-testing.ts'
import { newcombe, pooledZTest } from './proportions.ts'
import { toProportionSample, toSample } from './sample.ts'
import { checkSampleRatio } from './sample-ratio.ts'

const arms = (treatment: readonly [number, number], control: readonly [number, number]) => ({
  treatment: { successes: treatment[0], n: treatment[1] },
  control: { successes: control[0], n: control[1] },
})

describe('two proportions', () => {
  test.each([
    { t: [56, 70], c: [48, 80], lo: 0.0524, hi: 0.3339 },
    { t: [9, 10], c: [3, 10], lo: 0.1705, hi: 0.809 },
    { t: [6, 7], c: [2, 7], lo: 0.0582, hi: 0.8062 },
    { t: [5, 56], c: [0, 29], lo: -0.0381, hi: 0.1926 },
    { t: [0, 10], c: [0, 20], lo: -0.1611, hi: 0.2775 },
    { t: [0, 10], c: [0, 10], lo: -0.2775, hi: 0.2775 },
    { t: [10, 10], c: [0, 20], lo: 0.6791, hi: 1 },
    { t: [10, 10], c: [0, 10], lo: 0.6075, hi: 1 },
  ] as const)('$t − $c lies in [$lo, $hi] (Newcombe 1998, table II, method 10)', ({ t, c, lo, hi }) => {
    const interval = newcombe(arms(t, c))
    expect(interval?.lo).toBeCloseTo(lo, 4)
    expect(interval?.hi).toBeCloseTo(hi, 4)
  })

  test('an empty arm has no interval and no test', () => {
    expect(newcombe(arms([1, 2], [0, 0]))).toBeNull()
    expect(pooledZTest(arms([0, 0], [1, 2]))).toBeNull()
    expect(pooledZTest(arms([5, 5], [7, 7]))).toBeNull()
  })

  test('the pooled z squared is Pearson’s χ² of the fourfold table', () => {
    // 83/86, 90/93, 129/136, 70/82 (Fleiss): the first against the last, by hand: p = 153/168
    const result = pooledZTest(arms([70, 82], [83, 86]))
    const p = 153 / 168
    const z = (70 / 82 - 83 / 86) / Math.sqrt(p * (1 - p) * (1 / 82 + 1 / 86))
    expect(result?.statistic).toBeCloseTo(z, 12)
    expect(result?.p).toBeCloseTo(0.0117, 3)
  })
})

describe('two means', () => {
  /** Student's sleep data (1908), as `sleep` in R; Welch's test of it stands in R's own help page. */
  const control = toSample([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2])
  const treatment = toSample([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])

  test('Welch’s test gives what R prints: t = 1.8608, df = 17.776, p = 0.07939', () => {
    const result = welch({ control, treatment })
    expect(result?.statistic).toBeCloseTo(1.8608, 4)
    expect(result?.df).toBeCloseTo(17.776, 3)
    expect(result?.p).toBeCloseTo(0.07939, 5)
    expect(result?.interval.lo).toBeCloseTo(-0.205_483_2, 7)
    expect(result?.interval.hi).toBeCloseTo(3.365_483_2, 7)
  })

  test('fewer than two, or nothing that varies, is no test', () => {
    expect(welch({ control: toSample([1]), treatment })).toBeNull()
    expect(welch({ control: toSample([1, 1]), treatment: toSample([2, 2]) })).toBeNull()
  })

  test('a relative difference over a control of 0 is none', () => {
    expect(toRelativeDifference({ control: toSample([0, 0]), treatment })).toBeNull()
  })

  test('relative error by hand: 12 ± of 10 ±', () => {
    const small = { n: 100, mean: 10, variance: 4 }
    const large = { n: 100, mean: 12, variance: 9 }
    const estimate = toRelativeDifference({ control: small, treatment: large })
    // 9/100/10² + 12²·4/100/10⁴ = 0.0009 + 0.000576
    expect(estimate?.value).toBeCloseTo(0.2, 12)
    expect(estimate?.standardError).toBeCloseTo(Math.sqrt(0.001_476), 12)
  })

  test('a ratio of means knows that a person’s orders belong together', () => {
    // persons with (orders, revenue): R = 60/6; residuals y − 10x = 0, −2, 2 → s² = 4, mean of x = 2
    const pairs = [
      { x: 1, y: 10 },
      { x: 2, y: 18 },
      { x: 3, y: 32 },
    ]
    expect(toRatioOfMeans(pairs)).toEqual({ value: 10, standardError: Math.sqrt(4 / 3) / 2 })
    expect(toRatioOfMeans([])).toBeNull()
    expect(toRatioOfMeans([{ x: 0, y: 0 }])).toBeNull()
  })

  test('proportions are means of yes and no', () => {
    const yes = toProportionSample(3, 10)
    const spelt = toSample([1, 1, 1, 0, 0, 0, 0, 0, 0, 0])
    expect(yes.mean).toBe(spelt.mean)
    expect(yes.variance).toBeCloseTo(spelt.variance, 14)
    const difference = toDifference({ control: yes, treatment: yes })
    expect(difference?.value).toBe(0)
    expect(difference && zTest(difference)?.p).toBe(1)
    expect(difference && toNormalInterval(difference).method).toBe('delta')
  })
})

describe('the sample ratio', () => {
  test.each([
    { observed: [500, 500], shares: [1, 1], p: 1, mismatch: false, why: 'just as planned' },
    {
      observed: [821_588, 815_482],
      shares: [1, 1],
      p: 1.8e-6,
      mismatch: true,
      why: 'Fabijan et al. 2019, §1',
    },
    { observed: [10, 0], shares: [1, 0], p: 1, mismatch: false, why: 'an arm of nobody got nobody' },
    { observed: [10, 1], shares: [1, 0], p: 0, mismatch: true, why: 'an arm of nobody got somebody' },
    { observed: [60, 40], shares: [1, 1], p: 0.0455, mismatch: false, why: 'χ² = 4' },
    { observed: [95, 5], shares: [9, 1], p: 0.0956, mismatch: false, why: 'a small control: χ² = 2.78' },
  ])('$observed at $shares has p $p ($why)', ({ observed, shares, p, mismatch }) => {
    const filled = observed.map((count, at) => ({ observed: count, share: shares[at] ?? 0 }))
    const found = checkSampleRatio(filled)
    expect(found?.mismatch).toBe(mismatch)
    expect(found?.p).toBeCloseTo(p, 3)
  })

  test('nobody yet is nothing to check', () => {
    expect(
      checkSampleRatio([
        { observed: 0, share: 1 },
        { observed: 0, share: 1 },
      ]),
    ).toBeNull()
    expect(checkSampleRatio([{ observed: 5, share: 1 }])).toBeNull()
  })
})

describe('CUPED', () => {
  const arm = (rows: readonly (readonly [value: number, before: number | null])[]) =>
    rows.map(([value, before]) => ({ value, before }))

  test('takes out exactly what the past explains, and keeps the effect', () => {
    // y = 2·before, + 3 when treated: everything but the effect is explained
    const control = arm([
      [2, 1],
      [4, 2],
      [6, 3],
    ])
    const treatment = arm([
      [5, 1],
      [7, 2],
      [9, 3],
    ])
    const result = cuped({ control, treatment })
    expect(result?.theta).toBeCloseTo(2, 12)
    expect(result?.varianceRatio).toBeCloseTo(0, 12)
    expect((result?.treatment.mean ?? 0) - (result?.control.mean ?? 0)).toBeCloseTo(3, 12)
  })

  test('the variance left is 1 − ρ²', () => {
    const control = arm([
      [1, 0],
      [3, 1],
      [2, 2],
      [6, 3],
    ])
    const result = cuped({ control, treatment: control })
    // by hand: Sxx = 5, Sxy = 7, Syy = 14 → ρ² = 49/70
    expect(result?.theta).toBeCloseTo(1.4, 12)
    expect(result?.varianceRatio).toBeCloseTo(1 - 49 / 70, 12)
  })

  test('a missing past is the mean and a weight of its own', () => {
    const control = arm([
      [2, 1],
      [6, 3],
      [10, null],
      [10, null],
    ])
    const result = cuped({ control, treatment: control })
    // the known lie on y = 2x; those without a past are worth 10 where the mean past (2) would say 4
    expect(result?.theta).toBeCloseTo(2, 12)
    expect(result?.thetaMissing).toBeCloseTo(6, 12)
    expect(result?.varianceRatio).toBeCloseTo(0, 12)
  })

  test('no past at all changes nothing', () => {
    const control = arm([
      [1, null],
      [2, null],
    ])
    const result = cuped({
      control,
      treatment: arm([
        [2, null],
        [4, null],
      ]),
    })
    expect(result).toMatchObject({
      theta: 0,
      varianceRatio: 1,
      control: { mean: 1.5 },
      treatment: { mean: 3 },
    })
  })

  test('an arm of one has nothing to adjust', () => {
    expect(
      cuped({
        control: arm([[1, 1]]),
        treatment: arm([
          [1, 1],
          [2, 2],
        ]),
      }),
    ).toBeNull()
  })
})

test('discoveries are adjusted as Benjamini and Hochberg did (1995, §3.2)', () => {
  const ps = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
    0.759, 1,
  ]
  const found = adjustForDiscoveries(ps)
  expect(found.filter((q) => q <= 0.05)).toHaveLength(4)
  expect(found[3]).toBeCloseTo((0.0095 * 15) / 4, 12)
  expect(adjustForDiscoveries([0.04, 0.01])).toEqual([0.04, 0.02])
  expect(adjustForDiscoveries([])).toEqual([])
})

describe('which arm is better', () => {
  test.each([
    { t: [0, 0], c: [0, 0], chance: 0.5, loss: 1 / 6, why: 'nothing is known: E|x − y| ÷ 2 of two uniforms' },
    { t: [1, 1], c: [0, 0], chance: 2 / 3, loss: 1 / 12, why: 'P(√u > v) = 2/3; ∫∫ (v − x)⁺ 2x = 1/12' },
    { t: [2, 2], c: [0, 0], chance: 3 / 4, loss: 1 / 20, why: 'Beta(3, 1): 3/4; ∫ 3x² (1−x)²/2 = 1/20' },
  ] as const)('$t against $c ($why)', ({ t, c, chance, loss }) => {
    const better = toBetterChance(arms(t, c))
    expect(better.chance).toBeCloseTo(chance, 10)
    expect(better.expectedLoss).toBeCloseTo(loss, 10)
  })

  test('the two chances are one, and large counts come near the normal', () => {
    const one = toBetterChance(arms([1_100, 10_000], [1_000, 10_000]))
    const other = toBetterChance(arms([1_000, 10_000], [1_100, 10_000]))
    expect(one.chance + other.chance).toBeCloseTo(1, 10)
    expect(one.chance).toBeCloseTo(0.9896, 3)
    expect(other.expectedLoss - one.expectedLoss).toBeCloseTo(1_101 / 10_002 - 1_001 / 10_002, 10)
  })
})
