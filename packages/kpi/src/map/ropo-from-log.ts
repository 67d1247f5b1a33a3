import { isJsonObject, MATCH_LEVELS } from '@periplo/model'
import type { JsonObject, MatchLevel, Measure, OrderFact, Rollup, TrackedEvent } from '@periplo/model'
import { addDays, dayOf } from '../civil-day.ts'
import { ROPO_HEADLINE, toRopoTable } from '../k05-ropo.ts'
import type { KpiEvent, KpiLog, LogSettings } from '../log/kpi-log.ts'
import { isInWindow } from '../log/kpi-log.ts'
import { toOrders } from '../log/orders.ts'
import type { Order } from '../log/orders.ts'
import { toOrderDeltas } from '../order-deltas.ts'
import { isOfflineOrder, toOrderFact } from '../order-fact.ts'
import type { ResearchEvent } from '../order-fact.ts'
import { ROPO_WINDOWS } from '../overlay-shape.ts'
import type { RopoMeasures, RopoWindow } from '../overlay-shape.ts'
import { toReading } from '../reading.ts'
import { sumDeltas } from '../sum-deltas.ts'

/** ROPO at one match level and look-back. */
export interface RopoCell extends Pick<RopoMeasures, 'orderRate' | 'revenueShare'> {
  readonly level: MatchLevel
  /** Civil days before the order. */
  readonly days: RopoWindow
}

/** Research online, purchase offline, on an event log. */
export interface RopoReport {
  /** Identified ÷ all offline orders of the window, settled or not. */
  readonly coverage: Measure
  /** Every match level with every look-back. */
  readonly cells: readonly RopoCell[]
}

/**
 * K05 on an event log: the same order facts, deltas and formulas as live ({@link toRopoTable}). Money is in the
 * reporting currency, net of what came back (settled, where the time to return is over); an order whose money cannot
 * be told stands under no currency and makes the revenue share `estimated`.
 */
export function measureRopo(log: KpiLog, settings: LogSettings): RopoReport {
  const { zone, window, asOf } = settings
  const sales = listOfflineSales(log, settings)
  const deltas = sumDeltas(sales.flatMap(({ fact }) => toOrderDeltas({ before: null, after: fact, zone })))
  const rollups = deltas.map(({ by, ...key }): Rollup => ({ ...key, total: by }))
  const days = { from: dayOf(window.from, zone), to: addDays(dayOf(window.to - 1, zone), 1) }
  const reading = { ...toReading({ rollups, days, asOf, zone }), window }
  const table = toRopoTable('workspace', reading)
  return {
    coverage: table.any[ROPO_HEADLINE.window].coverage,
    cells: MATCH_LEVELS.flatMap((level) =>
      ROPO_WINDOWS.map((days) => {
        const { orderRate, revenueShare } = table[level][days]
        return { level, days, orderRate, revenueShare }
      }),
    ),
  }
}

/** An offline order, and what live keeps of it. */
export interface OfflineSale {
  readonly order: Order
  readonly fact: OrderFact
}

/** The offline orders of the window, by time, each with the last research before it. */
export function listOfflineSales(log: KpiLog, settings: LogSettings): readonly OfflineSale[] {
  return toOrders(log, settings).orders.flatMap((order) => {
    const fact = toFact(order, log, settings)
    return fact ? [{ order, fact }] : []
  })
}

function toFact(order: Order, log: KpiLog, settings: LogSettings): OrderFact | undefined {
  const event = toTracked(order)
  if (!isInWindow(order.event, settings) || !isOfflineOrder(event)) return undefined
  const own = order.personId === null ? [] : (log.byPerson.get(order.personId) ?? [])
  const { orderId, occurredAt, identified } = order
  const fact = toOrderFact({
    orderId,
    personId: order.personId ?? '',
    occurredAt,
    event,
    identified,
    research: own.map(toResearch),
    journeyIds: [],
  })
  const netMinor = order.settledMinor ?? order.netMinor
  return netMinor === null
    ? { ...fact, netMinor: 0, currency: 'XXX' }
    : { ...fact, netMinor, currency: settings.currency }
}

/** The sale as the live path sees it; how it left may have been told later. */
function toTracked({ event, fulfilment }: Order): TrackedEvent {
  return {
    eventId: event.messageId,
    type: event.type,
    name: event.event,
    occurredAt: event.timestamp,
    channel: event.channel,
    identifiers: event.identifiers,
    properties: fulfilment === null ? event.properties : { ...event.properties, fulfilment },
    flags: [],
  }
}

/** An event as research sees it, with the shop whose network somebody was on. */
export function toResearch({ event, timestamp, channel, properties, context }: KpiEvent): ResearchEvent {
  return { name: event, occurredAt: timestamp, channel, properties: { ...toPlaceOf(context), ...properties } }
}

/** The shop whose network somebody was on. */
function toPlaceOf({ location }: JsonObject): JsonObject {
  const storeId = isJsonObject(location) ? location['store_id'] : undefined
  return storeId === undefined ? {} : { store_id: storeId }
}
