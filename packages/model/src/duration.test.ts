import { expect, test } from 'vitest'
import { Duration, MAX_DURATION_MS, toNominalMs } from './duration.ts'

const DAY_MS = 86_400_000

test.each([
  { duration: { amount: 1, unit: 'minutes' }, ms: 60_000, why: 'the shortest' },
  { duration: { amount: 36, unit: 'hours' }, ms: 1.5 * DAY_MS, why: 'exact' },
  { duration: { amount: 2, unit: 'days' }, ms: 2 * DAY_MS, why: 'a day counts 24 hours' },
  { duration: { amount: 366, unit: 'days' }, ms: MAX_DURATION_MS, why: 'the longest' },
] as const)('$duration is $ms ms ($why)', ({ duration, ms }) => {
  expect(toNominalMs(Duration.parse(duration))).toBe(ms)
})

test.each([
  { duration: { amount: 0, unit: 'minutes' }, why: 'no time at all' },
  { duration: { amount: -1, unit: 'days' }, why: 'backward' },
  { duration: { amount: 1.5, unit: 'hours' }, why: 'whole units only' },
  { duration: { amount: 367, unit: 'days' }, why: 'longer than a year' },
  { duration: { amount: 366 * 24 + 1, unit: 'hours' }, why: 'longer than a year, in hours' },
  { duration: { amount: 1, unit: 'weeks' }, why: 'no such unit' },
  { duration: { amount: 1_000_001, unit: 'minutes' }, why: 'past every bound' },
])('$duration is refused ($why)', ({ duration }) => {
  expect(Duration.safeParse(duration).success).toBe(false)
})
