import { type Clock, StudioError } from '@periplo/model'
import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { type Accounts, ADDRESS_HEADER } from './accounts.ts'
import type { GuessGuard } from './guess-guard.ts'

/** What the routes of accounts share. */
export interface AccountDoor {
  readonly accounts: Accounts
  readonly publicUrl: string
  readonly clock: Clock
  readonly guard: GuessGuard
}

/** What is guessed at with a password; the address is written in many ways. */
export function toPasswordTarget(email: string): string {
  return `password:${email.toLowerCase()}`
}

/** The body as far as the schema knows it: nothing else is handed on. Fails with `input/invalid`. */
export function readAuthBody<T extends z.ZodType>(schema: T, body: unknown): z.infer<T> {
  const read = schema.safeParse(parseJson(body))
  if (read.success) return read.data
  throw new StudioError('input/invalid', 'The body is not what this asks for.')
}

function parseJson(body: unknown): unknown {
  try {
    return JSON.parse(String(body))
  } catch {
    return undefined
  }
}

/** Hands a request on to the sign-in library, with this body in place of what the caller sent. */
export async function callLibrary(
  { accounts, publicUrl }: AccountDoor,
  request: FastifyRequest,
  body: object,
): Promise<Response> {
  const headers = fromNodeHeaders(request.headers)
  headers.set(ADDRESS_HEADER, request.ip)
  headers.delete('content-length')
  const { method } = request
  if (method === 'GET') return accounts.handle(new Request(new URL(request.url, publicUrl), { headers }))
  headers.set('content-type', 'application/json')
  const call = { method, headers, body: JSON.stringify(body) }
  return accounts.handle(new Request(new URL(request.url, publicUrl), call))
}

/** Answers with what the library answered. */
export async function passOn(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  for (const cookie of response.headers.getSetCookie()) void reply.header('set-cookie', cookie)
  return reply
    .code(response.status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send((await response.text()) || 'null')
}
