import { MAX_BATCH_EVENTS, MAX_BODY_BYTES, StudioError } from '@periplo/model'
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { SourceRef } from '@periplo/runtime'
import type { Seams, ServerRuntime } from '../server-runtime.ts'
import { TRACKING_CALLS, type TrackingCall } from './calls.ts'
import { type ParsedCalls, parseBatch, parseEnroll, parseSingle } from './parse-calls.ts'
import { readTrackingBody, type TrackingBody } from './read-body.ts'
import { toBrowserSettings } from './settings.ts'
import { createTokenBuckets, type TokenBuckets } from './token-bucket.ts'
import { findWriteKey } from './write-key.ts'

/** What the tracking API needs. */
export interface TrackingOptions extends Seams {
  readonly runtime: ServerRuntime
  /** Where browsers reach us. */
  readonly publicUrl: string
  /** Events per second and source. */
  readonly rateLimit: number
}

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'retry-after',
  'cross-origin-resource-policy': 'cross-origin',
} as const

const PREFLIGHT = {
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'authorization, content-type, content-encoding, x-retry-count',
  'access-control-max-age': '7200',
} as const

/**
 * Segment's HTTP API. 2xx only once the accepted events are in the log; a batch that can be read is always
 * 200 and lists what was refused. 400 for a body that cannot be read or a single event that is refused, 401
 * for an unknown write key, 413, 429 with Retry-After, 503 while the store is away.
 */
export async function trackingRoutes(app: FastifyInstance, options: TrackingOptions): Promise<void> {
  const { rateLimit, clock, runtime, publicUrl } = options
  const buckets = createTokenBuckets({ perSecond: rateLimit, atLeast: MAX_BATCH_EVENTS, clock })
  app.setChildLoggerFactory((logger) => logger) // a logger for each of a thousand events a second costs more than reading them
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    '*',
    { bodyLimit: MAX_BODY_BYTES },
    async (request: FastifyRequest, payload: AsyncIterable<Buffer>) =>
      readTrackingBody(payload, request.headers['content-encoding']),
  )
  app.addHook('onRequest', async (_request, reply) => void reply.headers(CORS))
  app.options('/v1/:call', async (_request, reply) => reply.headers(PREFLIGHT).code(204).send())
  app.post<{ Params: { call: string } }>('/v1/:call', async (request, reply) => {
    const call = TRACKING_CALLS.get(request.params.call)
    if (call === undefined)
      return reply.code(404).send({ success: false, code: 'unknown-call', message: 'There is no such call.' })
    if (call.kind === 'ignored') return { success: true }
    if (call.kind === 'enroll') return takeEnroll({ request, reply, buckets, options })
    return takeCall({ call, request, reply, buckets, options })
  })
  app.get<{ Params: { writeKey: string } }>('/v1/projects/:writeKey/settings', async (request, reply) => {
    const { writeKey } = request.params
    const source = await runtime.findSource(writeKey)
    if (source?.kind !== 'browser')
      return reply.code(404).send({ message: 'No browser source has this write key.' })
    return reply.header('cache-control', 'public, max-age=60').send(toBrowserSettings(writeKey, publicUrl))
  })
}

interface Arriving {
  readonly call: Exclude<TrackingCall, { kind: 'ignored' | 'enroll' }>
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly buckets: TokenBuckets
  readonly options: TrackingOptions
}

async function takeCall({ call, request, reply, buckets, options }: Arriving): Promise<FastifyReply> {
  const body = toBody(request.body)
  const source = await getSource(options.runtime, request.headers.authorization, body)
  if (source.kind === 'server') reply.removeHeader('access-control-allow-origin')
  const parsed = call.kind === 'single' ? parseSingle(body, call.type, options) : parseBatch(body, options)
  takeTokens({ buckets, source, reply }, Math.max(1, parsed.accepted.length + parsed.rejected.length))
  await keep(
    { parsed, source, mode: call.kind === 'batch' ? call.mode : 'live' },
    options.runtime,
    request.log,
  )
  return answer(reply, call, parsed)
}

function takeTokens(
  { buckets, source, reply }: { buckets: TokenBuckets; source: SourceRef; reply: FastifyReply },
  count: number,
): void {
  const taken = buckets.take(source.sourceId, count)
  if (taken.kind !== 'empty') return
  void reply.header('retry-after', Math.ceil(taken.retryAfterMs / 1_000))
  throw new StudioError('input/rate-limited', 'Too many events for this source; wait and send again.')
}

/** Write keys of browsers are public: whoever reads one must not be able to start a journey for others. */
async function takeEnroll({
  request,
  reply,
  buckets,
  options,
}: Omit<Arriving, 'call'>): Promise<FastifyReply> {
  const body = toBody(request.body)
  const source = await getSource(options.runtime, request.headers.authorization, body)
  if (source.kind !== 'server')
    throw new StudioError('access/forbidden', 'Only sources of servers may ask for an enrollment.')
  reply.removeHeader('access-control-allow-origin')
  const { event, journeyId } = parseEnroll(body, options)
  takeTokens({ buckets, source, reply }, 1)
  await options.runtime.askEnrollment(source, event, journeyId)
  return reply.send({ success: true })
}

/** Without a body there is nothing to read; the parser has read the rest. */
function toBody(body: unknown): TrackingBody {
  if (typeof body === 'object' && body !== null && 'json' in body && 'sizeBytes' in body) {
    return { json: body.json, sizeBytes: Number(body.sizeBytes) }
  }
  throw new StudioError('input/invalid', 'The body is empty.')
}

async function getSource(
  runtime: ServerRuntime,
  authorization: string | undefined,
  { json }: TrackingBody,
): Promise<SourceRef> {
  const writeKey = findWriteKey(authorization, json)
  if (writeKey === undefined) {
    throw new StudioError(
      'access/unauthenticated',
      'Send a write key: as the user name of Basic authentication, or as writeKey in the body.',
    )
  }
  const source = await runtime.findSource(writeKey)
  if (source !== undefined) return source
  throw new StudioError('access/unauthenticated', 'No source has this write key, or it was revoked.')
}

interface Keeping {
  readonly parsed: ParsedCalls
  readonly source: SourceRef
  readonly mode: 'live' | 'history'
}

/** What was refused is reported after the rest is safe; failing to report it loses no event. */
async function keep(
  { parsed: { accepted, rejected }, source, mode }: Keeping,
  runtime: ServerRuntime,
  log: FastifyBaseLogger,
): Promise<void> {
  if (accepted.length > 0) await runtime.takeEvents(source, accepted, mode)
  if (rejected.length === 0) return
  const rejections = rejected.map(({ code, reason, excerpt }) => ({ code, reason, excerpt }))
  await runtime.reportRejected(source, rejections).catch((error: unknown) => {
    log.warn(
      { err: error, sourceId: source.sourceId, count: rejections.length },
      'refused events not reported',
    )
  })
}

function answer(reply: FastifyReply, call: Arriving['call'], { rejected }: ParsedCalls): FastifyReply {
  const [first] = rejected
  if (call.kind === 'single' && first) {
    return reply.code(400).send({ success: false, code: first.code, message: first.reason })
  }
  return reply.send({
    success: true,
    rejected: rejected.map(({ index, code, reason }) => ({ index, code, reason })),
  })
}
