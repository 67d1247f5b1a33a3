import type { Instant } from '@periplo/model'
import type { Interaction } from './interactions.ts'

/** The edition of the formula below. */
export const K17 = 'K17.2'

/**
 * Recency: how long ago, in milliseconds, a person last did something of their own will in any channel: asOf
 * − last. Null where they never did. Interactions at or after `asOf` are not seen. An opened message counts,
 * unless a program opened it.
 */
export function toRecencyMs(interactions: readonly Interaction[], asOf: Instant): number | null {
  const last = interactions.findLast(({ at }) => at < asOf)
  return last ? asOf - last.at : null
}
