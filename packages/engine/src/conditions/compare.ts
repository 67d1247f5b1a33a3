import { isJsonList, toWantedKind } from '@periplo/model'
import type {
  CompareCondition,
  Comparison,
  Duration,
  JsonValue,
  Literal,
  Money,
  Operand,
  Wanted,
} from '@periplo/model'
import { negate } from './kleene.ts'
import type { Truth } from './kleene.ts'
import { isOneOf, isListOf } from './lists.ts'
import { findAmountMinor } from './money.ts'
import { compareMoments, isAnniversary, isDay, isWithin } from './dates.ts'
import { findCurrency, findOperand, isMissing } from './scope.ts'
import type { Scope } from './scope.ts'

/** Both sides of a comparison, the left one there. */
interface Sides {
  readonly value: JsonValue
  readonly wanted: JsonValue
  readonly scope: Scope
}

type Judge = (sides: Sides) => Truth

/** The comparisons of one plain value with another, wherever the right one comes from. */
const PLAIN: { readonly [C in PlainComparison]: Judge } = {
  equals: ({ value, wanted }) => equals(value, wanted),
  'not-equals': ({ value, wanted }) => negate(equals(value, wanted)),
  'greater-than': (sides) => compareNumbers(sides, (a, b) => a > b),
  'at-least': (sides) => compareNumbers(sides, (a, b) => a >= b),
  'less-than': (sides) => compareNumbers(sides, (a, b) => a < b),
  'at-most': (sides) => compareNumbers(sides, (a, b) => a <= b),
  contains,
  'starts-with': (sides) => compareTexts(sides, (a, b) => a.startsWith(b)),
  'ends-with': (sides) => compareTexts(sides, (a, b) => a.endsWith(b)),
  before: ({ value, wanted, scope }) => compareMoments([value, wanted], scope, (a, b) => a < b),
  after: ({ value, wanted, scope }) => compareMoments([value, wanted], scope, (a, b) => a > b),
  'items-at-least': (sides) => compareLengths(sides, (a, b) => a >= b),
  'items-at-most': (sides) => compareLengths(sides, (a, b) => a <= b),
  'days-from-today': ({ value, wanted, scope }) => isDay(value, wanted, scope),
  'anniversary-in-days': ({ value, wanted, scope }) => isAnniversary(value, wanted, scope),
}

type ListComparison = (typeof LIST_COMPARISONS)[number]
type SpanComparison = (typeof SPAN_COMPARISONS)[number]
type PlainComparison = Exclude<Comparison, ListComparison | SpanComparison>

const LIST_COMPARISONS = ['one-of', 'none-of', 'contains-all', 'contains-any'] as const
const SPAN_COMPARISONS = ['in-last', 'longer-ago', 'in-next', 'further-ahead'] as const

/**
 * Judges `operand is value`. Unknown where either side is missing, and where the two are not of the types the
 * comparison needs (a number written as text is a text).
 */
export function judgeComparison({ operand, is, value: wanted }: CompareCondition, scope: Scope): Truth {
  const value = findOperand(operand, scope)
  if (isMissing(value)) return undefined
  if (isAmong(LIST_COMPARISONS, is)) return isLiterals(wanted) ? judgeList(is, value, wanted) : undefined
  if (isAmong(SPAN_COMPARISONS, is))
    return isDuration(wanted) ? isWithin(value, { is, length: wanted, scope }) : undefined
  return judgePlain({ is, value, operand }, wanted, scope)
}

function isAmong<C extends Comparison>(list: readonly C[], is: Comparison): is is C {
  return list.some((one) => one === is)
}

function judgeList(is: ListComparison, value: JsonValue, wanted: readonly Literal[]): Truth {
  switch (is) {
    case 'one-of':
      return isOneOf(value, wanted, equals)
    case 'none-of':
      return negate(isOneOf(value, wanted, equals))
    case 'contains-all':
    case 'contains-any':
      return isListOf(value, { wanted, how: is === 'contains-all' ? 'every' : 'some', equals })
  }
}

function judgePlain(
  { is, value, operand }: { is: PlainComparison; value: JsonValue; operand: Operand },
  wanted: Wanted,
  scope: Scope,
): Truth {
  if (typeof wanted !== 'object') return PLAIN[is]({ value, wanted, scope })
  if (isMoney(wanted)) {
    const amount = findAmountMinor(value, findCurrency(operand, scope), wanted)
    return amount === undefined ? undefined : PLAIN[is]({ value: amount, wanted: wanted.amountMinor, scope })
  }
  if (!isOperand(wanted)) return undefined
  const other = findOperand(wanted, scope)
  return isMissing(other) ? undefined : PLAIN[is]({ value, wanted: other, scope })
}

function equals(value: JsonValue, wanted: JsonValue): Truth {
  if (typeof value === 'string')
    return typeof wanted === 'string' ? value.toLowerCase() === wanted.toLowerCase() : undefined
  if (typeof value === 'object') return undefined
  return typeof value === typeof wanted ? value === wanted : undefined
}

/** A text contains a text; a list contains whatever equals one of its items, and nothing else. */
function contains(sides: Sides): Truth {
  const { value, wanted } = sides
  if (typeof wanted === 'object') return undefined
  if (isJsonList(value)) return value.some((item) => equals(item, wanted) === true)
  return compareTexts(sides, (a, b) => a.includes(b))
}

function compareNumbers({ value, wanted }: Sides, judge: (a: number, b: number) => boolean): Truth {
  return typeof value === 'number' && typeof wanted === 'number' ? judge(value, wanted) : undefined
}

/** Case is folded without regard to locale, so that one rule means the same on every machine. */
function compareTexts({ value, wanted }: Sides, judge: (a: string, b: string) => boolean): Truth {
  if (typeof value !== 'string' || typeof wanted !== 'string') return undefined
  return judge(value.toLowerCase(), wanted.toLowerCase())
}

function compareLengths({ value, wanted }: Sides, judge: (a: number, b: number) => boolean): Truth {
  return isJsonList(value) && typeof wanted === 'number' ? judge(value.length, wanted) : undefined
}

function isLiterals(wanted: Wanted): wanted is Literal[] {
  return toWantedKind(wanted) === 'list'
}

function isMoney(wanted: Wanted): wanted is Money {
  return toWantedKind(wanted) === 'money'
}

function isDuration(wanted: Wanted): wanted is Duration {
  return toWantedKind(wanted) === 'duration'
}

function isOperand(wanted: Wanted): wanted is Operand {
  return toWantedKind(wanted) === 'operand'
}
