import { type Clock, StudioError } from '@periplo/model'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type AttemptDelay, createAttemptDelay } from './attempt-delay.ts'

/** Slows down who guesses at what only one person knows: by what is guessed at, and by where from. */
export interface GuessGuard {
  /**
   * Hears one guess, or fails with `input/rate-limited` and says when the next is heard. `target` names what is
   * guessed at: guesses at one target wait for each other wherever they come from.
   */
  hear(guess: Guess, handle: () => Promise<Response>): Promise<Response>
}

/** One guess, and the call it came with. */
export interface Guess {
  readonly target: string
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

interface Slate {
  readonly delay: AttemptDelay
  readonly key: string
}

/** Failures in a row that cost nothing. An address may be a whole office. */
const FREE = { target: 5, address: 30 } as const

/** A guard over every door it is given to. */
export function createGuessGuard(clock: Clock): GuessGuard {
  const byTarget = createAttemptDelay({ free: FREE.target, clock })
  const byAddress = createAttemptDelay({ free: FREE.address, clock })
  return {
    async hear({ target, request, reply }, handle) {
      const slates: readonly Slate[] = [
        { delay: byTarget, key: target },
        { delay: byAddress, key: request.ip },
      ]
      const waitMs = Math.max(...slates.map(({ delay, key }) => delay.waitMs(key)))
      if (waitMs > 0) throw tooOften(reply, waitMs)
      return attempt(slates, handle)
    },
  }
}

/**
 * An attempt counts as failed until its answer says otherwise. An address that guesses at many accounts is not
 * forgiven for knowing one.
 */
async function attempt(slates: readonly Slate[], handle: () => Promise<Response>): Promise<Response> {
  for (const { delay, key } of slates) delay.noteAttempt(key)
  let isWrong = false
  try {
    const response = await handle()
    isWrong = await saysWrong(response)
    const [target] = slates
    if (response.ok) target?.delay.noteSuccess(target.key)
    return response
  } finally {
    if (!isWrong) for (const { delay, key } of slates) delay.takeBack(key)
  }
}

/** Whoever is signed in and gives a wrong password is answered with 400. */
async function saysWrong(response: Response): Promise<boolean> {
  if (response.status === 401) return true
  return response.status === 400 && (await response.clone().text()).includes('INVALID_PASSWORD')
}

function tooOften(reply: FastifyReply, waitMs: number): StudioError {
  void reply.header('retry-after', Math.ceil(waitMs / 1_000))
  return new StudioError('input/rate-limited', 'Too many attempts; wait a little and try again.')
}
