import { z } from 'zod'
import type { Instant } from '../seams.ts'

/** The most points one step gives or takes. */
export const MAX_POINTS = 1_000_000

/** Points one step gives or takes. */
export const PointAmount = z.int().min(1).max(MAX_POINTS)
export type PointAmount = z.infer<typeof PointAmount>

/** A line of a person's append-only ledger of loyalty points. */
export interface PointsChange {
  /** The same for the same change, whoever writes it: hash(enrollment, node, visit), or what a merge makes of it. */
  readonly changeKey: string
  /** Negative where points were taken. */
  readonly points: number
  /** What they had after it. */
  readonly balance: number
  readonly reason: string
  readonly at: Instant
  /** What brought it: `node:<enrollmentId>/<nodeId>`, `merge:<personId>`. */
  readonly origin: string
}
