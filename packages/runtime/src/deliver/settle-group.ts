import { toRollupDeltas } from '@periplo/kpi'
import type { Instant, MessageOutcome, RollupDelta } from '@periplo/model'
import type { Lease, MessageFactEntry, Settlement } from '@periplo/store'
import { settleMessages, toRunner } from '@periplo/store'
import type { DeliverRoom } from './load-claims.ts'

type SettleRoom = Pick<DeliverRoom, 'store' | 'clock' | 'journeys'>

/** What became of a message, and the lease it was claimed under. */
export interface HeldSettlement extends Settlement {
  readonly lease: Lease
}

/**
 * Writes down what became of messages. Those of a partition that somebody else has taken over by now are left
 * to them; that never keeps the others' answers.
 */
export async function settleGroup(room: SettleRoom, group: readonly HeldSettlement[]): Promise<void> {
  if (await settleTogether(room, group)) return
  const byLease = Map.groupBy(group, ({ lease }) => `${lease.partitionId}/${lease.epoch}`)
  if (byLease.size > 1) for (const own of byLease.values()) await settleTogether(room, own)
}

async function settleTogether(room: SettleRoom, group: readonly HeldSettlement[]): Promise<boolean> {
  const at = room.clock.now().getTime()
  const facts = group.flatMap((settlement) => toFact(room, settlement, at))
  const leases = new Map(group.map(({ lease }) => [`${lease.partitionId}/${lease.epoch}`, lease]))
  return settleMessages(toRunner(room.store), {
    leases: [...leases.values()],
    settlements: group,
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
  room: SettleRoom,
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

function countFact(room: SettleRoom, fact: MessageFactEntry): readonly RollupDelta[] {
  const { at, nodeId: node, outcome, sendKey, reason } = fact
  const { frame } = room.journeys.get(fact.versionId)
  const told = { kind: 'message', at, node, outcome, sendKey } as const
  return toRollupDeltas(frame, [reason === null ? told : { ...told, reason }])
}
