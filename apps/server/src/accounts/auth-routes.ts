import { type Clock, StudioError } from '@periplo/model'
import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { requireOwnPage } from '../http/own-origin.ts'
import { type Accounts, ADDRESS_HEADER } from './accounts.ts'
import { type AttemptDelay, createAttemptDelay } from './attempt-delay.ts'

/** What the sign-in routes need. */
export interface AuthRoutesOptions {
  readonly accounts: Accounts
  readonly publicUrl: string
  readonly clock: Clock
}

/** Failures in a row that cost nothing. An address may be a whole office. */
const FREE = { account: 5, address: 30 } as const
const BODY_LIMIT = 4_096

/** Signing in and out. The same answer, after the same time, for an unknown address and a wrong password. */
export async function authRoutes(
  app: FastifyInstance,
  { accounts, publicUrl, clock }: AuthRoutesOptions,
): Promise<void> {
  const byAccount = createAttemptDelay({ free: FREE.account, clock })
  const byAddress = createAttemptDelay({ free: FREE.address, clock })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: BODY_LIMIT },
    (_request, body, done) => done(null, body),
  )
  app.addHook('onRequest', async (request) => requireOwnPage(request, publicUrl))
  app.post('/api/auth/sign-in/email', async (request, reply) => {
    const guesses: readonly Guess[] = [
      { delay: byAccount, key: findEmail(request.body) },
      { delay: byAddress, key: request.ip },
    ]
    const waitMs = Math.max(...guesses.map(({ delay, key }) => delay.waitMs(key)))
    if (waitMs > 0) throw tooOften(reply, waitMs)
    const response = await attempt(guesses, () => accounts.handle(toWebRequest(request, publicUrl)))
    return pass(reply, response)
  })
  app.post('/api/auth/sign-out', async (request, reply) =>
    pass(reply, await accounts.handle(toWebRequest(request, publicUrl))),
  )
  app.get('/api/auth/get-session', async (request, reply) =>
    pass(reply, await accounts.handle(toWebRequest(request, publicUrl))),
  )
}

interface Guess {
  readonly delay: AttemptDelay
  readonly key: string
}

/**
 * An attempt counts as failed until its answer says otherwise. An address that guesses at many accounts is not
 * forgiven for knowing one.
 */
async function attempt(guesses: readonly Guess[], handle: () => Promise<Response>): Promise<Response> {
  for (const { delay, key } of guesses) delay.noteAttempt(key)
  let status = 0
  try {
    const response = await handle()
    status = response.status
    return response
  } finally {
    if (status !== 401) for (const { delay, key } of guesses) delay.takeBack(key)
    const [account] = guesses
    if (status === 200) account?.delay.noteSuccess(account.key)
  }
}

function tooOften(reply: FastifyReply, waitMs: number): StudioError {
  void reply.header('retry-after', Math.ceil(waitMs / 1_000))
  return new StudioError('input/rate-limited', 'Too many attempts; wait a little and try again.')
}

/** The account somebody tries to be. What is no sign-in at all is refused further on. */
function findEmail(body: unknown): string {
  try {
    const json: unknown = JSON.parse(String(body))
    const email = typeof json === 'object' && json !== null && 'email' in json ? json.email : ''
    return String(email).trim().toLowerCase().slice(0, 320)
  } catch {
    return ''
  }
}

function toWebRequest(request: FastifyRequest, publicUrl: string): Request {
  const headers = fromNodeHeaders(request.headers)
  headers.set(ADDRESS_HEADER, request.ip)
  headers.delete('content-length')
  const body = typeof request.body === 'string' ? request.body : '{}'
  if (request.method !== 'GET') headers.set('content-type', 'application/json')
  return new Request(new URL(request.url, publicUrl), {
    method: request.method,
    headers,
    ...(request.method !== 'GET' && { body }),
  })
}

async function pass(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  for (const cookie of response.headers.getSetCookie()) void reply.header('set-cookie', cookie)
  return reply
    .code(response.status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send((await response.text()) || 'null')
}
