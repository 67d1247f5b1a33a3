import { getLeastRole, isAtLeast, type Memberships, ROUTE_POLICY } from '@periplo/api'
import { StudioError, WorkspaceId } from '@periplo/model'
import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Accounts } from '../accounts/accounts.ts'
import { MESSAGE_POLICY } from '../http/security-headers.ts'
import type { ServerRuntime } from '../server-runtime.ts'

/** What the preview of messages needs. */
export interface PreviewOptions {
  readonly runtime: Pick<ServerRuntime, 'verbs'>
  readonly accounts: Pick<Accounts, 'findSession'>
  readonly memberships: Memberships
}

const LEAST_ROLE = getLeastRole(ROUTE_POLICY, 'GET /preview/message/:sendKey')

const Asked = z.object({ sendKey: z.string().min(1).max(200), workspaceId: WorkspaceId })

/** A message's own HTML for a frame of the studio, `?workspaceId=` naming whose: sandboxed, for analysts and above. */
export async function previewRoute(
  app: FastifyInstance,
  { runtime, accounts, memberships }: PreviewOptions,
): Promise<void> {
  app.get<{ Params: { sendKey: string }; Querystring: { workspaceId?: string } }>(
    '/preview/message/:sendKey',
    async (request, reply) => {
      const session = await accounts.findSession(fromNodeHeaders(request.headers))
      if (session === null) throw new StudioError('access/unauthenticated', 'Sign in first.')
      const asked = Asked.safeParse({ ...request.params, ...request.query })
      if (!asked.success) throw new StudioError('message/not-found', 'There is no such message.')
      const { workspaceId, sendKey } = asked.data
      const role = await memberships.findRole({ workspaceId, memberId: session.memberId })
      if (role === undefined) throw new StudioError('workspace/not-found', 'There is no such workspace.')
      if (!isAtLeast(role, LEAST_ROLE))
        throw new StudioError('access/forbidden', `This asks for the role ${LEAST_ROLE}.`)
      const { html } = await runtime.verbs.messages.get({ workspaceId, sendKey })
      return reply
        .headers({
          'cache-control': 'no-store',
          'content-security-policy': MESSAGE_POLICY,
          'referrer-policy': 'no-referrer',
        })
        .type('text/html; charset=utf-8')
        .send(html)
    },
  )
}
