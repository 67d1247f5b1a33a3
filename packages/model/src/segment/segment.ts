import { z } from 'zod'
import { Condition } from '../condition/condition.ts'
import type { SegmentId } from '../ids.ts'
import type { Instant } from '../seams.ts'
import type { SegmentChange } from './change.ts'

/** What a member writes of a segment. A rule is not needed before it is kept: `findSegmentFlaw` says what is missing. */
export const SegmentDraft = z.object({
  name: z.string().trim().min(1).max(120),
  description: z.string().max(2_000).optional(),
  /** Whoever it says yes of belongs to the segment; unknown is no. */
  rule: Condition,
})
export type SegmentDraft = z.infer<typeof SegmentDraft>

/** Segments one inside the other, the outermost counted: deeper ones are refused, and never judged. */
export const MAX_SEGMENT_DEPTH = 8

/** The most conditions of a segment with those of all segments inside it: how long judging it can take. */
export const MAX_SEGMENT_SIZE = 2_000

/** The most segments of one workspace whose members are kept. */
export const MAX_SEGMENTS = 500

/** The rule of each segment, by its id. */
export type SegmentRules = ReadonlyMap<SegmentId, Condition>

/** A change of somebody's membership, as the event that tells of it bears it. */
export interface MembershipChange {
  readonly segmentId: SegmentId
  readonly change: SegmentChange
  /** How many events brought one another about without a wait, this one included. */
  readonly depth: number
}

/** Who belongs to a segment from when. */
export interface Membership {
  readonly segmentId: SegmentId
  readonly since: Instant
}
