import { toHttpStatus } from '@periplo/api'
import { type Ids, StudioError } from '@periplo/model'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'

/** Seconds after which a caller may try again what failed for want of the store. */
const RETRY_AFTER_S = 2

/**
 * The one place where routes that are no procedures turn failures into answers. A StudioError says its code;
 * a request Fastify could not take keeps its 4xx; the rest is a bug, logged once under the reference in the answer.
 */
export function toErrorAnswer(ids: Ids) {
  return function answerError(
    error: FastifyError,
    request: FastifyRequest,
    reply: FastifyReply,
  ): FastifyReply {
    if (error instanceof StudioError) return answerFailure(error, reply)
    const status = error.statusCode ?? 500
    if (status >= 400 && status < 500) {
      const code = status === 413 ? 'input/too-large' : 'input/invalid'
      return reply
        .code(status)
        .send({ success: false, code, message: CLIENT_MESSAGES[status] ?? 'The request is not valid.' })
    }
    const reference = ids.uuid()
    request.log.error({ err: error, reference, route: request.routeOptions.url }, 'a request failed by a bug')
    return reply
      .code(500)
      .send({ success: false, code: 'internal', message: 'Something went wrong on our side.', reference })
  }
}

const CLIENT_MESSAGES: Readonly<Record<number, string>> = {
  413: 'The body is too large.',
  415: 'The content type is not supported.',
}

function answerFailure(error: StudioError, reply: FastifyReply): FastifyReply {
  const status = toHttpStatus(error.code)
  if (status === 401) void reply.header('www-authenticate', 'Basic realm="write key"')
  if (status === 503) void reply.header('retry-after', RETRY_AFTER_S)
  return reply.code(status).send({ success: false, code: error.code, message: error.message })
}
