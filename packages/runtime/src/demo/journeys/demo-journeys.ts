import type { JourneyDefinition } from '@periplo/model'
import { CART_RECOVERY } from './cart-recovery.ts'
import { CHRISTMAS_GIFT_GUIDE } from './christmas-gift-guide.ts'
import { DELIVERY_PROBLEM } from './delivery-problem.ts'
import { REFER_A_FRIEND } from './refer-a-friend.ts'
import { TRY_IN_STORE } from './try-in-store.ts'
import { WELCOME } from './welcome.ts'

/** Journeys the demo publishes before its history begins. None of them has an error. */
export const PUBLISHED_JOURNEYS: readonly JourneyDefinition[] = [
  CART_RECOVERY,
  WELCOME,
  DELIVERY_PROBLEM,
  TRY_IN_STORE,
  REFER_A_FRIEND,
]

/** Drafts the demo leaves as they are, with problems to look at. */
export const DRAFT_JOURNEYS: readonly JourneyDefinition[] = [CHRISTMAS_GIFT_GUIDE]
