import { z } from 'zod'
import { NodeId, VersionId } from '../ids.ts'
import type { Instant } from '../seams.ts'

/** The longest that those whose wait is over by the new rule may be spread over. */
const MAX_SPREAD_MS = 7 * 86_400_000
/** The most nodes one mapping may name. */
const MAX_MAPPED = 2_000

/** Over how long those are spread whose wait is over by a new rule. */
export const SpreadMs = z.int().min(0).max(MAX_SPREAD_MS)

/** Where the people in a node go: into a node of the new version, or out of the journey, as withdrawn. */
export const MoveTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('to'), node: NodeId }),
  z.object({ kind: z.literal('leave') }),
])
export type MoveTarget = z.infer<typeof MoveTarget>

/** One line of a mapping: the people in a node of an earlier version, and where they go. */
export const NodeMove = z.object({ versionId: VersionId, node: NodeId, target: MoveTarget })
export type NodeMove = z.infer<typeof NodeMove>

/**
 * What becomes of the people in flight when a version is published. `stay`: they finish on theirs. `follow`: whoever
 * waits in a node that still exists, of the same kind, goes on in the new version. `migrate`: as the mapping says;
 * who stands in a node it does not name stays. Whose wait is over by the new rule goes on at a moment of their own
 * within `spreadMs`, so that nobody's address is flooded.
 */
export const InFlightChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stay') }),
  z.object({ kind: z.literal('follow'), spreadMs: SpreadMs }),
  z.object({
    kind: z.literal('migrate'),
    spreadMs: SpreadMs,
    nodes: z.array(NodeMove).min(1).max(MAX_MAPPED),
  }),
])
export type InFlightChoice = z.infer<typeof InFlightChoice>

/**
 * What a move says of those on the versions `from`. `back` takes the move `undoes` back for whoever still stands
 * where it has put them.
 */
export type MovePlan = {
  readonly from: readonly VersionId[]
  readonly spreadMs: number
} & (
  | { readonly kind: 'follow'; readonly toVersionId: VersionId }
  | { readonly kind: 'migrate'; readonly toVersionId: VersionId; readonly nodes: readonly NodeMove[] }
  | { readonly kind: 'back'; readonly undoes: number }
)

/** People are moved from version to version. A journey's moves are numbered from 1 and followed in that order. */
export interface Move {
  readonly no: number
  readonly at: Instant
  readonly plan: MovePlan
}
