import { toNominalMs } from '@periplo/model'
import type { FrequencyCap, Instant, SendSlot } from '@periplo/model'
import { toWindowStart } from './civil-time.ts'

/** What caps are asked about: a message about to leave, and what the person was sent. */
export interface CapQuestion {
  readonly sendKey: string
  /** Marketing on the message's channel, of all journeys, in any order. */
  readonly slots: readonly SendSlot[]
  readonly at: Instant
  readonly zone: string
}

/**
 * Whether one more message is too many for one of the caps. A message that has a slot of its own already, because
 * it is tried again, does not count against itself. Throws a RangeError for a zone this machine does not know.
 */
export function isCapped(caps: readonly FrequencyCap[], { sendKey, slots, at, zone }: CapQuestion): boolean {
  const others = slots.filter((slot) => slot.sendKey !== sendKey)
  return caps.some(({ most, within }) => {
    const after = toWindowStart(at, within, zone)
    return others.filter((slot) => slot.at > after).length >= most
  })
}

/** No civil day is longer than its nominal length by more. */
const LONGEST_SHIFT_MS = 26 * 3_600_000

/** The slots with one for this message, without those that no cap looks back to any more, oldest first. */
export function withSlot(
  caps: readonly FrequencyCap[],
  { sendKey, slots, at }: Omit<CapQuestion, 'zone'>,
): readonly SendSlot[] {
  const longestMs = Math.max(0, ...caps.map(({ within }) => toNominalMs(within)))
  const kept = slots.filter((slot) => slot.sendKey !== sendKey && slot.at > at - longestMs - LONGEST_SHIFT_MS)
  return [...kept, { sendKey, at }].toSorted((a, b) => a.at - b.at)
}
