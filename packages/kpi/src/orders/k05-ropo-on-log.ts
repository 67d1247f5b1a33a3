import { MATCH_LEVELS } from '@periplo/model'
import type { MatchLevel, Measure, TrackedEvent } from '@periplo/model'
import { K05 } from '../k05-ropo.ts'
import type { KpiEvent, KpiLog, LogSettings } from '../log/kpi-log.ts'
import { isInWindow } from '../log/kpi-log.ts'
import { toOrders } from '../log/orders.ts'
import type { Order } from '../log/orders.ts'
import { toShareMeasure } from '../measure.ts'
import { isOfflineOrder, toOrderFact } from '../order-fact.ts'
import { ROPO_WINDOWS } from '../overlay-shape.ts'
import type { RopoWindow } from '../overlay-shape.ts'
import { toContactShare } from './research-share.ts'
import type { ScoredOrder } from './research-share.ts'

/** ROPO at one match level and look-back. */
export interface RopoCell {
  readonly level: MatchLevel
  /** Civil days before the order. */
  readonly days: RopoWindow
  readonly orderRate: Measure
  readonly revenueShare: Measure
}

/** Research online, purchase offline, on an event log. */
export interface RopoReport {
  /** Identified ÷ all offline orders of the window, settled or not. */
  readonly coverage: Measure
  /** Every match level with every look-back. */
  readonly cells: readonly RopoCell[]
}

/**
 * K05 on an event log: the offline orders of the window, each with the last qualifying research before it
 * ({@link toOrderFact}), as shares of the settled and identified ones ({@link toContactShare}). Money is
 * converted to the reporting currency, which rollups cannot. Source: kpi specification K05.
 */
export function measureRopo(log: KpiLog, settings: LogSettings): RopoReport {
  const orders = toOrders(log, settings).orders.filter(
    ({ event }) => isInWindow(event, settings) && isOfflineOrder(toTracked(event)),
  )
  const scored = orders.map((order) => toScored(order, log))
  const share = (cell: Pick<RopoCell, 'level' | 'days'>, of: 'orders' | 'net'): Measure =>
    toContactShare(scored, { definitionVersion: K05, ...cell, of }, settings)
  const identified = orders.filter((order) => order.identified).length
  return {
    coverage: toShareMeasure({ definitionVersion: K05, part: identified, whole: orders.length }, settings),
    cells: MATCH_LEVELS.flatMap((level) =>
      ROPO_WINDOWS.map((days) => ({
        level,
        days,
        orderRate: share({ level, days }, 'orders'),
        revenueShare: share({ level, days }, 'net'),
      })),
    ),
  }
}

function toScored(order: Order, log: KpiLog): ScoredOrder {
  const { orderId, personId, occurredAt, event, identified } = order
  const own = personId === null ? [] : (log.byPerson.get(personId) ?? [])
  const { research } = toOrderFact({
    orderId,
    personId: personId ?? '',
    occurredAt,
    event: toTracked(event),
    identified,
    research: own.map(toTracked),
    journeyIds: [],
  })
  return { order, lastContact: research }
}

function toTracked({ messageId, event, timestamp, ...told }: KpiEvent): TrackedEvent {
  const { type, channel, identifiers, properties, amountMinor, currency } = told
  return {
    eventId: messageId,
    type,
    name: event,
    occurredAt: timestamp,
    channel,
    identifiers,
    properties,
    ...(amountMinor !== undefined && { amountMinor }),
    ...(currency !== undefined && { currency }),
    flags: [],
  }
}
