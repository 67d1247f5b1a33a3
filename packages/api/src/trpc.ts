import { invariant, StudioError, WorkspaceId } from '@periplo/model'
import type { Actor } from '@periplo/runtime'
import { initTRPC } from '@trpc/server'
import { z, ZodError } from 'zod'
import { getAccess, getLeastRole, PROCEDURE_POLICY } from './access/policy.ts'
import { isAtLeast, type Role } from './access/role.ts'
import type { ApiContext, Session } from './context.ts'
import { ReportedBug, toTransportError } from './failures/to-transport-error.ts'

/** How long one event stream lasts before the browser opens it anew, and with it shows its session and role again. */
const STREAM_MS = 5 * 60_000

const t = initTRPC.context<ApiContext>().create({
  isDev: false,
  sse: { maxDurationMs: STREAM_MS, ping: { enabled: true, intervalMs: 15_000 } },
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    data: { ...shape.data, ...describeCause(error.cause) },
  }),
})

/** Groups procedures. */
export const router = t.router

/** Calls procedures in the same process, as tests do. */
export const createCallerFactory = t.createCallerFactory

function describeCause(cause: Error | undefined) {
  return {
    /** A code of FAILURES, where that is what went wrong. */
    failure: cause instanceof StudioError ? cause.code : null,
    /** By which an operator finds a bug in the log. */
    reference: cause instanceof ReportedBug ? cause.reference : null,
    /** What is wrong with the input, by path. */
    issues: cause instanceof ZodError ? cause.issues.map(toIssue) : [],
  }
}

function toIssue({ path, message }: z.core.$ZodIssue): { readonly path: string; readonly reason: string } {
  return { path: path.join('.'), reason: message }
}

/** Every failure leaves through here, once. */
const failing = t.procedure.use(async ({ ctx, path, next }) => {
  const result = await next()
  if (result.ok) return result
  throw toTransportError(result.error, (error) => ctx.reportBug(error, path))
})

/** For whoever asks; the session may be null. */
export const openProcedure = failing.use(({ path, next }) => {
  invariant(getAccess(PROCEDURE_POLICY, path) === 'anyone', `${path} is not open to anyone`)
  return next()
})

/**
 * For members of the workspace the input names, with at least the role the policy asks for. Somebody who
 * does not belong learns nothing of it: `workspace/not-found`. Without the role: `access/forbidden`.
 */
export const memberProcedure = failing
  .use(({ ctx, next }) => next({ ctx: { session: requireSession(ctx.session) } }))
  .input(z.object({ workspaceId: WorkspaceId }))
  .use(async ({ ctx, input, path, next }) => {
    const { workspaceId } = input
    const { memberId, name } = ctx.session
    const role = await ctx.memberships.findRole({ workspaceId, session: ctx.session })
    if (role === undefined) throw new StudioError('workspace/not-found', 'There is no such workspace.')
    requireRole(role, getLeastRole(PROCEDURE_POLICY, path))
    const actor: Actor = { memberId, name }
    return next({ ctx: { role, actor } })
  })

function requireSession(session: Session | null): Session {
  if (session !== null) return session
  throw new StudioError('access/unauthenticated', 'Sign in first.')
}

function requireRole(has: Role, least: Role): void {
  if (isAtLeast(has, least)) return
  throw new StudioError('access/forbidden', `This asks for the role ${least}; yours is ${has}.`)
}
