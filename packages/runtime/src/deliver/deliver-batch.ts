import { toRollupDeltas } from '@periplo/kpi'
import type { Instant, MessageOutcome, OutboxMessage, RollupDelta } from '@periplo/model'
import type { Lease, MessageFactEntry, Settlement, Store } from '@periplo/store'
import { claimMessagesBatch, readConsent, settleMessages, toRunner } from '@periplo/store'
import { createGroupCommit } from '../ingest/group-commit.ts'
import { findAddressees } from './find-addressees.ts'
import { sendMessage } from './send-message.ts'
import type { Claim, SendRoom } from './send-message.ts'

/** How long a claimed message stays claimed; longer than the slowest send. */
const CLAIM_MS = 60_000
/** Sends under way at once. */
const CONCURRENCY = 64

/** What delivering needs of the runtime. */
export interface DeliverRoom extends SendRoom {
  readonly store: Store
}

/** What a delivery round came to. */
export interface Delivered {
  readonly claimed: number
  readonly touched: ReadonlySet<string>
}

/**
 * Sends up to `limit` messages that are due in the leased partitions and settles each as it ends. Messages of
 * one person leave one after the other, in the order they were made. No transaction is open during a send. A
 * process that dies gives its claims back; the provider then sees the same key again.
 */
export async function deliverBatch(
  room: DeliverRoom,
  { leases, signal }: { leases: readonly Lease[]; signal: AbortSignal },
  limit: number,
): Promise<Delivered> {
  const now = room.clock.now().getTime()
  const claimedUntil = now + CLAIM_MS
  const messages = await claimMessagesBatch(toRunner(room.store), { leases, now, claimedUntil }, limit)
  if (messages.length === 0) return { claimed: 0, touched: new Set() }
  const claims = await loadClaims(room, messages)
  const settle = createGroupCommit<Settlement>((group) => settleGroup(room, leases, group), 500)
  const queue = [...Map.groupBy(claims, toPersonId).values()]
  const lanes = Array.from({ length: Math.min(CONCURRENCY, queue.length) }, async () => {
    for (let own = queue.shift(); own; own = queue.shift())
      for (const claim of own) {
        if (signal.aborted) return
        await settle([await sendMessage(room, claim, signal)])
      }
  })
  await Promise.all(lanes)
  return { claimed: messages.length, touched: new Set(messages.map((message) => message.workspaceId)) }
}

function toPersonId({ message, recipient }: Claim): string {
  return recipient?.profile.personId ?? message.personId
}

async function loadClaims(room: DeliverRoom, messages: readonly OutboxMessage[]): Promise<readonly Claim[]> {
  const people = [...new Map(messages.map((message) => [message.personId, message])).values()]
  const [addressees] = await Promise.all([
    findAddressees(room.store, people),
    room.journeys.load(messages.map((message) => message.versionId)),
  ])
  const keys = [...addressees.values()].map(({ key }) => ({ ...key, at: Number.MAX_SAFE_INTEGER }))
  const consent = await readConsent(toRunner(room.store), keys)
  return messages.map((message) => {
    const { key, recipient } = addressees.get(message.personId) ?? { key: message, recipient: null }
    return { message, recipient, consent: consent.get(key.personId) ?? [] }
  })
}

async function settleGroup(
  room: DeliverRoom,
  leases: readonly Lease[],
  settlements: readonly Settlement[],
): Promise<void> {
  const at = room.clock.now().getTime()
  const facts = settlements.flatMap((settlement) => toFact(room, settlement, at))
  const used = new Set(settlements.map(({ message }) => message.partitionId))
  await settleMessages(toRunner(room.store), {
    leases: leases.filter((lease) => used.has(lease.partitionId)),
    settlements,
    facts: facts.map((fact) => ({ ...fact, deltas: countFact(room, fact) })),
    at,
  })
}

const OUTCOME: Readonly<Record<Settlement['status'], MessageOutcome | null>> = {
  sent: 'sent',
  failed: 'failed',
  refused: 'refused',
  pending: null,
  cancelled: null,
}

function toFact(
  room: DeliverRoom,
  { message, status, reason }: Settlement,
  now: Instant,
): readonly MessageFactEntry[] {
  const outcome = OUTCOME[status]
  if (outcome === null) return []
  const { workspaceId, partitionId, sendKey, journeyId, versionId, nodeId } = message
  const isTurned = room.journeys.findWorkspace(workspaceId)?.clock === 'turned'
  const at = isTurned ? message.createdAt : now
  return [{ workspaceId, partitionId, sendKey, outcome, at, reason, journeyId, versionId, nodeId }]
}

function countFact(room: DeliverRoom, fact: MessageFactEntry): readonly RollupDelta[] {
  const { at, nodeId: node, outcome, sendKey, reason } = fact
  const { frame } = room.journeys.get(fact.versionId)
  const told = { kind: 'message', at, node, outcome, sendKey } as const
  return toRollupDeltas(frame, [reason === null ? told : { ...told, reason }])
}
