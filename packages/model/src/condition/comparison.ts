import { z } from 'zod'
import { Duration } from '../duration.ts'
import { Literal, Money, Operand } from './operand.ts'

/** What a comparison may be held against. */
export type WantedKind = 'text' | 'number' | 'truth' | 'list' | 'money' | 'duration' | 'operand'

/**
 * How two values are compared, and what each comparison takes on its right. A value of another kind makes
 * it unknown, and `validateDefinition` refuses it.
 * - Text compares without regard to case. Money compares an amount in whole units with minor units of the
 *   same currency, which stands beside the amount or at the top of what it is read from.
 * - `contains` looks inside text and lists; `contains-all`, `contains-any` and `items-…` inside lists alone.
 * - `before` and `after` read both sides as ISO 8601 moments. `in-last` means `(now − value, now]`,
 *   `longer-ago` earlier than that, `in-next` `(now, now + value]`, `further-ahead` later than that.
 * - `days-from-today` asks for a civil day in the person's zone, so many days from today (negative: ago);
 *   `anniversary-in-days` for its month and day, 29 February standing on the 28th in other years.
 */
export const COMPARISON_TAKES = {
  equals: ['text', 'number', 'truth', 'money', 'operand'],
  'not-equals': ['text', 'number', 'truth', 'money', 'operand'],
  'greater-than': ['number', 'money', 'operand'],
  'at-least': ['number', 'money', 'operand'],
  'less-than': ['number', 'money', 'operand'],
  'at-most': ['number', 'money', 'operand'],
  contains: ['text', 'number', 'truth', 'operand'],
  'starts-with': ['text', 'operand'],
  'ends-with': ['text', 'operand'],
  'one-of': ['list'],
  'none-of': ['list'],
  'contains-all': ['list'],
  'contains-any': ['list'],
  'items-at-least': ['number'],
  'items-at-most': ['number'],
  before: ['text', 'operand'],
  after: ['text', 'operand'],
  'in-last': ['duration'],
  'longer-ago': ['duration'],
  'in-next': ['duration'],
  'further-ahead': ['duration'],
  'days-from-today': ['number'],
  'anniversary-in-days': ['number'],
} as const satisfies Record<string, readonly WantedKind[]>
export type Comparison = keyof typeof COMPARISON_TAKES

/** Every comparison, in the order a list shows them. */
export const COMPARISONS = Object.keys(COMPARISON_TAKES) as [Comparison, ...Comparison[]] // oxlint-disable-line typescript/no-unsafe-type-assertion -- a literal record has its own keys, and at least one

/** The right side of a comparison: a value, several, money, a length of time, or another place to look. */
export const Wanted = z.union([Literal, z.array(Literal).max(200), Money, Duration, Operand])
export type Wanted = z.infer<typeof Wanted>

/** What kind of thing stands on the right of a comparison. */
export function toWantedKind(wanted: Wanted): WantedKind {
  if (typeof wanted === 'string') return 'text'
  if (typeof wanted === 'number') return 'number'
  if (typeof wanted === 'boolean') return 'truth'
  if (Array.isArray(wanted)) return 'list'
  if ('currency' in wanted) return 'money'
  return 'unit' in wanted ? 'duration' : 'operand'
}

/** Whether a comparison can be held against this value at all. */
export function takesWanted(is: Comparison, wanted: Wanted): boolean {
  const taken: readonly WantedKind[] = COMPARISON_TAKES[is]
  return taken.includes(toWantedKind(wanted))
}
