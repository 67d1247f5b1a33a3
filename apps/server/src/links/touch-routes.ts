import type { FastifyInstance } from 'fastify'
import type { ServerRuntime } from '../server-runtime.ts'

/** The smallest transparent GIF. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

const PRIVATE = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' } as const

/** Links and pixels of messages we sent. HEAD is no click and no open: mail scanners look that way. */
export async function touchRoutes(
  app: FastifyInstance,
  { runtime: { links } }: { readonly runtime: Pick<ServerRuntime, 'links'> },
): Promise<void> {
  app.get<{ Params: { token: string } }>(
    '/t/c/:token',
    { exposeHeadRoute: false },
    async (request, reply) => {
      const target = await links.click(request.params.token)
      void reply.headers(PRIVATE)
      if (target !== undefined) return reply.redirect(target.url, 302)
      return reply.code(404).type('text/plain; charset=utf-8').send('This link is not one of ours.')
    },
  )
  app.get<{ Params: { token: string } }>(
    '/t/o/:token',
    { exposeHeadRoute: false },
    async (request, reply) => {
      await links.open(request.params.token).catch((error: unknown) => {
        request.log.warn({ err: error }, 'an open was not recorded')
      })
      return reply
        .headers({ ...PRIVATE, 'cross-origin-resource-policy': 'cross-origin' })
        .type('image/gif')
        .send(PIXEL)
    },
  )
}
