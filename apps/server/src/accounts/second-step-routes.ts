import { StudioError } from '@periplo/model'
import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type AccountDoor, callLibrary, passOn, readAuthBody } from './account-door.ts'
import { createSpentCodes } from './spent-codes.ts'

const TimedCode = z.object({ code: z.string().regex(/^\d{6}$/) })
const BackupCode = z.object({ code: z.string().trim().min(1).max(40) })

/**
 * The code that sign-in asks for after the password: one of the app, which is heard once, or a backup code. A
 * code of the app also confirms that it was set up; that ends every other session of the member. No browser is
 * remembered: whatever else a caller sends is not handed on.
 */
export function secondStepRoutes(app: FastifyInstance, door: AccountDoor): void {
  const spent = createSpentCodes(door.clock)
  app.post('/api/auth/two-factor/verify-totp', async (request, reply) => {
    const body = readAuthBody(TimedCode, request.body)
    const { memberId, isSettingUp } = await getAsked(door, request)
    const guess = { target: toCodeTarget(memberId), request, reply }
    const response = await door.guard.hear(guess, async () => {
      if (!spent.spend(memberId, body.code)) return wrongCode()
      const answer = await callLibrary(door, request, body)
      if (!answer.ok) spent.giveBack(memberId, body.code)
      return answer
    })
    if (response.ok && isSettingUp) await door.accounts.endOtherSessions(toCookies(response))
    return passOn(reply, response)
  })
  app.post('/api/auth/two-factor/verify-backup-code', async (request, reply) => {
    const body = readAuthBody(BackupCode, request.body)
    const memberId = await getChallenged(door, fromNodeHeaders(request.headers))
    const guess = { target: toCodeTarget(memberId), request, reply }
    return passOn(reply, await door.guard.hear(guess, () => callLibrary(door, request, body)))
  })
}

function toCodeTarget(memberId: string): string {
  return `code:${memberId}`
}

interface Asked {
  readonly memberId: string
  readonly isSettingUp: boolean
}

async function getAsked(door: AccountDoor, request: FastifyRequest): Promise<Asked> {
  const headers = fromNodeHeaders(request.headers)
  const session = await door.accounts.findSession(headers)
  if (session === null) return { memberId: await getChallenged(door, headers), isSettingUp: false }
  return { memberId: session.memberId, isSettingUp: !session.hasSecondFactor }
}

async function getChallenged({ accounts }: AccountDoor, headers: Headers): Promise<string> {
  const memberId = await accounts.findChallenged(headers)
  if (memberId === undefined) throw new StudioError('access/unauthenticated', 'Give the password first.')
  return memberId
}

/** What the library answers to a code that is none. */
function wrongCode(): Response {
  return Response.json({ code: 'INVALID_CODE', message: 'Invalid code' }, { status: 401 })
}

/** The cookies an answer sets, as the next request would bring them. */
function toCookies({ headers }: Response): Headers {
  const cookies = headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0])
  return new Headers({ cookie: cookies.join('; ') })
}
