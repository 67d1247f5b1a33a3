import { expect, test } from 'vitest'
import { countPurchaseDays, toBuyers } from './buyers.ts'
import type { Transaction } from './buyers.ts'

const bought = (day: number, amountMinor: number | null = 1_000, personId = 'u'): Transaction => ({
  personId,
  day: `2026-01-${String(day).padStart(2, '0')}`,
  amountMinor,
})

test.each<{ told: Transaction[]; is: object; why: string }>([
  { told: [bought(1)], is: { repeats: 0, recencyWeeks: 0, ageWeeks: 4, meanRepeatMinor: null }, why: 'once' },
  {
    told: [bought(1), bought(15)],
    is: { repeats: 1, recencyWeeks: 2, ageWeeks: 4, meanRepeatMinor: 1_000 },
    why: 'twice',
  },
  { told: [bought(15), bought(1)], is: { repeats: 1, recencyWeeks: 2 }, why: 'out of order' },
  { told: [bought(1), bought(1, 500)], is: { repeats: 0 }, why: 'twice a day is once' },
  {
    told: [bought(1), bought(8), bought(8, 500)],
    is: { repeats: 1, meanRepeatMinor: 1_500 },
    why: 'and worth both',
  },
  {
    told: [bought(1), bought(8, -300)],
    is: { repeats: 0, recencyWeeks: 0 },
    why: 'giving back is not buying',
  },
  {
    told: [bought(1), bought(8), bought(8, -300)],
    is: { repeats: 1, meanRepeatMinor: 700 },
    why: 'but takes off that day',
  },
  {
    told: [bought(1), bought(8, 0)],
    is: { repeats: 1, meanRepeatMinor: null },
    why: 'for nothing is a purchase of no value',
  },
  {
    told: [bought(1), bought(8, null), bought(15)],
    is: { repeats: 2, meanRepeatMinor: 1_000 },
    why: 'of unknown value',
  },
  { told: [bought(1), bought(30)], is: { repeats: 0, ageWeeks: 4 }, why: 'not known yet' },
])('$told is $is ($why)', ({ told, is }) => {
  expect(toBuyers(told, '2026-01-29')).toEqual([expect.objectContaining(is)])
})

test('who comes later is not there yet, and persons stand in order', () => {
  const told = [bought(2, 1, 'w'), bought(1, 1, 'v'), bought(30, 1, 'x')]
  expect(toBuyers(told, '2026-01-29').map(({ personId }) => personId)).toEqual(['v', 'w'])
  expect(toBuyers([], '2026-01-29')).toEqual([])
})

test('days with a purchase are counted after the end, and up to the new one', () => {
  const told = [bought(1), bought(10), bought(11), bought(11), bought(12, -5), bought(20), bought(21)]
  const counted = countPurchaseDays(told, { after: '2026-01-10', until: '2026-01-20' })
  expect(counted).toEqual(new Map([['u', 2]]))
})
