import { isImportant, withSlot } from '@periplo/engine'
import type { Clock, OutboxMessage } from '@periplo/model'
import type { Settlement } from '@periplo/store'
import type { Standing } from './claim.ts'
import { judgeMessage, listCaps } from './judge-message.ts'
import type { Addressed } from './judge-message.ts'
import type { LedgerChange } from './ledger-writer.ts'
import { putBack, refuse, toWithheld } from './settlements.ts'

/** What permitting needs of the runtime. */
export interface PermitRoom {
  readonly clock: Clock
  /** Whom a message is for at this moment, what they consent to and what they were sent. */
  readonly readStanding: (message: OutboxMessage) => Promise<Standing>
  readonly writeLedger: (change: LedgerChange) => Promise<boolean>
}

/** How often a message looks again whose person is written to, or merged, by others meanwhile. */
const MAX_LOOKS = 8
const BUSY_MS = 1_000

/**
 * The last word before a message leaves: undefined if it may, else how it is settled. Where caps count it, it has
 * its slot by then, written only if nobody wrote to the person since they were looked at: of all workers together
 * no more leave than a cap allows, and one tried again under its key takes no second slot. A message that then
 * fails keeps its slot.
 */
export async function permitMessage(
  room: PermitRoom,
  { message, workspace, node }: Pick<Addressed<'message'>, 'message' | 'workspace' | 'node'>,
): Promise<Settlement | undefined> {
  const caps = listCaps(workspace, message)
  for (let looks = 0; looks < MAX_LOOKS; looks += 1) {
    const standing = await room.readStanding(message)
    const { recipient, key, ledger } = standing
    if (!recipient) return refuse(message, 'erased')
    const decision = judgeMessage(room.clock, { ...standing, recipient, message, workspace, node })
    if (decision.kind !== 'send') return toWithheld(message, decision)
    if (caps.length === 0) return undefined
    if (ledger === 'closed') continue
    const { sendKey, journeyId } = message
    const important = isImportant(workspace.sendRules, journeyId)
    const slot = { sendKey, at: room.clock.now().getTime(), important }
    const slots = withSlot(caps, { slot, slots: ledger.slots })
    const change = { ...toKey(key), channel: node.channel, revision: ledger.revision, slots }
    if (await room.writeLedger(change)) return undefined
  }
  const dueAt = room.clock.now().getTime() + BUSY_MS
  return putBack(message, { dueAt, reason: 'the person is written to by others; held back' }, 0)
}

function toKey({
  workspaceId,
  partitionId,
  personId,
}: Standing['key']): Pick<LedgerChange, 'workspaceId' | 'partitionId' | 'personId'> {
  return { workspaceId, partitionId, personId }
}
