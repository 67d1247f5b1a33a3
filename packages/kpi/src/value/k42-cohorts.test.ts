import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../civil-day.ts'
import { sumByAge, toCohorts } from './k42-cohorts.ts'
import type { Purchase } from './k42-cohorts.ts'

const of = (personId: string, ...days: string[]): readonly Purchase[] =>
  days.map((day) => ({ personId, day }))

/** `2/3` for two of three, with a `?` while it may grow. */
const draw = (purchases: readonly Purchase[], until: string, within = 1) =>
  toCohorts(purchases, { until, within }).map(
    ({ month, size, cells }) =>
      `${month} ${cells.map(({ retained, mature }) => `${retained}/${size}${mature ? '' : '?'}`).join(' ')}`,
  )

test.each([
  { told: [], until: '2026-03-31', is: [], why: 'nobody' },
  { told: of('u', '2026-01-10'), until: '2026-01-31', is: ['2026-01 1/1'], why: 'one person, once' },
  {
    told: of('u', '2026-01-10', '2026-01-20'),
    until: '2026-02-28',
    is: ['2026-01 1/1 0/1'],
    why: 'twice in a month',
  },
  {
    told: of('u', '2026-01-10'),
    until: '2026-02-27',
    is: ['2026-01 1/1 0/1?'],
    why: 'February has a day left',
  },
  {
    told: [...of('u', '2025-12-31', '2026-01-01'), ...of('v', '2026-01-01')],
    until: '2026-02-28',
    is: ['2025-12 1/1 1/1 0/1', '2026-01 1/1 0/1'],
    why: 'over the new year',
  },
  {
    told: of('u', '2026-02-01', '2026-01-10'),
    until: '2026-02-28',
    is: ['2026-01 1/1 1/1'],
    why: 'out of order',
  },
  {
    told: of('u', '2026-01-10', '2026-03-01'),
    until: '2026-02-28',
    is: ['2026-01 1/1 0/1'],
    why: 'not known yet',
  },
])('$told by $until: $is ($why)', ({ told, until, is }) => {
  expect(draw(told, until)).toEqual(is)
})

test('rolling counts the months after as well, and waits for them', () => {
  const told = of('u', '2026-01-10', '2026-04-10')
  expect(draw(told, '2026-04-30')).toEqual(['2026-01 1/1 0/1 0/1 1/1'])
  expect(draw(told, '2026-04-30', 3)).toEqual(['2026-01 1/1 1/1 1/1? 1/1?'])
})

test('the curve is over mature cells alone', () => {
  const told = [
    ...of('u', '2026-01-10', '2026-02-10'),
    ...of('v', '2026-02-01', '2026-03-01'),
    ...of('w', '2026-02-01'),
  ]
  const cohorts = toCohorts(told, { until: '2026-03-15', within: 1 })
  expect(sumByAge(cohorts)).toEqual([
    { age: 0, retained: 3, size: 3, open: 0 },
    { age: 1, retained: 1, size: 1, open: 2 },
    { age: 2, retained: 0, size: 0, open: 1 },
  ])
})

test('everybody is in exactly one cohort, and rolling never holds fewer than classic', () => {
  const anyPurchase = fc.record({
    personId: fc.constantFrom('u', 'v', 'w', 'x'),
    day: fc.nat({ max: 400 }).map((days) => addDays('2025-06-15', days)),
  })
  fc.assert(
    fc.property(fc.array(anyPurchase), (told) => {
      const [classic, rolling] = [1, 3].map((within) => toCohorts(told, { until: '2026-08-01', within }))
      const size = classic?.reduce((sum, cohort) => sum + cohort.size, 0)
      expect(size).toBe(new Set(told.map(({ personId }) => personId)).size)
      classic?.forEach(({ cells }, row) =>
        cells.forEach(({ age, retained }) =>
          expect(rolling?.[row]?.cells[age]?.retained).toBeGreaterThanOrEqual(retained),
        ),
      )
      expect(toCohorts(told.toReversed(), { until: '2026-08-01', within: 1 })).toEqual(classic)
    }),
  )
})
