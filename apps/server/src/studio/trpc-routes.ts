import { type ApiContext, appRouter, type Memberships } from '@periplo/api'
import { fastifyRequestHandler } from '@trpc/server/adapters/fastify'
import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Accounts } from '../accounts/accounts.ts'
import { requireOwnPage } from '../http/own-origin.ts'
import type { Seams, ServerRuntime } from '../server-runtime.ts'

/** What the studio's procedures need. */
export interface TrpcOptions extends Seams {
  readonly runtime: Pick<ServerRuntime, 'verbs'>
  readonly accounts: Pick<Accounts, 'findSession'>
  readonly memberships: Memberships
  readonly publicUrl: string
}

/** A large journey is some hundreds of kilobytes. */
const BODY_LIMIT = 4 * 1_024 * 1_024

/** The largest batch of calls one request may hold. */
const MAX_CALLS = 50

/** The studio's procedures, and its event streams, under /trpc. */
export async function trpcRoutes(app: FastifyInstance, options: TrpcOptions): Promise<void> {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: BODY_LIMIT },
    (_request, body, done) => done(null, body),
  )
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('cache-control', 'no-store')
    requireOwnPage(request, options.publicUrl)
  })
  endStreamsOnClose(app)
  const handle = async (
    request: FastifyRequest<{ Params: { path: string } }>,
    reply: FastifyReply,
  ): Promise<void> =>
    fastifyRequestHandler({
      router: appRouter,
      req: request,
      res: reply,
      path: request.params.path,
      maxBatchSize: MAX_CALLS,
      createContext: () => toContext(request, options),
    })
  app.get<{ Params: { path: string } }>('/trpc/:path', { exposeHeadRoute: false }, handle)
  app.post<{ Params: { path: string } }>('/trpc/:path', handle)
}

/** A stream lasts until its reader leaves; the server leaves first, and lets every other request finish. */
function endStreamsOnClose(app: FastifyInstance): void {
  const streams = new Set<FastifyReply['raw']>()
  app.addHook('onRequest', async (request, { raw }) => {
    if (request.headers.accept?.includes('text/event-stream') !== true) return
    streams.add(raw)
    raw.once('close', () => streams.delete(raw))
  })
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.destroy()
  })
}

async function toContext(
  request: FastifyRequest,
  { runtime, accounts, memberships, ids }: TrpcOptions,
): Promise<ApiContext> {
  return {
    verbs: runtime.verbs,
    memberships,
    session: await accounts.findSession(fromNodeHeaders(request.headers)),
    reportBug(error, path) {
      const reference = ids.uuid()
      request.log.error({ err: error, reference, path }, 'a call failed by a bug')
      return reference
    },
  }
}
