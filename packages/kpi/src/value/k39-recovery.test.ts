import { expect, test } from 'vitest'
import { toSeededLuck } from '../statistics/seeded-luck.ts'
import type { SeededLuck } from '../statistics/seeded-luck.ts'
import type { Buyer } from './buyers.ts'
import { fitBgNbd, logLikelihoodBgNbd } from './k39-bg-nbd.ts'
import type { BgNbdParameters } from './k39-bg-nbd.ts'
import {
  correlateSpending,
  fitGammaGamma,
  logLikelihoodGammaGamma,
  toExpectedSpend,
} from './k39-gamma-gamma.ts'
import type { GammaGammaParameters } from './k39-gamma-gamma.ts'
import { compareHoldout } from './k39-holdout.ts'
import { predictBuyer } from './k39-lifetime-value.ts'

const BUYING: BgNbdParameters = { r: 0.6, alpha: 4, a: 0.8, b: 2.5 }
const SPENDING: GammaGammaParameters = { p: 6, q: 4, gamma: 1_500 }
const WEEKS = 40

/** Marsaglia & Tsang (2000), with the boost for shapes below 1. */
function drawGamma(luck: SeededLuck, shape: number): number {
  if (shape < 1) return drawGamma(luck, shape + 1) * luck.float() ** (1 / shape)
  const d = shape - 1 / 3
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - luck.float())) * Math.cos(2 * Math.PI * luck.float())
    const v = (1 + normal / Math.sqrt(9 * d)) ** 3
    if (v > 0 && Math.log(1 - luck.float()) < normal ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v
  }
}

/** Somebody who lives by the model, watched for twice as long as they are told of. */
function live(luck: SeededLuck, place: number): { readonly buyer: Buyer; readonly later: number } {
  const rate = drawGamma(luck, BUYING.r) / BUYING.alpha
  const [out, stay] = [drawGamma(luck, BUYING.a), drawGamma(luck, BUYING.b)]
  const leaving = out / (out + stay)
  const times: number[] = []
  const ageWeeks = WEEKS - (place % 12)
  for (let at = 0; ;) {
    at += -Math.log(1 - luck.float()) / rate
    if (at > ageWeeks + WEEKS) break
    times.push(at)
    if (luck.float() < leaving) break
  }
  const known = times.filter((at) => at <= ageWeeks)
  const nu = drawGamma(luck, SPENDING.q) / SPENDING.gamma
  const spent = known.map(() => drawGamma(luck, SPENDING.p) / nu)
  const meanRepeatMinor = spent.length === 0 ? null : spent.reduce((a, b) => a + b, 0) / spent.length
  const repeats = known.length
  const personId = `p${place}`
  return {
    buyer: {
      personId,
      firstDay: '2026-01-01',
      repeats,
      recencyWeeks: known.at(-1) ?? 0,
      ageWeeks,
      meanRepeatMinor,
    },
    later: times.length - known.length,
  }
}

const luck = toSeededLuck(2005)
const lives = Array.from({ length: 3_000 }, (_, place) => live(luck, place))
const buyers = lives.map(({ buyer }) => buyer)
const fitted = fitBgNbd(buyers)
const laterOf = new Map(lives.map(({ buyer, later }) => [buyer.personId, later]))

test('finds the parameters people were made with', () => {
  expect(fitted).toMatchObject({ kind: 'fitted', n: 3_000, converged: true })
  if (fitted.kind !== 'fitted') return
  const { r, alpha, a, b } = fitted.parameters
  expect(Math.abs(r / BUYING.r - 1)).toBeLessThan(0.1)
  expect(Math.abs(alpha / BUYING.alpha - 1)).toBeLessThan(0.15)
  expect(Math.abs(a / b / (BUYING.a / BUYING.b) - 1)).toBeLessThan(0.15)
  expect(fitted.logLikelihood).toBeGreaterThanOrEqual(logLikelihoodBgNbd(buyers, BUYING))
  expect(fitted.logLikelihood - logLikelihoodBgNbd(buyers, BUYING)).toBeLessThan(10)
})

test('finds what they spend', () => {
  const fit = fitGammaGamma(buyers)
  expect(fit).toMatchObject({ kind: 'fitted', converged: true })
  if (fit.kind !== 'fitted') return
  const mean = toExpectedSpend(fit.parameters, { repeats: 0, meanRepeatMinor: null }) ?? NaN
  expect(Math.abs(mean / (6 * 500) - 1)).toBeLessThan(0.05)
  expect(Math.abs(fit.parameters.q / SPENDING.q - 1)).toBeLessThan(0.15)
  expect(fit.logLikelihood).toBeGreaterThanOrEqual(logLikelihoodGammaGamma(buyers, SPENDING))
  expect(Math.abs(correlateSpending(buyers) ?? 1)).toBeLessThan(0.1)
})

test('tells what comes after to within a few percent', () => {
  if (fitted.kind !== 'fitted') throw new Error('not fitted')
  const countOf = (personId: string) => laterOf.get(personId) ?? 0
  const holdout = compareHoldout(buyers, fitted.parameters, { weeks: WEEKS, countOf })
  expect(Math.abs(holdout.relativeError ?? 1)).toBeLessThan(0.08)
  expect(holdout.byRepeats.map(({ repeats }) => repeats)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  expect(holdout.byRepeats.reduce((sum, { persons }) => sum + persons, 0)).toBe(3_000)
})

test('value is spend times expected purchases, less the later they come', () => {
  const [buyer] = buyers.filter(({ repeats }) => repeats > 1)
  if (!buyer) throw new Error('nobody came back')
  const models = { buying: BUYING, spending: SPENDING }
  const horizon = { months: 12, monthlyDiscountRate: 0, marginRate: 1 }
  const plain = predictBuyer(buyer, models, horizon)
  expect(plain.valueMinor).toBeCloseTo(plain.expectedRepeats * (plain.expectedSpendMinor ?? 0), 6)
  const later = predictBuyer(buyer, models, { ...horizon, monthlyDiscountRate: 0.05 })
  expect(later.valueMinor ?? Infinity).toBeLessThan(plain.valueMinor ?? 0)
  const margin = predictBuyer(buyer, models, { ...horizon, marginRate: 0.3 })
  expect(margin.valueMinor).toBeCloseTo(0.3 * (plain.valueMinor ?? 0), 9)
  expect(predictBuyer(buyer, models, { ...horizon, months: 0 }).valueMinor).toBe(0)
  expect(predictBuyer(buyer, { ...models, spending: null }, horizon).valueMinor).toBeNull()
})
