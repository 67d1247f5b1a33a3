import { CART_RECOVERY } from './cart-recovery.ts'
import { COMPLAINT } from './complaint.ts'
import { LOYALTY } from './loyalty.ts'
import { POST_PURCHASE } from './post-purchase.ts'
import { STORE_VISIT } from './store-visit.ts'
import type { JourneyTemplate } from './template.ts'
import { WELCOME } from './welcome.ts'
import { WIN_BACK } from './win-back.ts'

/** Every template, in the order people live through them. */
export const JOURNEY_TEMPLATES: readonly JourneyTemplate[] = [
  WELCOME,
  CART_RECOVERY,
  STORE_VISIT,
  POST_PURCHASE,
  COMPLAINT,
  LOYALTY,
  WIN_BACK,
]
