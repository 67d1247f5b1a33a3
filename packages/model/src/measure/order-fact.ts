import type { PersonId } from '../ids.ts'
import type { Instant } from '../seams.ts'

/** How closely the research must fit what was bought. */
export const MATCH_LEVELS = ['any', 'category', 'sku'] as const
export type MatchLevel = (typeof MATCH_LEVELS)[number]

/**
 * One offline order with the last qualifying online research before it, per match level. Look-back windows
 * are derived from it; late research, merges and refunds rewrite it (K05).
 */
export interface OrderFact {
  readonly orderId: string
  readonly personId: PersonId
  readonly occurredAt: Instant
  /** Whether the person is known by more than an anonymous id. */
  readonly identified: boolean
  /** Net of discounts and refunds, without shipping and tax, in minor units. */
  readonly netMinor: number
  readonly currency: string
  readonly skus: readonly string[]
  readonly categories: readonly string[]
  readonly storeId: string | null
  /** The last research instant per level, within 90 days before the order; null if there was none. */
  readonly research: Readonly<Record<MatchLevel, Instant | null>>
  /** Journeys the person had entered at most 30 days before the order. */
  readonly journeyIds: readonly string[]
}
