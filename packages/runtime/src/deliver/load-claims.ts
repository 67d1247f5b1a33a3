import type { OutboxMessage } from '@periplo/model'
import type { SendLedgerKey, Store } from '@periplo/store'
import { readConsent, readSendLedgers, toLedgerName, toRunner } from '@periplo/store'
import type { Logger } from 'pino'
import { createGroupCommit } from '../ingest/group-commit.ts'
import type { JourneyCache } from '../journey-cache.ts'
import { NO_LEDGER } from './claim.ts'
import type { Claim, Standing } from './claim.ts'
import { findAddressees } from './find-addressees.ts'
import type { Addressee } from './find-addressees.ts'
import { listCaps } from './judge-message.ts'
import { loadRecent } from './load-recent.ts'
import type { LookBackRoom } from './load-recent.ts'
import type { SendRoom } from './send-message.ts'

/** What delivering needs of the runtime. */
export interface DeliverRoom extends SendRoom {
  readonly store: Store
  readonly log: Logger
  /** Workspaces whose messages leave; all unless given. */
  readonly serves?: readonly string[]
}

/**
 * Claimed messages with whom they are for now, what those consent to and what they were sent lately. One query of
 * each kind for all of them; none for what nobody asks.
 */
export async function loadClaims(
  room: LookBackRoom,
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
  const run = toRunner(room.store)
  const [consent, recent, ledgers] = await Promise.all([
    readConsent(run, keys),
    loadRecent(room, messages, addressees),
    readSendLedgers(run, listLedgers(room.journeys, messages, addressees)),
  ])
  return messages.map((message) => {
    const { key, recipient } = addressees.get(message.personId) ?? { key: message, recipient: null }
    const { channel } = message
    const ledger = channel === 'webhook' ? undefined : ledgers.get(toLedgerName({ ...key, channel }))
    return {
      message,
      key,
      recipient,
      consent: consent.get(key.personId) ?? [],
      recent: recent.get(message.sendKey) ?? [],
      segments: room.journeys.segments.find(message.workspaceId)?.compiled.rules,
      ledger: ledger ?? NO_LEDGER,
    }
  })
}

/** The ledgers that caps ask for, each once. */
function listLedgers(
  journeys: JourneyCache,
  messages: readonly OutboxMessage[],
  addressees: ReadonlyMap<string, Addressee>,
): readonly SendLedgerKey[] {
  const wanted = new Map<string, SendLedgerKey>()
  for (const message of messages) {
    const { channel, workspaceId } = message
    if (channel === 'webhook' || listCaps(journeys.findWorkspace(workspaceId), message).length === 0) continue
    const { partitionId, personId } = addressees.get(message.personId)?.key ?? message
    wanted.set(toLedgerName({ personId, channel }), { workspaceId, partitionId, personId, channel })
  }
  return [...wanted.values()]
}

/** Standings read at the same moment are read together. */
const STANDINGS = 256

/** Reads whom a message is for at this moment and what they consent to; together with others asked for now. */
export function createStandingReader(room: LookBackRoom): (message: OutboxMessage) => Promise<Standing> {
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
    return question.standing ?? { key: message, recipient: null, consent: [], recent: [], ledger: NO_LEDGER }
  }
}
