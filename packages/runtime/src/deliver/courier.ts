import type { OutboxMessage } from '@periplo/model'
import type { Lease, Settlement } from '@periplo/store'
import { claimMessagesBatch, toRunner } from '@periplo/store'
import { createGroupCommit } from '../ingest/group-commit.ts'
import { gatherSmall } from '../loop.ts'
import type { Claim } from './claim.ts'
import { goesFirst } from './judge-message.ts'
import { loadClaims } from './load-claims.ts'
import type { DeliverRoom } from './load-claims.ts'
import { sendMessage } from './send-message.ts'
import { settleGroup } from './settle-group.ts'

/** How long a claimed message stays claimed; one still under way after it is not claimed by its courier again. */
const CLAIM_MS = 60_000
/** Messages one courier has under way at once, those included that wait for room at their destination. */
const MAX_UNDER_WAY = 1_024
const SETTLE_GROUP = 500

/** Sends the messages of some partitions, as many at once as it can carry. */
export interface Courier {
  /**
   * Claims up to `limit` messages that are due under these leases, never more than it has room for, and
   * begins to send them. Resolves with how many they are once they are on their way; see {@link Courier.rest}.
   */
  dispatch(
    terms: { readonly leases: readonly Lease[]; readonly signal: AbortSignal },
    limit: number,
  ): Promise<number>
  /** How many more messages it can carry now. */
  readonly room: number
  /** Fulfilled when nothing is under way. Rejects with what kept an answer from being written down. */
  rest(): Promise<void>
}

/**
 * A courier with nothing under way. Messages of one person leave one after the other, in the order they were
 * made, but that those of important journeys go first where caps may have no room for all; each is settled as its answer comes, together with others'. No transaction is open during a send. A
 * process that dies gives its claims back; the provider then sees the same key again. `onSettled` is called
 * with the workspaces whose messages were settled.
 */
export function createCourier(
  room: DeliverRoom,
  onSettled: (workspaceIds: ReadonlySet<string>) => void = () => undefined,
): Courier {
  const underWay = new Map<string, Promise<void>>()
  const lastOf = new Map<string, Promise<void>>()
  const settle = createGroupCommit<Settlement & { readonly lease: Lease }>(
    async (group) => {
      await settleGroup(room, group)
      onSettled(new Set(group.map(({ message }) => message.workspaceId)))
    },
    SETTLE_GROUP,
    gatherSmall,
  )

  const send = async (
    claim: Claim,
    { lease, signal }: { lease: Lease; signal: AbortSignal },
  ): Promise<void> => {
    if (signal.aborted) return
    const settlement = await sendMessage(room, claim, signal)
    if (settlement) await settle([{ ...settlement, lease }])
  }

  /** After whatever the person is sent before it. */
  const begin = (claim: Claim, terms: { lease: Lease; signal: AbortSignal }): void => {
    const { sendKey } = claim.message
    const personId = toPersonId(claim)
    const before = lastOf.get(personId) ?? Promise.resolve()
    const run = before.catch(() => undefined).then(() => send(claim, terms))
    const ended = run.finally(() => {
      underWay.delete(sendKey)
      if (lastOf.get(personId) === ended) lastOf.delete(personId)
    })
    underWay.set(sendKey, ended)
    lastOf.set(personId, ended)
    ended.catch((error: unknown) =>
      room.log.error({ err: error }, 'an answer could not be written down; the message is sent again'),
    )
  }

  return {
    get room() {
      return MAX_UNDER_WAY - underWay.size
    },
    async dispatch({ leases, signal }, limit) {
      const now = room.clock.now().getTime()
      const terms = { leases, now, claimedUntil: now + CLAIM_MS, workspaces: room.serves }
      const most = Math.min(limit, MAX_UNDER_WAY - underWay.size)
      if (most <= 0) return 0
      const claimed = await claimMessagesBatch(toRunner(room.store), terms, most)
      const fresh = claimed.filter(({ sendKey }) => !underWay.has(sendKey))
      const held = new Map(leases.map((lease) => [lease.partitionId, lease]))
      for (const claim of toTurns(room, await loadClaims(room, fresh))) {
        const lease = held.get(claim.message.partitionId)
        if (lease) begin(claim, { lease, signal })
      }
      return fresh.length
    },
    async rest() {
      while (underWay.size > 0) await Promise.all(underWay.values())
    },
  }
}

function toTurns({ journeys }: DeliverRoom, claims: readonly Claim[]): readonly Claim[] {
  const isFirst = ({ message }: Claim): boolean =>
    goesFirst(journeys.findWorkspace(message.workspaceId), message)
  return [...claims.filter(isFirst), ...claims.filter((claim) => !isFirst(claim))]
}

function toPersonId({ message, recipient }: { message: OutboxMessage } & Pick<Claim, 'recipient'>): string {
  return recipient?.profile.personId ?? message.personId
}
