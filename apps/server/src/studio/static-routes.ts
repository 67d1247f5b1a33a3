import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { STUDIO_POLICY } from '../http/security-headers.ts'

/** Where the studio's built files are. */
export interface StaticOptions {
  readonly studioDir: string
}

/** Addresses that are never pages of the studio: what is not there, is not there. */
const NO_PAGE = /^\/(?:v1|api|trpc|health|preview|t|u|assets)(?:\/|$)/

/** Vite puts a hash of the content into these names. */
const IMMUTABLE = 'public, max-age=31536000, immutable'

/** The studio's files; every other address a person may open is its first page, which finds the rest. */
export async function staticRoutes(app: FastifyInstance, { studioDir }: StaticOptions): Promise<void> {
  app.setNotFoundHandler((request, reply) => {
    const [path = '/'] = request.url.split('?', 1)
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && !NO_PAGE.test(path)
    if (!isPage)
      return reply.code(404).send({ success: false, code: 'not-found', message: 'There is nothing here.' })
    return showStudio(reply, studioDir)
  })
  app.get('/', async (_request, reply) => showStudio(reply, studioDir))
  await app.register(fastifyStatic, {
    root: studioDir,
    index: false,
    wildcard: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isHashed = path.startsWith(join(studioDir, 'assets'))
      void reply.header('cache-control', isHashed ? IMMUTABLE : 'no-cache')
      if (path.endsWith('.html')) void reply.header('content-security-policy', STUDIO_POLICY)
    },
  })
}

function showStudio(reply: FastifyReply, studioDir: string): FastifyReply {
  if (!existsSync(join(studioDir, 'index.html'))) {
    return reply.code(503).type('text/plain; charset=utf-8').send('The studio is not built yet: pnpm build.')
  }
  return reply
    .headers({ 'content-security-policy': STUDIO_POLICY, 'cache-control': 'no-cache' })
    .sendFile('index.html', { cacheControl: false })
}
