import type { Instant } from '@periplo/model'
import { isInWindow } from '../log/kpi-log.ts'
import type { KpiEvent, KpiLog, LogSettings } from '../log/kpi-log.ts'
import { toOrders } from '../log/orders.ts'
import type { Order } from '../log/orders.ts'
import { sessionize } from '../log/sessions.ts'
import type { ChannelPath } from './channel-path.ts'
import { DIRECT } from './k10-last-touch.ts'
import { PATH_RULES, toPersonPaths } from './path-rules.ts'
import type { PathRules, Touch, TouchPath } from './path-rules.ts'
import { shiftDays } from './shift-days.ts'

/**
 * What counts as a touch: things people do themselves to come near. What is sent or shown to them does not,
 * nor does an e-mail being opened, which machines do too.
 */
export const TOUCH_EVENTS: ReadonlySet<string> = new Set([
  'Ad Clicked',
  'Application Opened',
  'Call Answered',
  'Email Link Clicked',
  'Install Attributed',
  'Live Chat Conversation Started',
  'Message Clicked',
  'Page Viewed',
  'Product Clicked',
  'Product List Viewed',
  'Product Tried',
  'Product Viewed',
  'Products Searched',
  'Promotion Clicked',
  'Push Notification Tapped',
  'Screen Viewed',
  'Stock Checked',
  'Store Appointment Booked',
  'Store Visit Recorded',
])

/** Our own places, which tell nothing of where somebody came from. */
const OWN_PLACES: ReadonlySet<string> = new Set(['web', 'mobile_web', 'app', 'custom:server', DIRECT])

/** An order of the window, and the touches it is credited to. */
export interface OrderPath {
  readonly order: Order
  readonly path: TouchPath
}

/** Everything attribution reads out of a log. */
export interface LogPaths {
  /** By time; an order of nobody has an empty path. */
  readonly orders: readonly OrderPath[]
  /** Runs of touches that ended in the window, led to nothing, and can lead to nothing any more. */
  readonly nulls: readonly TouchPath[]
  /** Such runs that still can: in no rate yet. */
  readonly open: number
  /** Orders whose worth is not known; they count, with a value of 0. */
  readonly unpriced: number
}

/**
 * The paths of a log: each `Order Completed` of the window is a conversion, worth its net revenue, and
 * touches ({@link TOUCH_EVENTS}) lead up to it by the rules. A visit (30 minutes) to our own places that names
 * no source is one `direct` touch; one that does is a touch of each source it names. Touches before the
 * window are in look-back. A run without conversion counts once its look-back is over at `asOf`.
 */
export function toLogPaths(log: KpiLog, settings: LogSettings, rules: PathRules = PATH_RULES): LogPaths {
  const { orders } = toOrders(log, settings)
  const byPerson = Map.groupBy(orders, ({ personId }) => personId)
  const found = new Map<Order, TouchPath>()
  const runs: TouchPath[] = []
  for (const [personId, events] of log.byPerson) {
    const own = byPerson.get(personId) ?? []
    const { converting, others } = toPersonPaths(
      listTouches(events),
      own.map(({ occurredAt }) => occurredAt),
      { rules, zone: settings.zone },
    )
    own.forEach((order, at) => found.set(order, converting[at] ?? []))
    runs.push(...others)
  }
  const ended = runs.filter((run) => isInWindow({ timestamp: run.at(-1)?.at ?? 0 }, settings))
  const isOver = (run: TouchPath): boolean =>
    shiftDays(run.at(-1)?.at ?? 0, rules.lookBackDays, settings.zone) < settings.asOf
  const inWindow = orders.filter(({ event }) => isInWindow(event, settings))
  return {
    orders: inWindow.map((order) => ({ order, path: found.get(order) ?? [] })),
    nulls: ended.filter(isOver),
    open: ended.filter((run) => !isOver(run)).length,
    unpriced: inWindow.filter(({ unpriced }) => unpriced !== null).length,
  }
}

/** The same as lines that {@link attribute} reads, with the age of each touch. */
export function toChannelPaths({
  orders,
  nulls,
}: Pick<LogPaths, 'orders' | 'nulls'>): readonly ChannelPath[] {
  const converting = orders.map(({ order, path }): ChannelPath => {
    const agesMs = path.map(({ at }) => order.occurredAt - at)
    return { path: path.map(toChannel), agesMs, conversions: 1, valueMinor: order.netMinor ?? 0, nulls: 0 }
  })
  const others = nulls.map((run): ChannelPath => {
    const last = run.at(-1)?.at ?? 0
    const agesMs = run.map(({ at }) => last - at)
    return { path: run.map(toChannel), agesMs, conversions: 0, valueMinor: 0, nulls: 1 }
  })
  return [...converting, ...others]
}

/** The touches among the events of one person, in order. */
export function listTouches(events: readonly KpiEvent[]): readonly Touch[] {
  const touching = events.filter(({ event }) => TOUCH_EVENTS.has(event))
  return sessionize(touching).flatMap(({ events: visit, startedAt }) => {
    const named = visit.filter(({ channel }) => !OWN_PLACES.has(channel))
    if (named.length === 0) return [{ channel: DIRECT, at: startedAt }]
    return named.map(({ channel, timestamp }): Touch => ({ channel, at: timestamp }))
  })
}

function toChannel({ channel }: { readonly channel: string; readonly at: Instant }): string {
  return channel
}
