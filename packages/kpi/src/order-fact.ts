import { isOfflineChannel } from '@periplo/model'
import type {
  Channel,
  EventName,
  Instant,
  JsonObject,
  MatchLevel,
  OrderFact,
  TrackedEvent,
} from '@periplo/model'
import { findFulfilment, findText, isPickUp, listMatches, listProducts } from './products.ts'
import type { Products } from './products.ts'

/** Events that count as research before a purchase (K05). `Email Link Clicked` only where it names a product. */
export const RESEARCH_EVENTS: readonly EventName[] = [
  'Product Viewed',
  'Product List Viewed',
  'Products Searched',
  'Store Locator Used',
  'Stock Checked',
  'Email Link Clicked',
]

/**
 * How far back research has to be fetched: 90 civil days in any zone, clock changes included. The exact
 * civil windows are drawn when the order is counted.
 */
export const RESEARCH_WINDOW_MS = 91 * 86_400_000

/** Activity this short before a sale, at the same store, is part of the sale: store wifi, app used in the shop. */
const AT_THE_TILL_MS = 30 * 60_000

const RESEARCH: ReadonlySet<string> = new Set(RESEARCH_EVENTS)

/** Something a person did before an order. Where the channel is known, offline ones are no research. */
export interface ResearchEvent {
  readonly name: string
  readonly occurredAt: Instant
  readonly properties: JsonObject
  readonly channel?: Channel
}

/**
 * Whether an event is an offline sale for ROPO: `Order Completed` on an offline channel. Bought online and
 * picked up in store (`fulfilment` bopis, click_and_collect or curbside) is an online sale.
 */
export function isOfflineOrder(event: TrackedEvent): boolean {
  if (event.name !== 'Order Completed' || !isOfflineChannel(event.channel)) return false
  return !isPickUp(findFulfilment(event.properties))
}

/**
 * The fact of one offline order. Of `research` (any order, anything the person did; what does not qualify
 * is passed over) it keeps the last instant in `[occurredAt − 91 days, occurredAt)` per match level. Levels
 * nest: the same product is the same category, and any match is research. An order without an amount is
 * worth 0; without a currency it stands under XXX (ISO 4217: no currency) and outside every revenue share.
 */
export function toOrderFact({
  orderId,
  personId,
  occurredAt,
  event,
  identified,
  research,
  journeyIds,
}: {
  readonly orderId: string
  readonly personId: string
  readonly occurredAt: Instant
  readonly event: TrackedEvent
  readonly identified: boolean
  readonly research: readonly ResearchEvent[]
  readonly journeyIds: readonly string[]
}): OrderFact {
  const bought = listProducts(event.properties)
  const storeId = findText(event.properties['store_id'])
  const qualifying = research.filter((touch) => isResearchFor({ occurredAt, storeId }, touch))
  return {
    orderId,
    personId,
    occurredAt,
    identified,
    netMinor: Math.max(0, event.amountMinor ?? 0),
    currency: event.currency ?? 'XXX',
    ...bought,
    storeId,
    research: findLastResearch(bought, qualifying),
    journeyIds,
  }
}

/**
 * The order with research that came to light later (a late event, the other half of a merge): per level the
 * last qualifying instant of what was known and of `research`. What was known already changes nothing.
 */
export function withResearch(order: OrderFact, research: readonly ResearchEvent[]): OrderFact {
  const bought = { skus: order.skus, categories: order.categories }
  const found = findLastResearch(
    bought,
    research.filter((touch) => isResearchFor(order, touch)),
  )
  const known = order.research
  return {
    ...order,
    research: {
      any: toLatest(known.any, found.any),
      category: toLatest(known.category, found.category),
      sku: toLatest(known.sku, found.sku),
    },
  }
}

function toLatest(a: Instant | null, b: Instant | null): Instant | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b)
}

/**
 * The order after a refund in its own currency. Its revenue falls by the amount, never below 0; the order
 * itself stays. A refund that names neither amount nor products takes back everything; one whose amount
 * cannot be known (products only, no or another currency) changes nothing. Give each refund once.
 */
export function withRefund(order: OrderFact, refund: TrackedEvent): OrderFact {
  const { amountMinor, currency, flags, properties } = refund
  if (amountMinor === undefined) {
    const isWhole = !flags.includes('currency-missing') && properties['products'] === undefined
    return isWhole ? { ...order, netMinor: 0 } : order
  }
  if (currency !== order.currency) return order
  return { ...order, netMinor: Math.max(0, order.netMinor - Math.abs(amountMinor)) }
}

/** Whether something done counts as research before an order: in time, online, and not at the till. */
export function isResearchFor(
  { occurredAt, storeId }: { readonly occurredAt: Instant; readonly storeId: string | null },
  touch: ResearchEvent,
): boolean {
  const beforeMs = occurredAt - touch.occurredAt
  if (beforeMs <= 0 || beforeMs > RESEARCH_WINDOW_MS || !isResearch(touch)) return false
  const sameStore = storeId !== null && findText(touch.properties['store_id']) === storeId
  return !(sameStore && beforeMs <= AT_THE_TILL_MS)
}

/** Whether something done is research at all: one of {@link RESEARCH_EVENTS}, online; a link only where it names a product. */
export function isResearch({ name, channel, properties }: ResearchEvent): boolean {
  if (!RESEARCH.has(name) || (channel !== undefined && isOfflineChannel(channel))) return false
  return name !== 'Email Link Clicked' || listProducts(properties).skus.length > 0
}

function findLastResearch(bought: Products, research: readonly ResearchEvent[]): OrderFact['research'] {
  const last: Record<MatchLevel, Instant | null> = { any: null, category: null, sku: null }
  for (const touch of research) {
    for (const level of listMatches(bought, listProducts(touch.properties))) {
      last[level] = Math.max(last[level] ?? touch.occurredAt, touch.occurredAt)
    }
  }
  return last
}
