import type { Session } from '@periplo/api'
import { StudioError } from '@periplo/model'
import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type AccountDoor, callLibrary, passOn, readAuthBody, toPasswordTarget } from './account-door.ts'
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './password.ts'

const Password = z.string().min(1).max(MAX_PASSWORD_LENGTH)
const Confirmed = z.object({ password: Password })
const NewPassword = z
  .object({
    currentPassword: Password,
    newPassword: z.string().min(MIN_PASSWORD_LENGTH).max(MAX_PASSWORD_LENGTH),
  })
  .refine(({ currentPassword, newPassword }) => currentPassword !== newPassword)

const CONFIRMED = ['enable', 'disable', 'generate-backup-codes'] as const

/**
 * What members change about their own signing in. Each change takes the password they have, and a wrong one is
 * a guess like at sign-in. A new password ends every other session, and every sign-in still waiting for a code.
 */
export function ownAccountRoutes(app: FastifyInstance, door: AccountDoor): void {
  for (const change of CONFIRMED) {
    app.post(`/api/auth/two-factor/${change}`, async (request, reply) => {
      const { email } = await getSession(door, request)
      const body = readAuthBody(Confirmed, request.body)
      const guess = { target: toPasswordTarget(email), request, reply }
      return passOn(reply, await door.guard.hear(guess, () => callLibrary(door, request, body)))
    })
  }
  app.post('/api/auth/change-password', async (request, reply) => {
    const { email, memberId } = await getSession(door, request)
    const body = { ...readAuthBody(NewPassword, request.body), revokeOtherSessions: true }
    const guess = { target: toPasswordTarget(email), request, reply }
    const response = await door.guard.hear(guess, () => callLibrary(door, request, body))
    if (response.ok) await door.accounts.endChallenges(memberId)
    return passOn(reply, response)
  })
}

async function getSession({ accounts }: AccountDoor, request: FastifyRequest): Promise<Session> {
  const session = await accounts.findSession(fromNodeHeaders(request.headers))
  if (session === null) throw new StudioError('access/unauthenticated', 'Sign in first.')
  return session
}
