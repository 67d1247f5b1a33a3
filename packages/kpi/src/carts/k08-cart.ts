import type { Channel, Instant, Measure } from '@periplo/model'
import { addDaysAt } from '../civil-day.ts'
import type { KpiEvent, KpiLog, LogSettings } from '../log/kpi-log.ts'
import { isInWindow } from '../log/kpi-log.ts'
import { toOrders } from '../log/orders.ts'
import type { Order } from '../log/orders.ts'
import { toMeasure, toShareMeasure } from '../measure.ts'
import { findText } from '../products.ts'
import { sum } from '../statistics/sample.ts'
import { findCartId, listCarts } from './carts.ts'
import type { Cart } from './carts.ts'

/** The edition of the formulas below. */
export const K08 = 'K08.1'

/** How long a cart may rest before it counts as abandoned: 24 hours. A reminder may go out after one. */
export const ABANDONED_AFTER_MS = 24 * 3_600_000

/** Civil days after its abandonment within which a cart may be recovered; the end is included. */
export const RECOVERY_DAYS = 7

/** A cart with what became of it. */
export interface JudgedCart {
  readonly cart: Cart
  /** Nothing was ordered, in any channel, within the time; null while the time is open. */
  readonly isAbandoned: boolean | null
  /** The same of the checkout; null where there was none, or its time is open. */
  readonly isCheckoutAbandoned: boolean | null
  readonly hasOpenCheckout: boolean
  readonly abandonedAt: Instant
  /** The first order of at least one same product within 7 days of the abandonment. */
  readonly recovery: Order | null
  /** Whether those 7 days are over. */
  readonly isRecoveryOver: boolean
  /** The channel of the last reminder delivered between the cart and its recovery. */
  readonly reminder: Channel | null
}

/** What is delivered to somebody. */
const DELIVERIES: ReadonlySet<string> = new Set([
  'Email Delivered',
  'Message Delivered',
  'Push Notification Received',
  'Call Answered',
])

/**
 * K08 carts: judges the carts of the window that held at least one product at their end (a cart emptied again is no cart).
 * Abandoned: no `Order Completed` of the person, in any channel, shops included, within 24 hours of the last
 * change. Of a cart of nobody known, only orders with its `cart_id` count. `afterMs` sets another time. Source: kpi
 * specification K08.
 */
export function judgeCarts(
  log: KpiLog,
  settings: LogSettings,
  { afterMs = ABANDONED_AFTER_MS }: { readonly afterMs?: number } = {},
): readonly JudgedCart[] {
  const { orders } = toOrders(log, settings)
  const owned: Owned = {
    byPerson: Map.groupBy(orders, ({ personId }) => personId),
    byCart: Map.groupBy(orders, ({ event }) => findCartId(event)),
    log,
    settings,
    afterMs,
  }
  return listCarts(log)
    .filter(({ startedAt, skus }) => isInWindow({ timestamp: startedAt }, settings) && skus.length > 0)
    .map((cart) => judgeCart(cart, owned))
}

interface Owned {
  readonly byPerson: ReadonlyMap<string | null, readonly Order[]>
  readonly byCart: ReadonlyMap<string | null, readonly Order[]>
  readonly log: KpiLog
  readonly settings: LogSettings
  readonly afterMs: number
}

function judgeCart(cart: Cart, owned: Owned): JudgedCart {
  const { settings, afterMs } = owned
  const orders = (
    cart.personId === null ? owned.byCart.get(cart.cartId) : owned.byPerson.get(cart.personId)
  )?.filter(({ occurredAt }) => occurredAt >= cart.startedAt)
  const isMissed = (since: Instant): boolean | null => {
    const until = since + afterMs
    if (orders?.some(({ occurredAt }) => occurredAt <= until)) return false
    return settings.asOf > until ? true : null
  }
  const abandonedAt = cart.lastAt + afterMs
  const recoveredUntil = addDaysAt(abandonedAt, RECOVERY_DAYS, settings.zone)
  const isAbandoned = isMissed(cart.lastAt)
  const recovery = orders?.find(
    (order) => order.occurredAt > abandonedAt && order.occurredAt <= recoveredUntil && isSame(cart, order),
  )
  const checkout = cart.checkoutAt === null ? null : isMissed(Math.max(cart.checkoutAt, cart.lastAt))
  return {
    cart,
    isAbandoned,
    isCheckoutAbandoned: checkout,
    hasOpenCheckout: cart.checkoutAt !== null && checkout === null,
    abandonedAt,
    recovery: isAbandoned === true ? (recovery ?? null) : null,
    isRecoveryOver: settings.asOf > recoveredUntil,
    reminder: recovery ? findReminder(cart, recovery, owned.log) : null,
  }
}

function isSame({ skus }: Cart, { items }: Order): boolean {
  return items.some(({ sku }) => sku !== null && skus.includes(sku))
}

/** A reminder names the cart, or says that it is for carts (`purpose: cart_recovery`, or a campaign called so). */
function findReminder(cart: Cart, { occurredAt }: Order, log: KpiLog): Channel | null {
  const own = cart.personId === null ? [] : (log.byPerson.get(cart.personId) ?? [])
  const delivered = own.findLast(
    (event) =>
      event.timestamp > cart.lastAt &&
      event.timestamp < occurredAt &&
      DELIVERIES.has(event.event) &&
      isReminder(event, cart),
  )
  return delivered?.channel ?? null
}

function isReminder(event: KpiEvent, { cartId }: Cart): boolean {
  if (cartId !== null && findCartId(event) === cartId) return true
  if (findText(event.properties['purpose']) === 'cart_recovery') return true
  const campaign = findText(event.properties['campaign_id']) ?? findText(event.properties['campaign'])
  return campaign !== null && /cart|carrito/i.test(campaign)
}

/** Abandoned carts ÷ carts. Unit: carts; those still within their time are left out. */
export function toAbandonment(carts: readonly JudgedCart[], settings: LogSettings): Measure {
  const mature = carts.filter(({ isAbandoned }) => isAbandoned !== null)
  const part = mature.filter(({ isAbandoned }) => isAbandoned).length
  const open = carts.length - mature.length
  return toShareMeasure({ definitionVersion: K08, part, whole: mature.length, open }, settings)
}

/** Checkouts without an order in time ÷ checkouts begun (`Checkout Started`). Unit: carts. */
export function toCheckoutAbandonment(carts: readonly JudgedCart[], settings: LogSettings): Measure {
  const mature = carts.filter(({ isCheckoutAbandoned }) => isCheckoutAbandoned !== null)
  const part = mature.filter(({ isCheckoutAbandoned }) => isCheckoutAbandoned).length
  const open = carts.filter(({ hasOpenCheckout }) => hasOpenCheckout).length
  return toShareMeasure({ definitionVersion: K08, part, whole: mature.length, open }, settings)
}

/** Abandoned carts whose 7 days are over: those that can be judged for recovery. */
export function listLost(carts: readonly JudgedCart[]): readonly JudgedCart[] {
  return carts.filter(({ isAbandoned, isRecoveryOver }) => isAbandoned === true && isRecoveryOver)
}

/**
 * Recovered carts ÷ abandoned carts: ordered after all, at least one same product within 7 days. `isRecovered`
 * narrows what counts: a channel, or a reminder delivered first. That a reminder came first does not make it the
 * cause; the incremental recovery tells.
 */
export function toRecovery(
  carts: readonly JudgedCart[],
  settings: LogSettings,
  isRecovered: (cart: JudgedCart) => boolean = ({ recovery }) => recovery !== null,
): Measure {
  const lost = listLost(carts)
  const open = carts.filter(({ isAbandoned }) => isAbandoned === true).length - lost.length
  const part = lost.filter((cart) => cart.recovery !== null && isRecovered(cart)).length
  return toShareMeasure({ definitionVersion: K08, part, whole: lost.length, open }, settings)
}

/** Net revenue of the orders that recovered carts, each order once. */
export function toRecoveredRevenue(carts: readonly JudgedCart[], settings: LogSettings): Measure {
  const orders = [...new Set(carts.flatMap(({ recovery }) => recovery ?? []))]
  const priced = orders.flatMap(({ netMinor }) => netMinor ?? [])
  const isNothing = listLost(carts).length === 0 && orders.length === 0
  return toMeasure(
    {
      definitionVersion: K08,
      unit: 'money',
      currency: settings.currency,
      value: isNothing ? null : sum(priced),
      numerator: null,
      denominator: null,
      n: isNothing ? 0 : orders.length,
      interval: null,
      immature: carts.some(({ isAbandoned, isRecoveryOver }) => isAbandoned === true && !isRecoveryOver),
      estimated: priced.length < orders.length,
    },
    settings,
  )
}

/** Abandoned carts with an obstacle (or a certain one) ÷ abandoned carts. */
export function toObstacleShare(
  carts: readonly JudgedCart[],
  settings: LogSettings,
  isMet: (obstacle: string) => boolean = () => true,
): Measure {
  const abandoned = carts.filter(({ isAbandoned }) => isAbandoned === true)
  const part = abandoned.filter(({ cart: { obstacle } }) => obstacle !== null && isMet(obstacle)).length
  const open = carts.filter(({ isAbandoned }) => isAbandoned === null).length
  return toShareMeasure({ definitionVersion: K08, part, whole: abandoned.length, open }, settings)
}
