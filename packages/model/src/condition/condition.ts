import { z } from 'zod'
import { Duration } from '../duration.ts'
import { EventName } from '../ids.ts'

/** A dotted path into traits or properties: `cart_id`, `products.0.sku`. Empty only in an unfinished draft. */
export const PropertyPath = z.string().max(200)
export type PropertyPath = z.infer<typeof PropertyPath>

/**
 * Where a value comes from: a trait of the person, the event at hand (the awaited or entering event;
 * later in the run, the last event that moved it), or the event that began the enrollment.
 */
export const Operand = z.object({ from: z.enum(['trait', 'event', 'entry']), path: PropertyPath })
export type Operand = z.infer<typeof Operand>

/** A plain value a marketer can write. */
export const Literal = z.union([z.string().max(1_000), z.number(), z.boolean()])
export type Literal = z.infer<typeof Literal>

/**
 * How two values are compared. Text compares without regard to case; `before` and `after` read both sides
 * as ISO 8601 moments; `contains` looks inside text and lists. Values of different types are unknown, never equal.
 */
export const COMPARISONS = [
  'equals',
  'not-equals',
  'greater-than',
  'at-least',
  'less-than',
  'at-most',
  'contains',
  'starts-with',
  'one-of',
  'none-of',
  'before',
  'after',
] as const
export type Comparison = (typeof COMPARISONS)[number]

/** `operand is value`. A missing operand makes it unknown. `one-of` and `none-of` take a list, the others one value. */
export interface CompareCondition {
  op: 'compare'
  operand: Operand
  is: Comparison
  value: Literal | Literal[]
}

/** Whether a value is there at all; never unknown. An empty text and null count as missing. */
export interface PresenceCondition {
  op: 'exists' | 'missing'
  operand: Operand
}

/** How often the person did something in the window `(at − within, at]`; never unknown. */
export interface CountCondition {
  op: 'count'
  event: EventName
  filter?: Condition | undefined
  within: Duration
  is: 'at-least' | 'at-most' | 'exactly'
  times: number
}

/** All or any of some conditions (at least one). Kleene's rules: unknown only where it could tip the answer. */
export interface GroupCondition {
  op: 'all' | 'any'
  of: Condition[]
}

/** The opposite; the opposite of unknown is unknown. */
export interface NotCondition {
  op: 'not'
  of: Condition
}

/** A total, pure, three-valued rule. Whoever decides by it takes unknown for "no". */
export type Condition = CompareCondition | PresenceCondition | CountCondition | GroupCondition | NotCondition

/** See {@link Condition}. Nesting is bounded by the depth of the JSON it arrives in. */
export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.discriminatedUnion('op', [
    z.object({
      op: z.literal('compare'),
      operand: Operand,
      is: z.enum(COMPARISONS),
      value: z.union([Literal, z.array(Literal).max(200)]),
    }),
    z.object({ op: z.enum(['exists', 'missing']), operand: Operand }),
    z.object({
      op: z.literal('count'),
      event: EventName,
      filter: Condition.optional(),
      within: Duration,
      is: z.enum(['at-least', 'at-most', 'exactly']),
      times: z.int().min(0).max(1_000),
    }),
    z.object({ op: z.enum(['all', 'any']), of: z.array(Condition).min(1).max(50) }),
    z.object({ op: z.literal('not'), of: Condition }),
  ]),
)

/** Every condition inside, the outermost first. */
export function listConditions(condition: Condition): readonly Condition[] {
  switch (condition.op) {
    case 'compare':
    case 'exists':
    case 'missing':
      return [condition]
    case 'count':
      return condition.filter ? [condition, ...listConditions(condition.filter)] : [condition]
    case 'not':
      return [condition, ...listConditions(condition.of)]
    case 'all':
    case 'any':
      return [condition, ...condition.of.flatMap(listConditions)]
  }
}
