import { z } from 'zod'
import type { Instant } from '../seams.ts'

/** The longest that those who were held may be spread over. */
const MAX_SPREAD_MS = 7 * 86_400_000

/**
 * What becomes of those whom a pause has held, once the journey goes on. `continue`: they move on, spread
 * evenly over `spreadMs` from now, so that nobody's address is flooded. `skip`: they move on at once, and
 * nothing is sent before their next wait. `leave`: their runs end as withdrawn.
 */
export const OverdueChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('continue'), spreadMs: z.int().min(0).max(MAX_SPREAD_MS) }),
  z.object({ kind: z.literal('skip') }),
  z.object({ kind: z.literal('leave') }),
])
export type OverdueChoice = z.infer<typeof OverdueChoice>

/** What becomes of those inside a journey that is archived: they go on to their end, or their runs end now. */
export const InsideChoice = z.enum(['finish', 'leave'])
export type InsideChoice = z.infer<typeof InsideChoice>

/**
 * What a member has decided for everybody inside a journey. `release` is in force while the journey is not
 * paused, `withdraw` while it is archived; a later one takes the place of an earlier.
 */
export type Directive =
  | {
      readonly kind: 'release'
      readonly at: Instant
      readonly pausedAt: Instant
      readonly overdue: OverdueChoice
    }
  | { readonly kind: 'withdraw'; readonly at: Instant }
