import type { Comparison, CompareCondition, Condition, Literal, Wanted, WantedKind } from '@periplo/model'
import { COMPARISON_TAKES, currencyExponent, toMinorUnits, toWantedKind } from '@periplo/model'

/** How the rules of a group count together. `none` is "not any", `not-all` is "not all". */
export type GroupMode = 'all' | 'any' | 'none' | 'not-all'

/** A group as the builder shows it: its mode with the negation taken in, and its rules. */
export interface RuleGroup {
  readonly mode: GroupMode
  readonly of: readonly Condition[]
}

/** Reads a condition as a group; a lone rule is a group of one. Inverse of {@link toCondition}. */
export function toGroup(condition: Condition): RuleGroup {
  if (condition.op === 'all' || condition.op === 'any') return { mode: condition.op, of: condition.of }
  if (condition.op === 'not') {
    const { of } = condition
    if (of.op === 'any') return { mode: 'none', of: of.of }
    if (of.op === 'all') return { mode: 'not-all', of: of.of }
  }
  return { mode: 'all', of: [condition] }
}

/** The condition a group stands for; without rules there is none. A lone rule under "all" or "any" stands for itself. */
export function toCondition({ mode, of }: RuleGroup): Condition | undefined {
  const [first] = of
  if (!first) return undefined
  switch (mode) {
    case 'all':
    case 'any':
      return of.length === 1 && !isGroup(first) ? first : { op: mode, of: [...of] }
    case 'none':
      return { op: 'not', of: { op: 'any', of: [...of] } }
    case 'not-all':
      return { op: 'not', of: { op: 'all', of: [...of] } }
  }
}

/** Whether a condition is drawn as a group of rules rather than as one rule. */
export function isGroup(condition: Condition): boolean {
  if (condition.op === 'not') return condition.of.op === 'all' || condition.of.op === 'any'
  return condition.op === 'all' || condition.op === 'any'
}

/** A rule nobody has filled in. */
export function toNewRule(from: 'trait' | 'event'): Condition {
  return { op: 'compare', operand: { from, path: '' }, is: 'equals', value: '' }
}

/** The rule with another comparison, its value turned into one that fits as far as it can be. */
export function withComparison(rule: CompareCondition, is: Comparison): CompareCondition {
  const [first = 'text', ...others]: readonly WantedKind[] = COMPARISON_TAKES[is]
  const kind = toWantedKind(rule.value)
  const value = toWanted(rule.value, kind === first || others.includes(kind) ? kind : first)
  const isNoMoment = typeof value === 'string' && isMomentComparison(is) && !/^\d{4}-\d\d-\d\d/.test(value)
  return { ...rule, is, value: isNoMoment ? '' : value }
}

/** Whether a comparison reads its text as a moment. */
export function isMomentComparison(is: Comparison): boolean {
  return is === 'before' || is === 'after'
}

/** A value as one of another kind: as much of it as fits, else a beginning. */
export function toWanted(value: Wanted, kind: WantedKind): Wanted {
  if (toWantedKind(value) === kind) return value
  const values = toLiterals(value)
  const first = values[0] ?? ''
  switch (kind) {
    case 'text':
      return String(first)
    case 'number':
      return toNumber(first)
    case 'truth':
      return first === true || first === 'true'
    case 'list':
      return values.filter((one) => one !== '')
    case 'money':
      return { amountMinor: toMinorUnits(toNumber(first), 'EUR') ?? 0, currency: 'EUR' }
    case 'duration':
      return { amount: 1, unit: 'days' }
    case 'operand':
      return { from: 'entry', path: '' }
  }
}

function toLiterals(value: Wanted): Literal[] {
  if (typeof value !== 'object') return [value]
  if (Array.isArray(value)) return value
  return 'currency' in value ? [value.amountMinor / 10 ** currencyExponent(value.currency)] : []
}

function toNumber(value: Literal): number {
  return Number.isFinite(Number(value)) ? Number(value) : 0
}

/** Reads "a, b, 3" as the values a marketer means: numbers as numbers, the rest as text. */
export function parseValues(text: string): Literal[] {
  const parts = text.split(',').map((part) => part.trim())
  return parts
    .filter((part) => part !== '')
    .map((part) => (/^-?\d+(\.\d+)?$/.test(part) ? Number(part) : part))
}
