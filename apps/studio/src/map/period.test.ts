import { expect, test } from 'vitest'
import { toDayRange, USUAL_PERIOD } from './period.ts'

const days = { today: '2026-11-01', publishedOn: '2026-09-28' }

test.each([
  { period: '7d', range: { from: '2026-10-26', to: '2026-11-02' }, why: 'today is the seventh day' },
  { period: '30d', range: { from: '2026-10-03', to: '2026-11-02' }, why: 'today is the thirtieth' },
  { period: 'all', range: { from: '2026-09-28', to: '2026-11-02' }, why: 'since it was published' },
  { period: 'custom', range: { from: '2026-08-04', to: '2026-11-02' }, why: 'no days named yet' },
] as const)('$period is $range ($why)', ({ period, range }) => {
  expect(toDayRange(period, days)).toEqual(range)
})

test('the last day of a custom period belongs to it', () => {
  const range = toDayRange('custom', { ...days, first: '2026-10-01', last: '2026-10-31' })
  expect(range).toEqual({ from: '2026-10-01', to: '2026-11-01' })
})

test('a period upside down is not asked for', () => {
  const range = toDayRange('custom', { ...days, first: '2026-10-31', last: '2026-10-01' })
  expect(range).toEqual(toDayRange(USUAL_PERIOD, days))
})

test('a version published today has a period of one day', () => {
  const range = toDayRange('all', { ...days, publishedOn: '2026-11-02' })
  expect(range).toEqual({ from: '2026-11-01', to: '2026-11-02' })
})

test('no more than two years are asked for', () => {
  const range = toDayRange('custom', { ...days, first: '2020-01-01', last: '2026-10-31' })
  expect(range).toEqual({ from: '2024-11-01', to: '2026-11-01' })
})
