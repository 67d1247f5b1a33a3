import type { JsonValue, Money, RecentEvent, Total, TotalCondition } from '@periplo/model'
import type { Truth } from './kleene.ts'
import { findAmountMinor } from './money.ts'
import { findCurrency, findOperand, isMissing } from './scope.ts'
import type { Scope } from './scope.ts'

/** Compares what a property of these events comes to; unknown where there is nothing to make it of. */
export function compareTotal(
  { of, path, is, value: wanted }: TotalCondition,
  events: readonly RecentEvent[],
  scope: Scope,
): Truth {
  const values = events.flatMap((event) => findValue(path, { ...scope, event }, wanted))
  const total = of === 'distinct' ? countDistinct(values) : toTotal(of, values.filter(isNumber))
  if (total === undefined || !Number.isFinite(total)) return undefined
  const limit = typeof wanted === 'number' ? wanted : wanted.amountMinor
  switch (is) {
    case 'at-least':
      return total >= limit
    case 'at-most':
      return total <= limit
    case 'greater-than':
      return total > limit
    case 'less-than':
      return total < limit
    case 'equals':
      return total === limit
  }
}

function findValue(path: string, scope: Scope, wanted: number | Money): JsonValue | [] {
  const operand = { from: 'event', path } as const
  const value = findOperand(operand, scope)
  if (isMissing(value) || typeof value === 'object') return []
  return typeof wanted === 'number'
    ? value
    : (findAmountMinor(value, findCurrency(operand, scope), wanted) ?? [])
}

function isNumber(value: JsonValue): value is number {
  return typeof value === 'number'
}

function countDistinct(values: readonly JsonValue[]): number {
  return new Set(values.map((value) => (typeof value === 'string' ? value.toLowerCase() : value))).size
}

function toTotal(of: Exclude<Total, 'distinct'>, numbers: readonly number[]): number | undefined {
  switch (of) {
    case 'sum':
      return addUp(numbers)
    case 'average':
      return numbers.length === 0 ? undefined : addUp(numbers) / numbers.length
    case 'least':
      return numbers.length === 0 ? undefined : Math.min(...numbers)
    case 'most':
      return numbers.length === 0 ? undefined : Math.max(...numbers)
  }
}

/** To 15 digits, so that 0.1 and 0.2 are 0.3. */
function addUp(numbers: readonly number[]): number {
  return Number(numbers.reduce((sum, number) => sum + number, 0).toPrecision(15))
}
