import { expect, test } from 'vitest'
import { COMPARISONS, COMPARISON_TAKES } from './comparison.ts'
import type { WantedKind, Wanted } from './comparison.ts'
import type { CountCondition } from './condition.ts'
import { Condition, isDeedCondition, listConditions, listOperands } from './condition.ts'

const tier = { from: 'trait', path: 'tier' } as const
const isGold: Condition = { op: 'compare', operand: tier, is: 'equals', value: 'gold' }
const hasTier: Condition = { op: 'exists', operand: tier }
const viewed: CountCondition = {
  op: 'count',
  event: 'Product Viewed',
  filter: isGold,
  within: { amount: 7, unit: 'days' },
  is: 'at-least',
  times: 3,
}

const SAMPLES: { readonly [K in WantedKind]: Wanted } = {
  text: 'a',
  number: 4,
  truth: true,
  list: ['a', 2],
  money: { amountMinor: 4_999, currency: 'EUR' },
  duration: { amount: 3, unit: 'days' },
  operand: { from: 'run', path: 'entered_at' },
}

test.each(COMPARISONS)('a comparison may ask whether a value is %s, of every kind it takes', (is) => {
  for (const kind of COMPARISON_TAKES[is]) {
    const condition = { op: 'compare', operand: tier, is, value: SAMPLES[kind] }
    expect(Condition.parse(condition)).toEqual(condition)
  }
})

test.each([
  { condition: { op: 'all', of: [] }, why: 'a group of nothing says nothing' },
  { condition: { op: 'any', of: Array.from({ length: 51 }, () => isGold) }, why: 'too many parts' },
  { condition: { op: 'not' }, why: 'not what?' },
  { condition: { ...isGold, is: 'matches' }, why: 'no regular expressions' },
  { condition: { ...isGold, value: { $gt: 1 } }, why: 'values are plain' },
  { condition: { ...isGold, operand: { from: 'window', path: 'x' } }, why: 'no such place' },
  { condition: { ...viewed, times: -1 }, why: 'nothing happens less than never' },
  { condition: { ...viewed, times: 1_001 }, why: 'nobody counts that far' },
  { condition: { op: 'script', code: '1' }, why: 'no code' },
  { condition: { ...isGold, value: { amountMinor: 1.5, currency: 'EUR' } }, why: 'no half cents' },
  { condition: { ...isGold, value: { amountMinor: 1, currency: 'euro' } }, why: 'no such currency' },
  { condition: { ...viewed, op: 'last' }, why: 'the last one is what?' },
  { condition: { ...viewed, op: 'total', of: 'median' }, why: 'no such total' },
])('is no condition: $why', ({ condition }) => {
  expect(Condition.safeParse(condition).success).toBe(false)
})

test('unknown keys are dropped, so that they decide nothing', () => {
  expect(Condition.parse({ ...hasTier, code: '1' })).toEqual(hasTier)
})

test.each([
  { condition: isGold, inside: [isGold], why: 'a leaf is itself' },
  { condition: viewed, inside: [viewed, isGold], why: 'the filter of a count' },
  {
    condition: { op: 'last', event: 'E', filter: isGold, within: viewed.within, where: hasTier },
    inside: ['last', 'compare', 'exists'],
    why: 'the filter of a pick, then what is asked of it',
  },
  {
    condition: { op: 'not', of: { op: 'any', of: [hasTier, viewed] } },
    inside: ['not', 'any', 'exists', 'count', 'compare'],
    why: 'the outermost first',
  },
] satisfies { condition: Condition; inside: readonly (Condition | string)[]; why: string }[])(
  'lists every condition inside ($why)',
  ({ condition, inside }) => {
    const ops = inside.map((part) => (typeof part === 'string' ? part : part.op))
    expect(listConditions(condition).map((part) => part.op)).toEqual(ops)
  },
)

test('only what looks at the past is about deeds', () => {
  const { event, within } = viewed
  const deeds: readonly Condition[] = [
    viewed,
    { op: 'total', event, within, of: 'sum', path: 'total', is: 'at-least', value: 3 },
    { op: 'last', event, within, where: isGold },
  ]
  expect(deeds.every(isDeedCondition)).toBe(true)
  expect([isGold, hasTier].some(isDeedCondition)).toBe(false)
})

test.each([
  { condition: isGold, paths: ['trait tier'], why: 'one side' },
  {
    condition: { ...isGold, value: { from: 'entry', path: 'tier' } },
    paths: ['trait tier', 'entry tier'],
    why: 'both sides',
  },
  {
    condition: { ...isGold, is: 'at-least', value: { amountMinor: 1, currency: 'EUR' } },
    paths: ['trait tier', 'trait currency'],
    why: 'money has a currency beside it',
  },
  {
    condition: { op: 'not', of: { op: 'any', of: [hasTier, isGold] } },
    paths: ['trait tier', 'trait tier'],
    why: 'deep inside',
  },
] satisfies { condition: Condition; paths: readonly string[]; why: string }[])(
  'lists every operand ($why)',
  ({ condition, paths }) => {
    expect(listOperands(condition).map(({ from, path }) => `${from} ${path}`)).toEqual(paths)
  },
)
