import { z } from 'zod'
import { Duration } from '../duration.ts'
import { EventName, SegmentId } from '../ids.ts'
import { LocalWindow } from '../local-window.ts'
import { Purpose } from '../message/purpose.ts'
import { AudienceName } from '../person/audience.ts'
import { ConsentState } from '../person/consent.ts'
import { COMPARISONS, Wanted } from './comparison.ts'
import type { Comparison } from './comparison.ts'
import { Money, Operand, PropertyPath } from './operand.ts'

/** `operand is value`. A missing operand makes it unknown, as does a value of a kind the comparison does not take. */
export interface CompareCondition {
  op: 'compare'
  operand: Operand
  is: Comparison
  value: Wanted
}

/** Whether a value is there at all; never unknown. An empty text and null count as missing. */
export interface PresenceCondition {
  op: 'exists' | 'missing'
  operand: Operand
}

/** Some of what the person did in the window `(at − within, at]`: one name, and what passes the filter. */
export interface Deeds {
  event: EventName
  filter?: Condition | undefined
  within: Duration
}

/** How often the person did something; never unknown. */
export interface CountCondition extends Deeds {
  op: 'count'
  is: 'at-least' | 'at-most' | 'exactly'
  times: number
}

/** What a total makes of the values it finds: of none at all, a sum and `distinct` are 0, the others unknown. */
export const TOTALS = ['sum', 'average', 'least', 'most', 'distinct'] as const
export type Total = (typeof TOTALS)[number]

/**
 * What a property of the person's deeds comes to. Values that are no numbers are left out, for `distinct`
 * those that are no plain values. Against money, only amounts in its currency count.
 */
export interface TotalCondition extends Deeds {
  op: 'total'
  of: Total
  path: PropertyPath
  is: 'at-least' | 'at-most' | 'greater-than' | 'less-than' | 'equals'
  value: number | Money
}

/** Whether the first or last deed of the window is such a one: `where` sees it as the event at hand. Unknown if there is none. */
export interface PickCondition extends Deeds {
  op: 'first' | 'last'
  where: Condition
}

/** What the person said about being contacted, as it holds when the condition is judged; never unknown. */
export interface ConsentCondition {
  op: 'consent'
  channel: string
  purpose: Purpose
  is: ConsentState
}

/** Whether the person is in an audience at that point of the run; never unknown. */
export interface AudienceCondition {
  op: 'audience'
  audience: AudienceName
}

/** Whether the person's clock stands inside the window; never unknown. */
export interface LocalTimeCondition {
  op: 'local-time'
  window: LocalWindow
}

/**
 * Whether the person belongs to a segment: its rule, as it is when the condition is judged, says yes of them.
 * Unknown only where there is no such segment.
 */
export interface SegmentCondition {
  op: 'segment'
  /** Absent only in an unfinished draft. */
  segmentId?: SegmentId | undefined
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

/** Conditions over what the person did: they need `PersonState.recent`. */
export type DeedCondition = CountCondition | TotalCondition | PickCondition

/** A total, pure, three-valued rule. Whoever decides by it takes unknown for "no". */
export type Condition =
  | CompareCondition
  | PresenceCondition
  | DeedCondition
  | ConsentCondition
  | AudienceCondition
  | LocalTimeCondition
  | SegmentCondition
  | GroupCondition
  | NotCondition

/** See {@link Condition}. Nesting is bounded by the depth of the JSON it arrives in. */
export const Condition: z.ZodType<Condition> = z.lazy(() => {
  const deeds = { event: EventName, filter: Condition.optional(), within: Duration }
  return z.discriminatedUnion('op', [
    z.object({ op: z.literal('compare'), operand: Operand, is: z.enum(COMPARISONS), value: Wanted }),
    z.object({ op: z.enum(['exists', 'missing']), operand: Operand }),
    z.object({
      op: z.literal('count'),
      ...deeds,
      is: z.enum(['at-least', 'at-most', 'exactly']),
      times: z.int().min(0).max(1_000),
    }),
    z.object({
      op: z.literal('total'),
      ...deeds,
      of: z.enum(TOTALS),
      path: PropertyPath,
      is: z.enum(['at-least', 'at-most', 'greater-than', 'less-than', 'equals']),
      value: z.union([z.number(), Money]),
    }),
    z.object({ op: z.enum(['first', 'last']), ...deeds, where: Condition }),
    z.object({
      op: z.literal('consent'),
      channel: z.string().min(1).max(40),
      purpose: Purpose,
      is: ConsentState,
    }),
    z.object({ op: z.literal('local-time'), window: LocalWindow }),
    z.object({ op: z.literal('audience'), audience: AudienceName }),
    z.object({ op: z.literal('segment'), segmentId: SegmentId.optional() }),
    z.object({ op: z.enum(['all', 'any']), of: z.array(Condition).min(1).max(50) }),
    z.object({ op: z.literal('not'), of: Condition }),
  ])
})

/** Every condition inside, the outermost first. */
export function listConditions(condition: Condition): readonly Condition[] {
  return [condition, ...listParts(condition).flatMap(listConditions)]
}

/** The conditions a condition is directly made of. */
function listParts(condition: Condition): readonly Condition[] {
  switch (condition.op) {
    case 'compare':
    case 'exists':
    case 'missing':
    case 'consent':
    case 'local-time':
    case 'audience':
    case 'segment':
      return []
    case 'count':
    case 'total':
      return condition.filter ? [condition.filter] : []
    case 'first':
    case 'last':
      return condition.filter ? [condition.filter, condition.where] : [condition.where]
    case 'not':
      return [condition.of]
    case 'all':
    case 'any':
      return condition.of
  }
}

/** Whether a condition looks at what the person did. */
export function isDeedCondition(condition: Condition): condition is DeedCondition {
  return (
    condition.op === 'count' ||
    condition.op === 'total' ||
    condition.op === 'first' ||
    condition.op === 'last'
  )
}

/** Every operand a condition looks at, inside and out. */
export function listOperands(condition: Condition): readonly Operand[] {
  return listConditions(condition).flatMap((part) => {
    if (part.op === 'exists' || part.op === 'missing') return [part.operand]
    if (part.op !== 'compare') return []
    const { operand, value } = part
    if (typeof value !== 'object') return [operand]
    if ('path' in value) return [operand, value]
    return 'currency' in value ? [operand, { ...operand, path: 'currency' }] : [operand]
  })
}

/** The segments a condition names itself, each once. */
export function listSegmentIds(condition: Condition): readonly SegmentId[] {
  const named = listConditions(condition).flatMap((part) =>
    part.op === 'segment' && part.segmentId !== undefined ? [part.segmentId] : [],
  )
  return [...new Set(named)]
}
