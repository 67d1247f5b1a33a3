import { SEGMENT_EVENTS, toDepth } from '@periplo/model'
import type { Condition, Instant, JourneyDefinition, SegmentRules, TrackedEvent } from '@periplo/model'
import { compileSegments, listTouched } from '../segments/compile-segments.ts'
import type { CompiledSegments, PersonChange } from '../segments/compile-segments.ts'
import { findNextDue, keepStandings, listDueSegments } from '../segments/keep-standings.ts'
import type { StandingChange } from '../segments/keep-standings.ts'
import { toPersonState } from './traveller.ts'
import type { Traveller } from './traveller.ts'

/** The segments a journey lets people in by, where their rules are known; undefined where the stream must tell. */
export function compileEntrySegments(
  { nodes }: JourneyDefinition,
  rules: SegmentRules | undefined,
): CompiledSegments | undefined {
  const named = nodes.flatMap((node) => (node.kind === 'segment-entry' ? (node.segmentId ?? []) : []))
  if (!rules || named.length === 0) return undefined
  return compileSegments(
    [...rules].map(([segmentId, rule]: [string, Condition]) => ({
      segmentId,
      rule,
      isKept: named.includes(segmentId),
    })),
  )
}

/** When time may next change who somebody is to the segments; Infinity for never. */
export function findStandingDue({ standings }: Traveller): Instant {
  return findNextDue(standings) ?? Infinity
}

interface Judging {
  readonly segments: CompiledSegments
  readonly zone: string
  readonly at: Instant
  /** What happened; undefined where time did. */
  readonly change?: PersonChange
}

/** Judges somebody by the segments that what happened, or time, can have changed. */
export function judgeTraveller(
  traveller: Traveller,
  { segments, zone, at, change }: Judging,
): readonly StandingChange[] {
  const isNew = !traveller.isJudged
  const touched = change ? listTouched(segments, change) : listDueSegments(traveller.standings, at)
  const judged = isNew ? segments.kept : touched
  const person = toPersonState(traveller, { zone, segments: segments.rules })
  const kept = keepStandings(segments, traveller.standings, { judged, person, at })
  traveller.standings = kept.standings
  traveller.isJudged = true
  return kept.changes
}

/** A change as journeys hear of it; `cause` is the event that brought it about. */
export function toChangeEvent(
  { segmentId, change }: StandingChange,
  at: Instant,
  cause: TrackedEvent | undefined,
): TrackedEvent {
  return {
    eventId: `${segmentId}/${change}/${at}`,
    type: 'track',
    name: SEGMENT_EVENTS[change],
    occurredAt: at,
    channel: 'custom:segment',
    identifiers: [],
    properties: { segment_id: segmentId },
    membership: { segmentId, change, depth: 1 + (cause ? toDepth(cause) : 0) },
    flags: [],
  }
}
