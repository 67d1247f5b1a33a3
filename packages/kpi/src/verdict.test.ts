import { expect, test } from 'vitest'
import { toShareMeasure } from './measure.ts'
import { toReading } from './reading.ts'
import { toVerdict } from './verdict.ts'

const days = { from: '2026-05-01', to: '2026-05-08' }
const READING = toReading({ rollups: [], days, asOf: 1, zone: 'UTC' })

test.each([
  { target: null, part: 1, whole: 2, verdict: 'no-target', why: 'nobody promised anything' },
  { target: 0.5, part: 0, whole: 0, verdict: 'unclear', why: 'no data' },
  { target: 0.5, part: 41, whole: 100, verdict: 'unclear', why: 'under it, but 50 % is still possible' },
  { target: 0.5, part: 410, whole: 1_000, verdict: 'missed', why: 'the same share of more people' },
  { target: 0.5, part: 600, whole: 1_000, verdict: 'met', why: 'the whole interval is over it' },
  { target: 0, part: 0, whole: 10, verdict: 'met', why: 'a promise of nothing is kept' },
])('a target of $target with $part of $whole is $verdict ($why)', ({ target, part, whole, verdict }) => {
  const rate = toShareMeasure({ definitionVersion: 'K01.1', part, whole, open: 0 }, READING)
  expect(toVerdict(target, rate)).toBe(verdict)
})

test('the last stage has nothing to be judged by', () => {
  expect([toVerdict(0.5, null), toVerdict(null, null)]).toEqual(['unclear', 'no-target'])
})
