import type { Channel } from '@periplo/model'
import { capInteractions } from './interactions.ts'
import type { Interaction } from './interactions.ts'
import { ln } from '../statistics/elementary.ts'

/** The edition of the formulas below. */
export const K19 = 'K19.2'

/** How many channels somebody uses, and how evenly. */
export interface Breadth {
  readonly channels: number
  /**
   * H = −Σ p ln p over the channels' shares of the frequency, in nats: 0 for one channel, ln k for k used
   * alike. Source: C. E. Shannon, Bell Syst. Tech. J. 27 (1948) 379–423, § 6.
   */
  readonly entropy: number
}

/** Breadth over the interactions of the 28 days; both are 0 where there are none. */
export function toBreadth(interactions: readonly Interaction[]): Breadth {
  const weights = new Map<Channel, number>()
  for (const { channel, weight } of capInteractions(interactions))
    weights.set(channel, (weights.get(channel) ?? 0) + weight)
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  const shares = [...weights.values()].map((weight) => weight / total)
  return {
    channels: weights.size,
    entropy: shares.reduce((sum, share) => sum - share * ln(share), 0),
  }
}
