import { expect, test } from 'vitest'
import { fitSbg, logLikelihoodSbg, toResidualLifetime, toRetentionRate, toSurvivorShare } from './k42-sbg.ts'

/** Fader, Hardie (2007), table 1: of 1,000 customers, after each renewal. */
const REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241]
const HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491]

test.each([
  { survivors: REGULAR, alpha: 0.704, beta: 1.182, logLikelihood: -1680.3, after12: 17, why: 'Regular' },
  { survivors: HIGH_END, alpha: 0.668, beta: 3.806, logLikelihood: -1611.2, after12: 37.8, why: 'High End' },
])('finds the published parameters ($why)', ({ survivors, alpha, beta, logLikelihood, after12 }) => {
  const fit = fitSbg(survivors)
  expect(fit).toMatchObject({ kind: 'fitted', n: 1000, converged: true })
  if (fit.kind !== 'fitted') return
  expect(fit.parameters.alpha).toBeCloseTo(alpha, 3)
  expect(fit.parameters.beta).toBeCloseTo(beta, 3)
  expect(fit.logLikelihood).toBeCloseTo(logLikelihood, 1)
  expect(100 * toSurvivorShare(fit.parameters, 12)).toBeCloseTo(after12, 1)
})

test('shares of a cohort give the curve of its counts', () => {
  const [counts, shares] = [fitSbg(HIGH_END), fitSbg(HIGH_END.map((count) => count / 1000))]
  if (counts.kind !== 'fitted' || shares.kind !== 'fitted') throw new Error('not fitted')
  expect(shares.parameters.alpha).toBeCloseTo(counts.parameters.alpha, 4)
  expect(shares.parameters.beta).toBeCloseTo(counts.parameters.beta, 4)
})

test('the likelihood by hand: with α = β = 1, P(1) = 1/2, P(2) = 1/6, S(2) = 1/3', () => {
  const found = logLikelihoodSbg([10, 5, 4], { alpha: 1, beta: 1 })
  expect(found).toBeCloseTo(5 * Math.log(1 / 2) + Math.log(1 / 6) + 4 * Math.log(1 / 3), 12)
})

test('who has stayed long stays longer: retention rises, survival falls', () => {
  const parameters = { alpha: 0.7, beta: 1.2 }
  for (let t = 1; t < 40; t++) {
    expect(toRetentionRate(parameters, t + 1)).toBeGreaterThan(toRetentionRate(parameters, t))
    expect(toSurvivorShare(parameters, t)).toBeLessThan(toSurvivorShare(parameters, t - 1))
  }
  expect(toSurvivorShare(parameters, 0)).toBe(1)
})

test('what is left of a subscription is what its renewals add up to', () => {
  const parameters = { alpha: 0.668, beta: 3.806 }
  const [renewals, discountRate] = [7, 0.1]
  let sum = 0
  for (let more = 1; more < 2_000; more++) {
    const share = toSurvivorShare(parameters, renewals + more) / toSurvivorShare(parameters, renewals)
    sum += share / (1 + discountRate) ** (more - 1)
  }
  expect(toResidualLifetime(parameters, { renewals, discountRate })).toBeCloseTo(sum, 9)
})

test.each([
  { survivors: [], reason: 'not-falling', why: 'nobody' },
  { survivors: [0, 0, 0], reason: 'not-falling', why: 'nobody began' },
  { survivors: [10, 11, 9], reason: 'not-falling', why: 'somebody came back' },
  { survivors: [10, 9], reason: 'too-few-periods', why: 'two parameters, one number' },
  { survivors: [10, 10, 10], reason: 'nobody-left', why: 'nobody was lost' },
])('cannot fit $survivors: $reason ($why)', ({ survivors, reason }) => {
  expect(fitSbg(survivors)).toEqual({ kind: 'not-fitted', reason })
})

test('where everybody is alike the curve is right, and the parameters are said not to settle', () => {
  const fit = fitSbg([1024, 512, 256, 128, 64])
  if (fit.kind !== 'fitted') throw new Error('not fitted')
  expect(fit.converged).toBe(false)
  expect(toSurvivorShare(fit.parameters, 4)).toBeCloseTo(1 / 16, 3)
})
