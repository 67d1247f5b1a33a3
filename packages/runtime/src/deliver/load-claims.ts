import type { OutboxMessage } from '@periplo/model'
import type { Store } from '@periplo/store'
import { readConsent, toRunner } from '@periplo/store'
import type { Logger } from 'pino'
import { createGroupCommit } from '../ingest/group-commit.ts'
import { findAddressees } from './find-addressees.ts'
import type { Claim, Standing } from './claim.ts'
import type { SendRoom } from './send-message.ts'

/** What delivering needs of the runtime. */
export interface DeliverRoom extends SendRoom {
  readonly store: Store
  readonly log: Logger
  /** Workspaces whose messages leave; all unless given. */
  readonly serves?: readonly string[]
}

/** Claimed messages with whom they are for now, and what those consent to. */
export async function loadClaims(
  room: Pick<DeliverRoom, 'store' | 'journeys'>,
  messages: readonly OutboxMessage[],
): Promise<readonly Claim[]> {
  const people = [...new Map(messages.map((message) => [message.personId, message])).values()]
  const [addressees] = await Promise.all([
    findAddressees(room.store, people),
    room.journeys.load(messages.map((message) => message.versionId)),
  ])
  // a webhook asks nobody
  const asking = new Set(
    messages.flatMap(({ channel, personId }) => (channel === 'webhook' ? [] : [personId])),
  )
  const keys = [...addressees].flatMap(([personId, { key }]) =>
    asking.has(personId) ? [{ ...key, at: Number.MAX_SAFE_INTEGER }] : [],
  )
  const consent = await readConsent(toRunner(room.store), keys)
  return messages.map((message) => {
    const { key, recipient } = addressees.get(message.personId) ?? { key: message, recipient: null }
    return { message, recipient, consent: consent.get(key.personId) ?? [] }
  })
}

/** Standings read at the same moment are read together. */
const STANDINGS = 256

/** Reads whom a message is for at this moment and what they consent to; together with others asked for now. */
export function createStandingReader(
  room: Pick<DeliverRoom, 'store' | 'journeys'>,
): (message: OutboxMessage) => Promise<Standing> {
  interface Question {
    readonly message: OutboxMessage
    standing?: Standing
  }
  const answer = createGroupCommit<Question>(async (questions) => {
    const claims = await loadClaims(
      room,
      questions.map(({ message }) => message),
    )
    for (const [at, question] of questions.entries()) {
      const claim = claims[at]
      if (claim) question.standing = claim
    }
  }, STANDINGS)
  return async (message) => {
    const question: Question = { message }
    await answer([question])
    return question.standing ?? { recipient: null, consent: [] }
  }
}
