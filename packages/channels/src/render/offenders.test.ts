import { expect, test } from 'vitest'
import { createOffenders } from './offenders.ts'

test('a template that kills three workers is barred for a minute, alone', () => {
  const offenders = createOffenders()
  for (const at of [0, 10, 20]) {
    expect(offenders.isBarred('bad', at)).toBe(false)
    offenders.record('bad', at)
  }
  expect(offenders.isBarred('bad', 20)).toBe(true)
  expect(offenders.isBarred('good', 20)).toBe(false)
  expect([60_019, 60_020].map((at) => offenders.isBarred('bad', at))).toEqual([true, false])
})

test('the first kill after a bar bars again', () => {
  const offenders = createOffenders()
  for (const at of [0, 1, 2, 60_010]) offenders.record('bad', at)
  expect(offenders.isBarred('bad', 60_011)).toBe(true)
})

test('kills far apart are accidents', () => {
  const offenders = createOffenders()
  for (const at of [0, 200_000, 400_000, 600_000]) offenders.record('unlucky', at)
  expect(offenders.isBarred('unlucky', 600_001)).toBe(false)
})
