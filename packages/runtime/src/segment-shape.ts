import type { Condition, Instant, SegmentDraft } from '@periplo/model'
import type { Actor, InWorkspace } from './call-terms.ts'
import type { Page, PersonSummary } from './page-shape.ts'

/** Where a segment is named. */
export type SegmentUse =
  | {
      readonly kind: 'journey'
      readonly journeyId: string
      readonly name: string
      /** Whether a version people can enter names it; else the draft does. */
      readonly isLive: boolean
    }
  | { readonly kind: 'segment'; readonly segmentId: string; readonly name: string }

/** One line of the Segments screen. */
export interface SegmentSummary {
  readonly segmentId: string
  readonly name: string
  readonly description: string
  readonly rule: Condition
  /** Raised by every save; a save must name the one it started from. */
  readonly revision: number
  /** People who belong to it, as far as they have been gathered. */
  readonly size: number
  /** Share of the people who have been judged by the rule, 0 to 1: below 1 while members are gathered. */
  readonly filledShare: number
  readonly uses: readonly SegmentUse[]
  readonly archivedAt: Instant | null
  readonly updatedAt: Instant
  readonly updatedBy: string
}

/** Somebody who belongs to a segment. */
export interface SegmentMemberSummary extends PersonSummary {
  readonly since: Instant
}

/** Whom a rule would let in, of the people seen last. */
export interface SegmentPreview {
  /** How many people were looked at. */
  readonly looked: number
  readonly matching: number
  /** The first of them. */
  readonly people: readonly PersonSummary[]
}

/** The verbs about segments. */
export interface SegmentVerbs {
  /** Archived ones included, by name. */
  list(input: InWorkspace): Promise<readonly SegmentSummary[]>
  /** Fails with `segment/not-found`. */
  get(input: InWorkspace & { segmentId: string }): Promise<SegmentSummary>
  /**
   * Its members are gathered while the engine goes on; nobody is told that they joined. Fails with
   * `segment/invalid-rule`, which says why.
   */
  create(input: InWorkspace & { draft: SegmentDraft; actor: Actor }): Promise<SegmentSummary>
  /** Fails with `segment/stale-revision` if somebody else saved since `revision`, and as `create` does. */
  save(
    input: InWorkspace & { segmentId: string; revision: number; draft: SegmentDraft; actor: Actor },
  ): Promise<SegmentSummary>
  /** Nobody belongs to it any more. Fails with `segment/in-use` where a running journey or a segment names it. */
  archive(input: InWorkspace & { segmentId: string; actor: Actor }): Promise<void>
  /** Takes archiving back: its members are gathered anew. */
  restore(input: InWorkspace & { segmentId: string; actor: Actor }): Promise<void>
  /** Whoever joined last first. */
  listMembers(
    input: InWorkspace & { segmentId: string; cursor: string | null; limit: number },
  ): Promise<Page<SegmentMemberSummary>>
  /** Judges the people seen last by a rule nobody has saved. Fails with `segment/invalid-rule`. */
  preview(input: InWorkspace & { segmentId?: string | undefined; rule: Condition }): Promise<SegmentPreview>
}
