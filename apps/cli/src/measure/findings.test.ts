import { toMeasure } from '@periplo/kpi'
import { expect, test } from 'vitest'
import { TIMELESS } from './frame.ts'
import { listFindings } from './findings.ts'

const told = (measure: string, value: number | null) => ({
  measure,
  breakdown: { group: 'x' },
  value: toMeasure(
    {
      definitionVersion: 'K46.1',
      unit: 'ratio',
      value,
      numerator: null,
      denominator: 0,
      n: 0,
      interval: null,
    },
    TIMELESS,
  ),
})

test.each([
  { measure: 'disparate-impact', value: 0.79, count: 1, why: 'under four fifths' },
  { measure: 'disparate-impact', value: 0.8, count: 0, why: 'just enough' },
  { measure: 'disparate-impact', value: null, count: 0, why: 'nothing is known' },
  { measure: 'sample-ratio', value: 0.0004, count: 1, why: 'the arms are off' },
  { measure: 'sample-ratio', value: 0.2, count: 0, why: 'as chance has it' },
  { measure: 'anomalies', value: 1, count: 1, why: 'an unusual day' },
  { measure: 'anomalies', value: 0, count: 0, why: 'none' },
  { measure: 'nps', value: -100, count: 0, why: 'bad, but no warning' },
])('$measure of $value is $count findings ($why)', ({ measure, value, count }) => {
  expect(listFindings([told(measure, value)])).toHaveLength(count)
})
