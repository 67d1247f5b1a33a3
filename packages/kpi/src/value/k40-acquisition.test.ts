import { expect, test } from 'vitest'
import {
  toAcquisitionCost,
  toCostPerCompleted,
  toPaybackMonths,
  toReturnOnAdSpend,
  toReturnOnInvestment,
  toValueToCost,
} from './k40-acquisition.ts'
import { toBurnRatio, toSpendRatio } from './k40-loyalty.ts'
import type { Membership } from './k40-loyalty.ts'

test.each([
  { found: toAcquisitionCost({ costMinor: 1_000, newCustomers: 4 }), is: 250, why: 'cost per new customer' },
  { found: toAcquisitionCost({ costMinor: 1_000, newCustomers: 0 }), is: null, why: 'money spent on nobody' },
  { found: toAcquisitionCost({ costMinor: 0, newCustomers: 4 }), is: 0, why: 'who came for nothing' },
  { found: toValueToCost(900, 300), is: 3, why: 'value per cost' },
  { found: toValueToCost(900, 0), is: null, why: 'no cost, no ratio' },
  { found: toValueToCost(null, 300), is: null, why: 'value not known' },
  { found: toValueToCost(900, null), is: null, why: 'cost not known' },
  { found: toReturnOnInvestment(150, 100), is: 0.5, why: 'half as much again' },
  { found: toReturnOnInvestment(0, 100), is: -1, why: 'all lost' },
  { found: toReturnOnInvestment(150, 0), is: null, why: 'nothing spent' },
  { found: toReturnOnAdSpend(400, 100), is: 4, why: 'revenue per spend' },
  { found: toReturnOnAdSpend(400, 0), is: null, why: 'nothing spent' },
  { found: toCostPerCompleted(400, 8), is: 50, why: 'cost per run that arrived' },
  { found: toCostPerCompleted(400, 0), is: null, why: 'none arrived' },
  { found: toPaybackMonths(100, [60, 30, 10, 50]), is: 3, why: 'reached to the cent' },
  { found: toPaybackMonths(100, [100]), is: 1, why: 'in the first month' },
  { found: toPaybackMonths(100, [60, 30]), is: null, why: 'not yet' },
  { found: toPaybackMonths(0, []), is: 0, why: 'nothing to pay back' },
  { found: toPaybackMonths(100, [150, -100, 60]), is: 1, why: 'the first time, whatever comes after' },
])('$is ($why)', ({ found, is }) => {
  expect(found).toBe(is)
})

const membership = (rest: Partial<Membership>): Membership => ({
  members: 10,
  active: 5,
  pointsEarned: 100,
  pointsRedeemed: 40,
  buying: { members: 4, others: 8 },
  revenueMinor: { members: 4_000, others: 4_000 },
  ...rest,
})

test.each([
  { of: membership({}), burned: 0.4, spend: 2, why: 'members buy twice as much' },
  { of: membership({ pointsEarned: 0 }), burned: null, spend: 2, why: 'no points earned' },
  {
    of: membership({ buying: { members: 0, others: 8 } }),
    burned: 0.4,
    spend: null,
    why: 'no member bought',
  },
  {
    of: membership({ buying: { members: 4, others: 0 } }),
    burned: 0.4,
    spend: null,
    why: 'nobody else bought',
  },
])('burned $burned, spend $spend ($why)', ({ of, burned, spend }) => {
  expect(toBurnRatio(of)).toBe(burned)
  expect(toSpendRatio(of)).toBe(spend)
})
