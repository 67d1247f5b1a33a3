import { MAX_SEGMENT_DEPTH } from '@periplo/model'
import type { Condition, SegmentCondition } from '@periplo/model'
import type { Truth } from './kleene.ts'
import type { Scope } from './scope.ts'

/** The rule of a segment, and what it may look at. */
interface InsideSegment {
  readonly rule: Condition
  readonly scope: Scope
}

/**
 * The rule of the segment a condition names. It sees the person alone: no event at hand and no run. Undefined where
 * there is no such segment, and where segments stand inside one another without end.
 */
export function enterSegment({ segmentId }: SegmentCondition, scope: Scope): InsideSegment | undefined {
  const { person, at, now, within = 0 } = scope
  const rule = segmentId === undefined ? undefined : person.segments?.get(segmentId)
  if (!rule || within >= MAX_SEGMENT_DEPTH) return undefined
  return { rule, scope: { person, at, within: within + 1, ...(now !== undefined && { now }) } }
}

/** Judges whether the person belongs to a segment: whoever its rule does not say yes of does not. */
export function judgeSegment(
  condition: SegmentCondition,
  scope: Scope,
  judge: (rule: Condition, scope: Scope) => Truth,
): Truth {
  const inside = enterSegment(condition, scope)
  return inside && judge(inside.rule, inside.scope) === true
}
