import { getLeastRole, isAtLeast, type Memberships, ROUTE_POLICY } from '@periplo/api'
import { StudioError, WorkspaceId } from '@periplo/model'
import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Accounts } from '../accounts/accounts.ts'
import { isOwnOrigin } from '../http/own-origin.ts'
import { MESSAGE_POLICY } from '../http/security-headers.ts'
import type { ServerRuntime } from '../server-runtime.ts'

/** What the preview of messages needs. */
export interface PreviewOptions {
  readonly runtime: Pick<ServerRuntime, 'verbs'>
  readonly accounts: Pick<Accounts, 'findSession'>
  readonly memberships: Memberships
  readonly publicUrl: string
}

/** A message of the largest size, as a form writes it. */
const FORM_LIMIT = 1_024 * 1_024

/** The image that counts an opening: whoever looks from the studio has opened nothing. */
const OPENING = /<img src="[^"]*\/t\/o\/[^"]*"[^>]*>/g

const LEAST_ROLE = getLeastRole(ROUTE_POLICY, 'GET /preview/message/:sendKey')

const Asked = z.object({ sendKey: z.string().min(1).max(200), workspaceId: WorkspaceId })

/**
 * Messages for frames of the studio, sandboxed. A sent one by its key, `?workspaceId=` naming whose, for
 * analysts and above. One that is being written is handed in by a form of our own page and comes straight
 * back: a frame without an address would live under the studio's policy, which allows a message no style.
 */
export async function previewRoute(
  app: FastifyInstance,
  { runtime, accounts, memberships, publicUrl }: PreviewOptions,
): Promise<void> {
  app.get<{ Params: { sendKey: string }; Querystring: { workspaceId?: string } }>(
    '/preview/message/:sendKey',
    async (request, reply) => {
      const session = await accounts.findSession(fromNodeHeaders(request.headers))
      if (session === null) throw new StudioError('access/unauthenticated', 'Sign in first.')
      const asked = Asked.safeParse({ ...request.params, ...request.query })
      if (!asked.success) throw new StudioError('message/not-found', 'There is no such message.')
      const { workspaceId, sendKey } = asked.data
      const role = await memberships.findRole({ workspaceId, session })
      if (role === undefined) throw new StudioError('workspace/not-found', 'There is no such workspace.')
      if (!isAtLeast(role, LEAST_ROLE))
        throw new StudioError('access/forbidden', `This asks for the role ${LEAST_ROLE}.`)
      const { html } = await runtime.verbs.messages.get({ workspaceId, sendKey })
      return show(reply, html.replace(OPENING, ''))
    },
  )
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<string>(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: FORM_LIMIT },
    (_request, body, done) => done(null, new URLSearchParams(body).get('html') ?? ''),
  )
  app.post<{ Body: string | undefined }>('/preview/message', async (request, reply) => {
    const { origin, host } = request.headers
    if (!isOwnOrigin(origin, host, publicUrl)) {
      throw new StudioError('access/forbidden', 'Messages are shown to our own pages only.')
    }
    const session = await accounts.findSession(fromNodeHeaders(request.headers))
    if (session === null) throw new StudioError('access/unauthenticated', 'Sign in first.')
    return show(reply, request.body ?? '')
  })
}

function show(reply: FastifyReply, html: string): FastifyReply {
  return reply
    .headers({
      'cache-control': 'no-store',
      'content-security-policy': MESSAGE_POLICY,
      'referrer-policy': 'no-referrer',
    })
    .type('text/html; charset=utf-8')
    .send(html)
}
