import { expect, test } from 'vitest'
import { clampDuration, wholeUnit } from './duration-units.ts'

test.each([
  { ms: 0, unit: 'minutes', why: 'nothing has no unit of its own' },
  { ms: 60_000, unit: 'minutes', why: 'one minute' },
  { ms: 90 * 60_000, unit: 'minutes', why: 'one and a half hours are no whole hours' },
  { ms: 36 * 3_600_000, unit: 'hours', why: 'one and a half days' },
  { ms: 14 * 86_400_000, unit: 'days', why: 'two weeks' },
  { ms: 1500, unit: 'minutes', why: 'no unit is whole' },
])('$ms ms is edited in $unit ($why)', ({ ms, unit }) => {
  expect(wholeUnit(ms)).toBe(unit)
})

test.each([
  { amount: 2, unit: 'days', kept: 2, why: 'within the bounds' },
  { amount: 0, unit: 'hours', kept: 1, why: 'under a whole unit of the least' },
  { amount: 400, unit: 'days', kept: 90, why: 'over the most' },
  { amount: 2400, unit: 'hours', kept: 2160, why: 'over the most, in hours' },
] as const)('$amount $unit become $kept ($why)', ({ amount, unit, kept }) => {
  const bounds = { minMs: 60_000, maxMs: 90 * 86_400_000 }
  expect(clampDuration({ amount, unit }, bounds)).toEqual({ amount: kept, unit })
})
