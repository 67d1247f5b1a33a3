import type { Membership, Session } from '../context.ts'
import { openProcedure, router } from '../trpc.ts'

/** Who is signed in, and where they belong. */
export interface Me {
  readonly member: Session
  /** By name; each with the member's role. */
  readonly workspaces: readonly Membership[]
}

/** Who the caller is. */
export const sessionRouter = router({
  /** Null for somebody who is not signed in. */
  me: openProcedure.query(async ({ ctx }): Promise<Me | null> => {
    if (ctx.session === null) return null
    return { member: ctx.session, workspaces: await ctx.memberships.list({ session: ctx.session }) }
  }),
})
