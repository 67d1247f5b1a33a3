import { expect, test } from 'vitest'
import { wholeUnit } from './duration-units.ts'

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
