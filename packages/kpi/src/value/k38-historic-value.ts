import type { Instant } from '@periplo/model'
import { shiftDays } from '../attribution/shift-days.ts'
import { compareText } from '../log/to-kpi-log.ts'

/** The edition of the formula below. */
export const K38 = 'K38.1'

/** Civil days from the first order in which a person's channels decide their route. */
export const ROUTE_DAYS = 90

/** Civil days from the first order over which value is summed. */
export const VALUE_DAYS = 365

/** From so many channels on a route is a broad one. */
export const BROAD = 3

/** What one customer brought in, and through which channels they began. */
export interface CustomerValue {
  readonly personId: string
  readonly firstAt: Instant
  /** Distinct channels of the first {@link ROUTE_DAYS} days, in `compareText` order. */
  readonly route: readonly string[]
  /** Contribution of the first {@link VALUE_DAYS} days, so far, in minor units. */
  readonly valueMinor: number
  /** Whether those days are over. */
  readonly mature: boolean
}

/** Something a person did in a channel, or bought. */
export interface ChannelAct {
  readonly channel: string
  readonly at: Instant
}

/** One order as value sees it. */
export interface ValuedOrder extends ChannelAct {
  /** Contribution margin, net of refunds, in minor units. */
  readonly contributionMinor: number
}

/**
 * K38 historic lifetime value of a customer: the contribution of all orders in the 365 civil days from the
 * first one on. The route is the set of channels they used or bought in during the first 90 of those days,
 * whatever the order: each customer is on exactly one, and it is fixed before most of the value comes in.
 * (A route over the whole life would only say that whoever stays longer meets more channels: immortal-time
 * bias.) Undefined without an order.
 *
 * Unit: minor units. Edge cases: customers whose 365 days are not over are not mature, and in no mean; an
 * order given back altogether adds 0, and is still an order. Source: kpi specification K38.
 */
export function toCustomerValue(
  personId: string,
  { acts, orders }: { readonly acts: readonly ChannelAct[]; readonly orders: readonly ValuedOrder[] },
  { zone, asOf }: { readonly zone: string; readonly asOf: Instant },
): CustomerValue | undefined {
  const firstAt = orders.reduce((first, { at }) => Math.min(first, at), Infinity)
  if (firstAt === Infinity) return undefined
  const routeEnd = shiftDays(firstAt, ROUTE_DAYS, zone)
  const valueEnd = shiftDays(firstAt, VALUE_DAYS, zone)
  const channels = [...acts, ...orders].filter(({ at }) => at >= firstAt && at < routeEnd)
  return {
    personId,
    firstAt,
    route: [...new Set(channels.map(({ channel }) => channel))].sort(compareText),
    valueMinor: orders.reduce((sum, order) => sum + (order.at < valueEnd ? order.contributionMinor : 0), 0),
    mature: valueEnd <= asOf,
  }
}
