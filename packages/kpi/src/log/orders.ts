import { isChannel } from '@periplo/model'
import type { Channel, Instant, JsonObject } from '@periplo/model'
import { addDaysAt, dayOf } from '../civil-day.ts'
import { findFulfilment, findText } from '../products.ts'
import { listItems } from './items.ts'
import type { Item } from './items.ts'
import type { KpiEvent, KpiLog, LogSettings } from './kpi-log.ts'
import { convertMinor, findRate } from './money.ts'
import { compareEvents } from './to-kpi-log.ts'

/** Days in which goods may be returned; after them an order's revenue is settled. */
export const RETURN_DAYS = 30

/** Why an order's money cannot be told in the reporting currency. The order still counts as one. */
export type Unpriced = 'no-amount' | 'no-currency' | 'no-rate'

/** Money given back, at the rate of the order it belongs to. */
export interface Refund {
  readonly occurredAt: Instant
  readonly channel: Channel
  /** In minor units of the reporting currency; positive. */
  readonly amountMinor: number
  readonly event: KpiEvent
}

/** One order with everything that became of it, as far as it was known at `asOf`. */
export interface Order {
  readonly orderId: string
  readonly personId: string | null
  readonly identified: boolean
  readonly occurredAt: Instant
  readonly channel: Channel
  readonly storeId: string | null
  /** `store`, `home`, `bopis`, `ship_from_store` …, in lower case. */
  readonly fulfilment: string | null
  readonly items: readonly Item[]
  /** Minor units of the reporting currency at the rate of the order's day; null where it cannot be told. */
  readonly grossMinor: number | null
  /** Gross less what was refunded before the end of the window; never below 0. */
  readonly netMinor: number | null
  /** Whether the 30 civil days in which it may be returned are over. */
  readonly isSettled: boolean
  /** Gross less what was refunded within those days; null while they last. */
  readonly settledMinor: number | null
  readonly unpriced: Unpriced | null
  readonly refunds: readonly Refund[]
  readonly cancelled: boolean
  readonly event: KpiEvent
}

/** The orders of a log, and what could not be placed. */
export interface Orders {
  /** By time; those before the window are there for look-back. */
  readonly orders: readonly Order[]
  /** Refunds of orders the log does not hold. */
  readonly orphanRefunds: number
  /** Refunds in a currency other than their order's, or of products without an amount. */
  readonly unreadRefunds: number
}

/**
 * Folds a log into orders. The first `Order Completed` of an `order_id` is the order (without an id, each is
 * its own). `Order Refunded` takes off its amount, or everything where it names neither amount nor products;
 * `Order Cancelled` takes off everything and marks the order. Refunds are converted at the rate of their
 * order, so that a full refund leaves nothing whatever the rate has become.
 */
export function toOrders(log: KpiLog, settings: LogSettings): Orders {
  const stories = new Map<string, Story>()
  for (const event of log.events) {
    const orderId = findOrderId(event)
    if (orderId !== null) stories.set(orderId, goOn(stories.get(orderId) ?? UNTOLD, event))
  }
  const read = [...stories].flatMap(([orderId, { event, ...rest }]) =>
    event ? [toOrder({ orderId, event, ...rest }, log, settings)] : [],
  )
  const orphans = [...stories.values()].filter(({ event }) => event === null)
  return {
    orders: read.map(({ order }) => order).sort((a, b) => compareEvents(a.event, b.event)),
    orphanRefunds: orphans.reduce((sum, { takings }) => sum + takings.length, 0),
    unreadRefunds: read.reduce((sum, { unread }) => sum + unread, 0),
  }
}

/** What the log tells of one order id, as far as it has been read. */
interface Story {
  readonly event: KpiEvent | null
  readonly takings: readonly KpiEvent[]
  /** How it left, where the till did not say. */
  readonly fulfilled: KpiEvent | null
}

const UNTOLD: Story = { event: null, takings: [], fulfilled: null }

function goOn(story: Story, event: KpiEvent): Story {
  switch (event.event) {
    case 'Order Completed':
      return story.event ? story : { ...story, event }
    case 'Order Refunded':
    case 'Order Cancelled':
      return { ...story, takings: [...story.takings, event] }
    case 'Order Fulfilled':
      return { ...story, fulfilled: event }
  }
  return story
}

/** The id of the order an event is about. Only a completed one may go without: it is then its own. */
function findOrderId({ event, messageId, properties }: KpiEvent): string | null {
  const id = findText(properties['order_id']) ?? findText(properties['orderId'])
  return id ?? (event === 'Order Completed' ? `message:${messageId}` : null)
}

interface Told extends Story {
  readonly orderId: string
  readonly event: KpiEvent
}

function toOrder(
  { orderId, event, takings, fulfilled }: Told,
  log: KpiLog,
  settings: LogSettings,
): { readonly order: Order; readonly unread: number } {
  const { zone, asOf, currency: to } = settings
  const { properties, timestamp: occurredAt, currency: from } = event
  const day = dayOf(occurredAt, zone)
  const rate = from === undefined ? undefined : findRate(log.rates, { from, to, day, properties })
  const unpriced = findUnpriced(event, rate)
  const grossMinor = unpriced === null ? toReporting(event.amountMinor ?? 0, { from, to, rate }) : null
  const whole = grossMinor ?? 0
  const read = takings.map((taking) => toRefund(taking, { event, whole, exchange: { from, to, rate } }))
  const refunds = read.filter((refund) => refund !== null)
  const settlesAt = addDaysAt(occurredAt, RETURN_DAYS, zone)
  const leave = (until: Instant): number | null => grossMinor && afterRefunds(grossMinor, refunds, until)
  return {
    order: {
      orderId,
      ...toBuyer(event),
      fulfilment: findFulfilment(properties) ?? (fulfilled && findFulfilment(fulfilled.properties)),
      items: listItems(properties),
      grossMinor,
      netMinor: leave(settings.window.to),
      isSettled: settlesAt <= asOf,
      settledMinor: settlesAt <= asOf ? leave(settlesAt) : null,
      unpriced,
      refunds,
      cancelled: takings.some((taking) => taking.event === 'Order Cancelled'),
      event,
    },
    unread: read.length - refunds.length,
  }
}

type Buyer = Pick<Order, 'personId' | 'identified' | 'occurredAt' | 'channel' | 'storeId'>

function toBuyer({ personId, identified, timestamp, channel, properties }: KpiEvent): Buyer {
  return {
    personId,
    identified,
    occurredAt: timestamp,
    channel,
    storeId: findText(properties['store_id']),
  }
}

function findUnpriced({ amountMinor, currency }: KpiEvent, rate: number | undefined): Unpriced | null {
  if (amountMinor === undefined) return 'no-amount'
  if (currency === undefined) return 'no-currency'
  return rate === undefined ? 'no-rate' : null
}

interface MaybeExchange {
  readonly from: string | undefined
  readonly to: string
  readonly rate: number | undefined
}

function toReporting(amountMinor: number, { from = '', to, rate = 0 }: MaybeExchange): number {
  return from === to ? amountMinor : convertMinor(amountMinor, { from, to, rate })
}

/** Null where it cannot be told how much was given back. */
function toRefund(
  taking: KpiEvent,
  sale: { readonly event: KpiEvent; readonly whole: number; readonly exchange: MaybeExchange },
): Refund | null {
  const { timestamp: occurredAt, channel: shownBy, amountMinor, currency, properties } = taking
  const channel = findReturnChannel(properties) ?? shownBy
  const refund = { occurredAt, channel, event: taking }
  if (taking.event === 'Order Cancelled') return { ...refund, amountMinor: sale.whole }
  if (amountMinor === undefined) {
    const isWhole = properties['products'] === undefined && properties['revenue'] === undefined
    return isWhole ? { ...refund, amountMinor: sale.whole } : null
  }
  if (currency !== sale.event.currency) return null
  return { ...refund, amountMinor: toReporting(Math.abs(amountMinor), sale.exchange) }
}

function findReturnChannel(properties: JsonObject): Channel | undefined {
  const text = findText(properties['return_channel'])
  return text !== null && isChannel(text) ? text : undefined
}

function afterRefunds(grossMinor: number, refunds: readonly Refund[], until: Instant): number {
  const given = refunds.filter(({ occurredAt }) => occurredAt < until)
  return Math.max(0, grossMinor - given.reduce((sum, { amountMinor }) => sum + amountMinor, 0))
}
