import type { Clock } from '@periplo/model'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { requireOwnPage } from '../http/own-origin.ts'
import { callLibrary, passOn, readAuthBody, toPasswordTarget } from './account-door.ts'
import type { Accounts } from './accounts.ts'
import { createGuessGuard } from './guess-guard.ts'
import { ownAccountRoutes } from './own-account-routes.ts'
import { MAX_PASSWORD_LENGTH } from './password.ts'
import { secondStepRoutes } from './second-step-routes.ts'

/** What the sign-in routes need. */
export interface AuthRoutesOptions {
  readonly accounts: Accounts
  readonly publicUrl: string
  readonly clock: Clock
}

const BODY_LIMIT = 4_096

const Credentials = z.object({
  email: z.string().trim().max(320),
  password: z.string().max(MAX_PASSWORD_LENGTH),
})

/**
 * Signing in and out, and what members change about that. The same answer, after the same time, for an unknown
 * address and a wrong password.
 */
export async function authRoutes(app: FastifyInstance, options: AuthRoutesOptions): Promise<void> {
  const door = { ...options, guard: createGuessGuard(options.clock) }
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: BODY_LIMIT },
    (_request, body, done) => done(null, body),
  )
  app.addHook('onRequest', async (request) => requireOwnPage(request, options.publicUrl))
  app.post('/api/auth/sign-in/email', async (request, reply) => {
    const body = readAuthBody(Credentials, request.body)
    const guess = { target: toPasswordTarget(body.email), request, reply }
    return passOn(reply, await door.guard.hear(guess, () => callLibrary(door, request, body)))
  })
  app.post('/api/auth/sign-out', async (request, reply) =>
    passOn(reply, await callLibrary(door, request, {})),
  )
  app.get('/api/auth/get-session', async (request, reply) =>
    passOn(reply, await callLibrary(door, request, {})),
  )
  secondStepRoutes(app, door)
  ownAccountRoutes(app, door)
}
