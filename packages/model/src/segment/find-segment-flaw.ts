import { listConditions, listOperands, listSegmentIds } from '../condition/condition.ts'
import type { Condition } from '../condition/condition.ts'
import { isComplete } from '../condition/is-complete.ts'
import type { SegmentId } from '../ids.ts'
import { MAX_SEGMENT_DEPTH, MAX_SEGMENT_SIZE } from './segment.ts'
import type { SegmentRules } from './segment.ts'

/**
 * Why a rule cannot be that of a segment. `incomplete`: a part says nothing yet. `asks-of-a-run`: it looks at an
 * event at hand, at a run or at an audience that runs keep, and nobody has one where segments are judged. `unknown-segment`: it names one that is
 * not there. `circular`: it leads back to itself. `too-large`: it, or one around it, goes deeper than
 * {@link MAX_SEGMENT_DEPTH}, or comes to more conditions than {@link MAX_SEGMENT_SIZE} with all that is inside.
 */
export type SegmentFlaw = 'incomplete' | 'asks-of-a-run' | 'unknown-segment' | 'circular' | 'too-large'

/** What is wrong with a segment's rule beside the rules of the others; undefined where nothing is. */
export function findSegmentFlaw(
  { segmentId, rule }: { readonly segmentId: SegmentId; readonly rule: Condition },
  others: SegmentRules,
): SegmentFlaw | undefined {
  if (!isComplete(rule)) return 'incomplete'
  if (asksOfRun(rule)) return 'asks-of-a-run'
  const rules = new Map(others).set(segmentId, rule)
  return findNestingFlaw(rules)
}

/** How deep a segment goes, itself counted, and how many conditions it is made of with everything inside it. */
interface Extent {
  readonly depth: number
  readonly size: number
}

/** Looks at every segment: a change of one makes those around it larger. */
function findNestingFlaw(rules: SegmentRules): SegmentFlaw | undefined {
  const known = new Map<SegmentId, Extent>()
  for (const segmentId of rules.keys()) {
    const flaw = measure(segmentId, { rules, known, path: new Set() })
    if (flaw) return flaw
  }
  return undefined
}

interface Measuring {
  readonly rules: SegmentRules
  readonly known: Map<SegmentId, Extent>
  /** The segments around this one. */
  readonly path: ReadonlySet<SegmentId>
}

function measure(segmentId: SegmentId, { rules, known, path }: Measuring): SegmentFlaw | undefined {
  if (path.has(segmentId)) return 'circular'
  if (known.has(segmentId)) return undefined
  const rule = rules.get(segmentId)
  if (!rule) return 'unknown-segment'
  const around = new Set(path).add(segmentId)
  const parts = listConditions(rule)
  let [depth, size] = [1, parts.length]
  for (const part of parts) {
    if (part.op !== 'segment' || part.segmentId === undefined) continue
    const flaw = measure(part.segmentId, { rules, known, path: around })
    if (flaw) return flaw
    const inner = known.get(part.segmentId)
    depth = Math.max(depth, 1 + (inner?.depth ?? 0))
    size += inner?.size ?? 0
  }
  if (depth > MAX_SEGMENT_DEPTH || size > MAX_SEGMENT_SIZE) return 'too-large'
  known.set(segmentId, { depth, size })
  return undefined
}

/** Inside a look at the past the event at hand is the one looked at; elsewhere there is none. */
function asksOfRun(condition: Condition): boolean {
  // segments are not told when a run changes an audience
  if (listConditions(condition).some(({ op }) => op === 'audience')) return true
  switch (condition.op) {
    case 'count':
    case 'total':
    case 'first':
    case 'last':
      return listOperands(condition).some(({ from }) => from !== 'trait' && from !== 'event')
    case 'all':
    case 'any':
      return condition.of.some(asksOfRun)
    case 'not':
      return asksOfRun(condition.of)
    case 'compare':
    case 'exists':
    case 'missing':
    case 'consent':
    case 'local-time':
    case 'segment':
    case 'audience':
      return listOperands(condition).some(({ from }) => from !== 'trait')
  }
}

/** Every segment that a rule names, itself or through others, each once and the nearest first. */
export function listSegmentsWithin(rule: Condition, rules: SegmentRules): readonly SegmentId[] {
  const found = new Set<SegmentId>()
  const open = [...listSegmentIds(rule)]
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    if (found.has(next)) continue
    found.add(next)
    const inner = rules.get(next)
    if (inner) open.push(...listSegmentIds(inner))
  }
  return [...found]
}
