import { expect, test } from 'vitest'
import { toMeasure, toShareMeasure } from './measure.ts'
import { toReading } from './reading.ts'

const days = { from: '2026-05-01', to: '2026-05-08' }
const READING = toReading({ rollups: [], days, asOf: 1, zone: 'UTC' })
const share = (part: number, whole: number, open = 0) =>
  toShareMeasure({ definitionVersion: 'K03.1', part, whole, open }, READING)

test.each([
  { part: 0, whole: 0, open: 0, value: null, flags: ['no_data', 'small_n'], why: 'nothing is not 0' },
  { part: 0, whole: 0, open: 5, value: null, flags: ['no_data', 'immature', 'small_n'], why: 'nothing yet' },
  { part: 1, whole: 1, open: 0, value: 1, flags: ['small_n'], why: 'one person' },
  { part: 10, whole: 29, open: 0, value: 10 / 29, flags: ['small_n'], why: 'just under 30' },
  { part: 10, whole: 30, open: 0, value: 1 / 3, flags: [], why: '30 will do' },
  { part: 10, whole: 30, open: 1, value: 1 / 3, flags: ['immature'], why: 'somebody still has time' },
  { part: 5, whole: 4, open: 0, value: 1, flags: ['small_n'], why: 'a restatement under way stays in range' },
  { part: -1, whole: -1, open: 0, value: null, flags: ['no_data', 'small_n'], why: 'likewise below' },
])('$part of $whole is $value with flags $flags ($why)', ({ part, whole, open, value, flags }) => {
  expect(share(part, whole, open)).toMatchObject({ value, flags, status: flags[0] ?? 'ok' })
})

test('a measure is complete, whatever it found', () => {
  expect(share(0, 0)).toEqual({
    value: null,
    unit: 'rate',
    numerator: 0,
    denominator: 0,
    n: 0,
    interval: null,
    status: 'no_data',
    flags: ['no_data', 'small_n'],
    window: { from: Date.UTC(2026, 4, 1), to: Date.UTC(2026, 4, 8) },
    asOf: 1,
    definitionVersion: 'K03.1',
  })
})

test('the gravest flag is the status', () => {
  const finding = { unit: 'rate', value: 0.5, numerator: 1, denominator: 2, n: 2, interval: null } as const
  const measure = toMeasure(
    { ...finding, definitionVersion: 'K05.1', immature: true, estimated: true },
    READING,
  )
  expect(measure).toMatchObject({ status: 'immature', flags: ['immature', 'estimated', 'small_n'] })
})
