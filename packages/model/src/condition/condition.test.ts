import { expect, test } from 'vitest'
import { COMPARISONS, Condition, listConditions } from './condition.ts'

const tier = { from: 'trait', path: 'tier' } as const
const isGold: Condition = { op: 'compare', operand: tier, is: 'equals', value: 'gold' }
const hasTier: Condition = { op: 'exists', operand: tier }
const viewed: Condition = {
  op: 'count',
  event: 'Product Viewed',
  filter: isGold,
  within: { amount: 7, unit: 'days' },
  is: 'at-least',
  times: 3,
}

test.each(COMPARISONS)('a comparison may ask whether a value is %s', (is) => {
  const value = is === 'one-of' || is === 'none-of' ? ['a', 'b'] : 'a'
  const condition = { op: 'compare', operand: tier, is, value }
  expect(Condition.parse(condition)).toEqual(condition)
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
