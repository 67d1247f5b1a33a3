import { capInteractions } from './interactions.ts'
import type { Interaction } from './interactions.ts'

/** The edition of the formula below. */
export const K18 = 'K18.3'

/** Civil days that frequency and breadth look back over. */
export const ENGAGEMENT_DAYS = 28

/**
 * Frequency: the interactions of the 28 civil days before `asOf`, one per channel and 30 minutes; opened
 * messages count half. 0 for none. Takes the interactions of those days, in order.
 */
export function toFrequency(interactions: readonly Interaction[]): number {
  return capInteractions(interactions).reduce((sum, { weight }) => sum + weight, 0)
}
