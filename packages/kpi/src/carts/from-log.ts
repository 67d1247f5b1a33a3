import { namesOf, partsOf } from '../log/parts.ts'
import { toPartValues, toWhole } from '../measured-value.ts'
import type { FromLog } from '../measured-value.ts'
import { toPlace } from '../orders/sides.ts'
import {
  judgeCarts,
  toAbandonment,
  toCheckoutAbandonment,
  toObstacleShare,
  toRecoveredRevenue,
  toRecovery,
} from './k08-cart.ts'
import { toIncrementalRecovery } from './k08-incremental-recovery.ts'
import type { JudgedCart } from './k08-cart.ts'
import type { CART_MEASURES } from './measures.ts'

/** The time after which a reminder may go out. */
const REMIND_AFTER_MS = 3_600_000

/** How carts are measured on an event log. */
export const CART_FROM_LOG: FromLog<typeof CART_MEASURES> = {
  'cart-abandonment': (log, settings) => {
    const carts = judgeCarts(log, settings)
    const parts = partsOf(carts, ({ cart }) => toPlace(cart.channel))
    const read = (some: readonly JudgedCart[]) => toAbandonment(some, settings)
    const early = judgeCarts(log, settings, { afterMs: REMIND_AFTER_MS })
    return [
      ...toWhole('cart-abandonment', read(carts)),
      ...toPartValues('cart-abandonment', { dimension: 'channel', parts, read }),
      { measure: 'cart-abandonment', breakdown: { within: '1 h' }, value: read(early) },
    ]
  },
  'checkout-abandonment': (log, settings) => {
    const carts = judgeCarts(log, settings)
    const parts = partsOf(
      carts.filter(({ cart }) => cart.checkoutAt !== null),
      ({ cart }) => toPlace(cart.channel),
    )
    const read = (some: readonly JudgedCart[]) => toCheckoutAbandonment(some, settings)
    return [
      ...toWhole('checkout-abandonment', read(carts)),
      ...toPartValues('checkout-abandonment', { dimension: 'channel', parts, read }),
    ]
  },
  'cart-recovery': (log, settings) => {
    const carts = judgeCarts(log, settings)
    const channelOf = ({ recovery }: JudgedCart): string | null => recovery && toPlace(recovery.channel)
    return [
      ...toWhole('cart-recovery', toRecovery(carts, settings)),
      ...namesOf(carts, channelOf).map((channel) => ({
        measure: 'cart-recovery' as const,
        breakdown: { channel },
        value: toRecovery(carts, settings, (cart) => channelOf(cart) === channel),
      })),
    ]
  },
  'cart-recovery-reminded': (log, settings) => {
    const carts = judgeCarts(log, settings)
    return [
      ...toWhole(
        'cart-recovery-reminded',
        toRecovery(carts, settings, ({ reminder }) => reminder !== null),
      ),
      ...namesOf(carts, ({ reminder }) => reminder).map((channel) => ({
        measure: 'cart-recovery-reminded' as const,
        breakdown: { channel },
        value: toRecovery(carts, settings, ({ reminder }) => reminder === channel),
      })),
    ]
  },
  'cart-recovery-incremental': (log, settings) =>
    toWhole('cart-recovery-incremental', toIncrementalRecovery(judgeCarts(log, settings), log, settings)),
  'cart-recovered-revenue': (log, settings) =>
    toWhole('cart-recovered-revenue', toRecoveredRevenue(judgeCarts(log, settings), settings)),
  'cart-obstacles': (log, settings) => {
    const carts = judgeCarts(log, settings)
    const lost = carts.filter(({ isAbandoned }) => isAbandoned === true)
    return [
      ...toWhole('cart-obstacles', toObstacleShare(carts, settings)),
      ...namesOf(lost, ({ cart }) => cart.obstacle).map((obstacle) => ({
        measure: 'cart-obstacles' as const,
        breakdown: { obstacle },
        value: toObstacleShare(carts, settings, (met) => met === obstacle),
      })),
    ]
  },
}
