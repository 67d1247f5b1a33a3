import type { Instant, MatchLevel, Measure } from '@periplo/model'
import type { KpiEvent, KpiLog, LogSettings } from '../log/kpi-log.ts'
import { isInWindow } from '../log/kpi-log.ts'
import type { Order } from '../log/orders.ts'
import { toShareMeasure } from '../measure.ts'
import { listMatches, listProducts } from '../products.ts'
import type { ScoredOrder } from './research-share.ts'
import { isOnlineSale, isPickedUp, isShippedFromStore, isShop, toPlace } from './sides.ts'

/** The edition of the formulas below. */
export const K06 = 'K06.1'

/** What people do in a shop short of buying. */
const IN_THE_SHOP: ReadonlySet<string> = new Set([
  'Store Visit Recorded',
  'Product Tried',
  'Store Appointment Booked',
])

/** A loyalty card shown, where it was shown in a shop. */
const CARD_SHOWN: ReadonlySet<string> = new Set(['Loyalty Joined', 'Points Earned', 'Points Redeemed'])

/** The look-back of the headline, in civil days, and its match level: visits seldom say of what. */
export const REVERSE_HEADLINE = { level: 'any', days: 30 } as const

/**
 * K06 reverse ROPO (showrooming): the online orders of the window with the last contact in a shop before each,
 * per match level, as K05 has it the other way round. Contacts: a store visit, a product tried, an appointment,
 * a loyalty card shown in a shop. Levels nest; `category` and `sku` need the contact to name a product. A share
 * of orders, not an effect. Source: kpi specification K06; no published reference.
 */
export function scoreOnlineOrders(orders: readonly Order[], log: KpiLog): readonly ScoredOrder[] {
  return orders.filter(isOnlineSale).map((order) => ({ order, lastContact: findLastContact(order, log) }))
}

function findLastContact({ personId, occurredAt, event }: Order, log: KpiLog): ScoredOrder['lastContact'] {
  const last: Record<MatchLevel, Instant | null> = { any: null, category: null, sku: null }
  const own = personId === null ? [] : (log.byPerson.get(personId) ?? [])
  const bought = listProducts(event.properties)
  for (const contact of own) {
    if (contact.timestamp >= occurredAt) break
    if (!isShopContact(contact)) continue
    for (const level of listMatches(bought, listProducts(contact.properties))) last[level] = contact.timestamp
  }
  return last
}

function isShopContact({ event, channel }: KpiEvent): boolean {
  return IN_THE_SHOP.has(event) || (CARD_SHOWN.has(event) && isShop(channel))
}

/** Online orders fetched in a shop ÷ online orders. Unit: orders of the window, of everybody. */
export function toPickUpShare(orders: readonly Order[], settings: LogSettings): Measure {
  const online = orders.filter(isOnlineSale)
  return toShareMeasure(
    { definitionVersion: K06, part: online.filter(isPickedUp).length, whole: online.length },
    settings,
  )
}

/** Online orders sent from a shop's stock ÷ online orders. Unit: orders of the window, of everybody. */
export function toShipFromStoreShare(orders: readonly Order[], settings: LogSettings): Measure {
  const online = orders.filter(isOnlineSale)
  return toShareMeasure(
    { definitionVersion: K06, part: online.filter(isShippedFromStore).length, whole: online.length },
    settings,
  )
}

/**
 * Returns that came back elsewhere than they were bought ÷ returns. Unit: `Order Refunded` events of the window
 * about a known order; all tills of a shop are one place, and what was bought online and fetched in a shop was
 * bought online. Cancellations are no returns.
 */
export function toCrossReturnRate(orders: readonly Order[], settings: LogSettings): Measure {
  const returns = orders.flatMap(({ refunds, channel }) =>
    refunds
      .filter(({ event }) => event.event === 'Order Refunded' && isInWindow(event, settings))
      .map((refund) => toPlace(refund.channel) !== toPlace(channel)),
  )
  return toShareMeasure(
    { definitionVersion: K06, part: returns.filter(Boolean).length, whole: returns.length },
    settings,
  )
}

/** Stock checks that found nothing ÷ stock checks with an answer (`Stock Checked.available`). Unit: events. */
export function toStockOutRate(checks: readonly KpiEvent[], settings: LogSettings): Measure {
  const answered = checks.filter(({ properties }) => typeof properties['available'] === 'boolean')
  const missed = answered.filter(({ properties }) => properties['available'] === false)
  return toShareMeasure({ definitionVersion: K06, part: missed.length, whole: answered.length }, settings)
}
