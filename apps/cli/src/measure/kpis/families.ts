import { defineLogKpi } from './from-log.ts'

/** So long after the last event every cart is left or bought, and every recovery has come or not. */
const CARTS_QUIET_MS = 9 * 86_400_000

/** `periplo measure engagement`: how recent, frequent and broad people's interactions are. */
export const ENGAGEMENT = defineLogKpi({
  name: 'engagement',
  summary:
    'recency, frequency, breadth and the engagement index of people, and what they do one after the other',
  ids: [
    'recency',
    'frequency',
    'breadth',
    'channel-entropy',
    'imc',
    'superfans',
    'dormant',
    'weak-signals',
    'weak-signal-lift',
  ],
})

/** `periplo measure cart`: which carts are left, and which come back. */
export const CART = defineLogKpi({
  name: 'cart',
  summary: 'carts left and carts recovered, over all channels, and what held people up',
  ids: [
    'cart-abandonment',
    'checkout-abandonment',
    'cart-recovery',
    'cart-recovery-reminded',
    'cart-recovery-incremental',
    'cart-recovered-revenue',
    'cart-obstacles',
  ],
  quietMs: CARTS_QUIET_MS,
})
