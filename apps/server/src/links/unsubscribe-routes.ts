import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ServerRuntime } from '../server-runtime.ts'
import { toUnsubscribePage, UNSUBSCRIBE_POLICY, type UnsubscribeStep } from './unsubscribe-page.ts'

/** A form that says `List-Unsubscribe=One-Click` is all there is to read. */
const BODY_LIMIT = 1_024

/**
 * Unsubscribing without a sign-in. GET asks and changes nothing, however often scanners follow the link; POST
 * withdraws, from our form or from a mail client's one click (RFC 8058), and may come any number of times.
 */
export async function unsubscribeRoutes(
  app: FastifyInstance,
  { runtime: { links } }: { readonly runtime: Pick<ServerRuntime, 'links'> },
): Promise<void> {
  app.removeAllContentTypeParsers()
  // the token says everything; what the body says is not read
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, _body, done) =>
    done(null),
  )
  app.get<{ Params: { token: string } }>('/u/:token', async (request, reply) => {
    const isOurs = links.isUnsubscribe(request.params.token)
    return show(
      isOurs ? reply : reply.code(404),
      isOurs ? 'ask' : 'unknown',
      request.headers['accept-language'],
    )
  })
  app.post<{ Params: { token: string } }>('/u/:token', async (request, reply) => {
    const outcome = await links.unsubscribe(request.params.token)
    const language = request.headers['accept-language']
    switch (outcome.kind) {
      case 'unsubscribed':
        return show(reply, 'done', language)
      case 'unknown':
        return show(reply.code(404), 'unknown', language)
    }
  })
}

function show(reply: FastifyReply, step: UnsubscribeStep, language: string | undefined): FastifyReply {
  return reply
    .headers({
      'cache-control': 'no-store',
      'content-security-policy': UNSUBSCRIBE_POLICY,
      'referrer-policy': 'no-referrer',
      vary: 'accept-language',
    })
    .type('text/html; charset=utf-8')
    .send(toUnsubscribePage(step, language))
}
