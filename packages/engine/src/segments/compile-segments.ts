import { isDeedCondition, listConditions, listOperands, listSegmentsWithin } from '@periplo/model'
import type { Condition, EventName, Instant, JsonObject, SegmentId, SegmentRules } from '@periplo/model'
import { toCounts } from '../interests.ts'
import type { Interests } from '../interests.ts'
import type { Scope } from '../conditions/scope.ts'
import { isClocked } from './foresee-dates.ts'
import { foresee } from './foresee.ts'

/** What can change who belongs to a segment, those inside it included. */
interface SegmentInterests {
  readonly events: ReadonlySet<EventName>
  /** Names of traits, without what stands inside them. */
  readonly traits: ReadonlySet<string>
  readonly consent: boolean
  /** Whether it matters where the person is. */
  readonly zone: boolean
}

/** Where the members of a segment are kept, with what can change them. */
interface KeptSegment {
  readonly segmentId: SegmentId
  readonly rule: Condition
  readonly interests: SegmentInterests
}

/** The segments of one workspace, ready to judge people by. Holds no person and no clock; safe to share. */
export interface CompiledSegments {
  /** The rule of every segment that a condition may name. */
  readonly rules: SegmentRules
  /** Those whose members are kept, in the order given. */
  readonly kept: readonly SegmentId[]
  /** What of the past the kept ones look back at. */
  readonly counts: Interests['counts']
  /** Whether a kept one asks for consent. */
  readonly consent: boolean
  readonly byId: ReadonlyMap<SegmentId, KeptSegment>
  readonly byEvent: ReadonlyMap<EventName, readonly SegmentId[]>
  readonly byTrait: ReadonlyMap<string, readonly SegmentId[]>
  readonly byConsent: readonly SegmentId[]
  readonly byZone: readonly SegmentId[]
}

/** Compiles the segments of one workspace; of those not `kept` the rules alone matter. */
export function compileSegments(
  segments: readonly { readonly segmentId: SegmentId; readonly rule: Condition; readonly isKept: boolean }[],
): CompiledSegments {
  const rules = new Map(segments.map(({ segmentId, rule }) => [segmentId, rule]))
  const kept = segments
    .filter(({ isKept }) => isKept)
    .map(({ segmentId, rule }) => ({ segmentId, rule, interests: toInterests(rule, rules) }))
  const conditions = kept.flatMap(({ rule }) => listWithin(rule, rules))
  return {
    rules,
    kept: kept.map(({ segmentId }) => segmentId),
    counts: toCounts(conditions),
    consent: kept.some(({ interests }) => interests.consent),
    byId: new Map(kept.map((segment) => [segment.segmentId, segment])),
    byEvent: toIndex(kept, ({ events }) => events),
    byTrait: toIndex(kept, ({ traits }) => traits),
    byConsent: listWhere(kept, ({ consent }) => consent),
    byZone: listWhere(kept, ({ zone }) => zone),
  }
}

/** What of the past conditions look back at that name these segments. */
export function listSegmentCounts(rules: SegmentRules, named: readonly SegmentId[]): Interests['counts'] {
  return toCounts(listNamedConditions(rules, named))
}

/** Whether conditions that name these segments decide by consent. */
export function asksConsentWithin(rules: SegmentRules, named: readonly SegmentId[]): boolean {
  return listNamedConditions(rules, named).some(({ op }) => op === 'consent')
}

function listNamedConditions(rules: SegmentRules, named: readonly SegmentId[]): readonly Condition[] {
  return named.flatMap((segmentId) => {
    const rule = rules.get(segmentId)
    return rule ? listWithin(rule, rules) : []
  })
}

/** Every condition of a rule and of the segments inside it. */
function listWithin(rule: Condition, rules: SegmentRules): readonly Condition[] {
  const inner = listSegmentsWithin(rule, rules).flatMap((segmentId) => rules.get(segmentId) ?? [])
  return [rule, ...inner].flatMap(listConditions)
}

function toInterests(rule: Condition, rules: SegmentRules): SegmentInterests {
  const conditions = listWithin(rule, rules)
  const traits = conditions
    .flatMap(listOperands)
    .flatMap(({ from, path }) => (from === 'trait' ? [path.split('.')[0] ?? '', 'currency'] : []))
  return {
    events: new Set(conditions.filter(isDeedCondition).map(({ event }) => event)),
    traits: new Set(traits),
    consent: conditions.some(({ op }) => op === 'consent'),
    zone: conditions.some(asksZone),
  }
}

/** Whether it matters to a condition which clock the person lives by. */
function asksZone(condition: Condition): boolean {
  if (isDeedCondition(condition)) return condition.within.unit === 'days'
  if (condition.op === 'local-time') return true
  if (condition.op !== 'compare') return false
  return isClocked(condition.is) || condition.is === 'before' || condition.is === 'after'
}

function toIndex(
  kept: readonly KeptSegment[],
  list: (interests: SegmentInterests) => Iterable<string>,
): ReadonlyMap<string, readonly SegmentId[]> {
  const index = new Map<string, SegmentId[]>()
  for (const { segmentId, interests } of kept)
    for (const key of list(interests)) {
      const others = index.get(key)
      if (others) others.push(segmentId)
      else index.set(key, [segmentId])
    }
  return index
}

function listWhere(
  kept: readonly KeptSegment[],
  asks: (interests: SegmentInterests) => boolean,
): readonly SegmentId[] {
  return kept.filter(({ interests }) => asks(interests)).map(({ segmentId }) => segmentId)
}

/** What has happened to somebody, as far as segments ask. */
export interface PersonChange {
  /** What they did. */
  readonly event?: EventName | undefined
  /** Names of traits that are another value now. */
  readonly traits?: readonly string[]
  readonly consent?: boolean
  readonly zone?: boolean
}

/** The names of traits that are another value now. */
export function listChangedTraits(before: JsonObject, after: JsonObject): readonly string[] {
  if (before === after) return []
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].filter((name) => before[name] !== after[name])
}

/** The segments that a change can have let somebody into, or out of; each once. */
export function listTouched(segments: CompiledSegments, change: PersonChange): ReadonlySet<SegmentId> {
  const { byEvent, byTrait, byConsent, byZone } = segments
  const touched = new Set(change.event === undefined ? [] : byEvent.get(change.event))
  for (const trait of change.traits ?? []) for (const id of byTrait.get(trait) ?? []) touched.add(id)
  if (change.consent) for (const id of byConsent) touched.add(id)
  if (change.zone) for (const id of byZone) touched.add(id)
  return touched
}

/** Whether somebody belongs to a segment, and until when time alone cannot change that; see `Foresight`. */
export interface Standing {
  readonly isMember: boolean
  readonly until: Instant
}

/** Judges whether somebody belongs to a kept segment at `at`. Unknown is no. */
export function decideMembership(
  { byId, rules }: CompiledSegments,
  segmentId: SegmentId,
  { person, at }: { readonly person: Scope['person']; readonly at: Instant },
): Standing {
  const segment = byId.get(segmentId)
  if (!segment) return { isMember: false, until: Infinity }
  const { truth, until } = foresee(segment.rule, { person: { ...person, segments: rules }, at, within: 1 })
  return { isMember: truth === true, until }
}
