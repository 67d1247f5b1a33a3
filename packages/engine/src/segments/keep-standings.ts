import type { Instant, Membership, SegmentChange, SegmentId } from '@periplo/model'
import type { Scope } from '../conditions/scope.ts'
import { decideMembership } from './compile-segments.ts'
import type { CompiledSegments } from './compile-segments.ts'

/** What is kept of one person and all segments of their workspace. */
export interface Standings {
  /** The segments they belong to, and since when. */
  readonly members: ReadonlyMap<SegmentId, Instant>
  /** When time alone may next change whether they belong to a segment, member or not; never too late. */
  readonly dues: ReadonlyMap<SegmentId, Instant>
}

/** Somebody nothing has been judged of yet. */
export const NO_STANDINGS: Standings = { members: new Map(), dues: new Map() }

/** A membership that is another now. */
export interface StandingChange extends Membership {
  readonly change: SegmentChange
}

/** What judging somebody anew came to. */
export interface KeptStandings {
  /** The same object where nothing has to be written. */
  readonly standings: Standings
  /** In the order in which the segments were judged. */
  readonly changes: readonly StandingChange[]
}

/** The person as they are, and the moment they are judged at. */
interface Judging {
  readonly person: Scope['person']
  readonly at: Instant
}

/**
 * Judges some segments of a person anew. A due that is early enough stays, though time may now change things later
 * only: writing it would cost more than looking once in vain. Pure; the same question has the same answer.
 */
export function keepStandings(
  segments: CompiledSegments,
  before: Standings,
  { judged, person, at }: Judging & { readonly judged: Iterable<SegmentId> },
): KeptStandings {
  const members = new Map(before.members)
  const dues = new Map(before.dues)
  const changes: StandingChange[] = []
  let isChanged = false
  for (const segmentId of judged) {
    const { isMember, until } = decideMembership(segments, segmentId, { person, at })
    const since = before.members.get(segmentId)
    if (isMember !== (since !== undefined)) {
      changes.push({ segmentId, since: since ?? at, change: isMember ? 'entered' : 'left' })
      if (isMember) members.set(segmentId, at)
      else members.delete(segmentId)
    }
    if (isMember === (since !== undefined) && isSoonEnough(before.dues.get(segmentId), { until, at }))
      continue
    isChanged = true
    if (until === Infinity) dues.delete(segmentId)
    else dues.set(segmentId, until)
  }
  return { standings: isChanged ? { members, dues } : before, changes }
}

function isSoonEnough(due: Instant | undefined, { until, at }: { until: Instant; at: Instant }): boolean {
  return due === undefined ? until === Infinity : due > at && due <= until
}

/** The segments time may have changed by `at`. */
export function listDueSegments({ dues }: Standings, at: Instant): readonly SegmentId[] {
  return [...dues].flatMap(([segmentId, due]) => (due <= at ? [segmentId] : []))
}

/** When somebody has to be looked at next, if nothing happens before; null for never. */
export function findNextDue({ dues }: Standings): Instant | null {
  const next = Math.min(Infinity, ...dues.values())
  return next === Infinity ? null : next
}
