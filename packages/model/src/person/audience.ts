import { z } from 'zod'
import type { Instant } from '../seams.ts'

/** Names a list of people that journeys keep: `Win-back, no ads`. Empty only in an unfinished draft. */
export const AudienceName = z.string().max(80)
export type AudienceName = z.infer<typeof AudienceName>

/** What can become of somebody and an audience. */
export const AudienceAct = z.enum(['add', 'remove'])
export type AudienceAct = z.infer<typeof AudienceAct>

/** A line of the append-only history: somebody came into an audience, or left it. */
export interface AudienceChange {
  /** The same for the same change, whoever writes it: hash(enrollment, node, visit), or what a merge makes of it. */
  readonly changeKey: string
  readonly audience: AudienceName
  readonly act: AudienceAct
  readonly at: Instant
  /** What brought it: `node:<enrollmentId>/<nodeId>`, `merge:<personId>`. */
  readonly origin: string
}
