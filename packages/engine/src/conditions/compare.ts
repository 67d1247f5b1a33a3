import type { CompareCondition, Comparison, JsonValue, Literal } from '@periplo/model'
import { negate, someTruth } from './kleene.ts'
import type { Truth } from './kleene.ts'
import { findMoment } from './moment.ts'
import { findOperand, isMissing } from './scope.ts'
import type { Scope } from './scope.ts'

type Compare = (value: JsonValue, wanted: Literal, scope: Scope) => Truth

/** The comparisons that take one value; the two that take a list are built of `equals`. */
const COMPARE: { readonly [C in Exclude<Comparison, 'one-of' | 'none-of'>]: Compare } = {
  equals,
  'not-equals': (value, wanted) => negate(equals(value, wanted)),
  'greater-than': (value, wanted) => compareNumbers(value, wanted, (a, b) => a > b),
  'at-least': (value, wanted) => compareNumbers(value, wanted, (a, b) => a >= b),
  'less-than': (value, wanted) => compareNumbers(value, wanted, (a, b) => a < b),
  'at-most': (value, wanted) => compareNumbers(value, wanted, (a, b) => a <= b),
  contains,
  'starts-with': (value, wanted) => compareTexts(value, wanted, (a, b) => a.startsWith(b)),
  before: (value, wanted, scope) => compareMoments([value, wanted], scope, (a, b) => a < b),
  after: (value, wanted, scope) => compareMoments([value, wanted], scope, (a, b) => a > b),
}

/**
 * Judges `operand is value`. Unknown where the operand is missing, where the two are not of the type the
 * comparison needs (a number written as text is a text), and where a list stands for one value or one for a list.
 */
export function judgeComparison({ operand, is, value: wanted }: CompareCondition, scope: Scope): Truth {
  const value = findOperand(operand, scope)
  if (isMissing(value)) return undefined
  if (is === 'one-of') return isOneOf(value, wanted)
  if (is === 'none-of') return negate(isOneOf(value, wanted))
  return typeof wanted === 'object' ? undefined : COMPARE[is](value, wanted, scope)
}

function equals(value: JsonValue, wanted: Literal): Truth {
  if (typeof value === 'string') return compareTexts(value, wanted, (a, b) => a === b)
  return typeof value === typeof wanted ? value === wanted : undefined
}

/** A text contains a text; a list contains whatever equals one of its items, and nothing else. */
function contains(value: JsonValue, wanted: Literal): Truth {
  if (Array.isArray(value)) return value.some((item: JsonValue) => equals(item, wanted) === true)
  return compareTexts(value, wanted, (a, b) => a.includes(b))
}

function isOneOf(value: JsonValue, wanted: Literal | readonly Literal[]): Truth {
  return typeof wanted === 'object' ? someTruth(wanted, (one) => equals(value, one)) : undefined
}

function compareNumbers(value: JsonValue, wanted: Literal, judge: (a: number, b: number) => boolean): Truth {
  return typeof value === 'number' && typeof wanted === 'number' ? judge(value, wanted) : undefined
}

/** Case is folded without regard to locale, so that one rule means the same on every machine. */
function compareTexts(value: JsonValue, wanted: Literal, judge: (a: string, b: string) => boolean): Truth {
  if (typeof value !== 'string' || typeof wanted !== 'string') return undefined
  return judge(value.toLowerCase(), wanted.toLowerCase())
}

function compareMoments(
  sides: readonly JsonValue[],
  { person }: Scope,
  judge: (a: number, b: number) => boolean,
): Truth {
  const [a, b] = sides.map((side) => (typeof side === 'string' ? findMoment(side, person.zone) : undefined))
  return a === undefined || b === undefined ? undefined : judge(a, b)
}
