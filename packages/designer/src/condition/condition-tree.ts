import type { Comparison, CompareCondition, Condition, Literal } from '@periplo/model'

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

/** What kind of value a comparison wants on its right. */
export const VALUE_KIND: Readonly<Record<Comparison, 'any' | 'number' | 'text' | 'list' | 'moment'>> = {
  equals: 'any',
  'not-equals': 'any',
  'greater-than': 'number',
  'at-least': 'number',
  'less-than': 'number',
  'at-most': 'number',
  contains: 'any',
  'starts-with': 'text',
  'one-of': 'list',
  'none-of': 'list',
  before: 'moment',
  after: 'moment',
}

/** The rule with another comparison, its value turned into one that fits as far as it can be. */
export function withComparison(rule: CompareCondition, is: Comparison): CompareCondition {
  const values = [rule.value].flat()
  const first: Literal = values[0] ?? ''
  switch (VALUE_KIND[is]) {
    case 'list':
      return { ...rule, is, value: values.filter((value) => value !== '') }
    case 'number':
      return { ...rule, is, value: Number.isFinite(Number(first)) ? Number(first) : 0 }
    case 'text':
      return { ...rule, is, value: String(first) }
    case 'moment':
      return {
        ...rule,
        is,
        value: typeof first === 'string' && !Number.isNaN(Date.parse(first)) ? first : '',
      }
    case 'any':
      return { ...rule, is, value: first }
  }
}

/** Reads "a, b, 3" as the values a marketer means: numbers as numbers, the rest as text. */
export function parseValues(text: string): Literal[] {
  const parts = text.split(',').map((part) => part.trim())
  return parts
    .filter((part) => part !== '')
    .map((part) => (/^-?\d+(\.\d+)?$/.test(part) ? Number(part) : part))
}
