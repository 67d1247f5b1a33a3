import { toNominalMs } from '@periplo/model'
import type { FrequencyCap, JourneyId, SendRules, SendSlot } from '@periplo/model'
import { toWindowStart } from './civil-time.ts'

/** What caps are asked about: a message about to leave, and what the person was sent. */
export interface CapQuestion {
  /** The slot the message would take. */
  readonly slot: SendSlot
  /** Marketing on the message's channel, of all journeys, in any order. */
  readonly slots: readonly SendSlot[]
  readonly zone: string
}

/** Whether the rules let the journey go first. */
export function isImportant({ important }: SendRules, journeyId: JourneyId): boolean {
  return important?.includes(journeyId) ?? false
}

/**
 * Whether one more message is too many for one of the caps. Of an unimportant journey it is also where such have
 * taken all but what the cap keeps for important ones. A message that has a slot of its own already, because it is
 * tried again, does not count against itself. Throws a RangeError for a zone this machine does not know.
 */
export function isCapped(caps: readonly FrequencyCap[], { slot, slots, zone }: CapQuestion): boolean {
  const others = slots.filter(({ sendKey }) => sendKey !== slot.sendKey)
  return caps.some(({ most, within, kept = 0 }) => {
    const after = toWindowStart(slot.at, within, zone)
    const counted = others.filter(({ at }) => at > after)
    if (counted.length >= most) return true
    return !slot.important && counted.filter(({ important }) => !important).length >= most - kept
  })
}

/** No civil day is longer than its nominal length by more. */
const LONGEST_SHIFT_MS = 26 * 3_600_000

/** The slots with this one, without those that no cap looks back to any more, oldest first. */
export function withSlot(
  caps: readonly FrequencyCap[],
  { slot, slots }: Omit<CapQuestion, 'zone'>,
): readonly SendSlot[] {
  const longestMs = Math.max(0, ...caps.map(({ within }) => toNominalMs(within)))
  const oldest = slot.at - longestMs - LONGEST_SHIFT_MS
  const kept = slots.filter(({ sendKey, at }) => sendKey !== slot.sendKey && at > oldest)
  return [...kept, slot].toSorted((a, b) => a.at - b.at)
}
