import { isChannel } from '@periplo/model'
import type { Channel, Measure } from '@periplo/model'
import { dayOf } from '../civil-day.ts'
import { findNumber } from '../log/items.ts'
import { isInWindow } from '../log/kpi-log.ts'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { convertMinor, findRate } from '../log/money.ts'
import { toMeasure } from '../measure.ts'
import { findText } from '../products.ts'
import type { Case, Contact } from './case.ts'
import { findFinalClose } from './k29-time-to-resolve.ts'

/** The edition of the formulas below. */
export const K34 = 'K34.1'

/** Money spent on service, and what it is shared out by. */
export interface ServiceCost {
  /** The channel it was spent on; null for all of them. */
  readonly channel: Channel | null
  /** Minor units of the reporting currency. */
  readonly amountMinor: number
  /** Agents' time, contacts (fees, tools), or cases (what is fixed). */
  readonly by: 'agent-minutes' | 'contacts' | 'cases'
}

/** The costs of a window, and how many could not be told in the reporting currency. */
export interface ServiceCosts {
  readonly costs: readonly ServiceCost[]
  readonly unpriced: number
}

const KEYS: Readonly<Record<string, ServiceCost['by']>> = {
  agent_minutes: 'agent-minutes',
  contacts: 'contacts',
  cases: 'cases',
}

/**
 * What service cost in the window: `Cost Reported` whose `allocation_key` is `agent_minutes`, `contacts` or
 * `cases`; other keys are not about service. `channel` names the channel; with `scope` `fixed`, or without
 * one, it is for all. Amounts (`amount_minor`) in another currency without a rate for the day are counted as
 * unpriced and left out.
 */
export function listServiceCosts(log: KpiLog, settings: LogSettings): ServiceCosts {
  const costs: ServiceCost[] = []
  let unpriced = 0
  for (const event of log.events) {
    const by = KEYS[findText(event.properties['allocation_key']) ?? '']
    if (event.event !== 'Cost Reported' || by === undefined || !isInWindow(event, settings)) continue
    const { properties, timestamp } = event
    const amountMinor = findNumber(properties['amount_minor'])
    const from = findText(properties['currency'])?.toUpperCase() ?? ''
    const exchange = { from, to: settings.currency, day: dayOf(timestamp, settings.zone), properties }
    const rate = findRate(log.rates, exchange)
    const channel = properties['scope'] === 'fixed' ? null : findText(properties['channel'])
    if (amountMinor === undefined || rate === undefined) unpriced += 1
    else
      costs.push({
        channel: channel !== null && isChannel(channel) ? channel : null,
        amountMinor:
          from === settings.currency ? amountMinor : convertMinor(amountMinor, { ...exchange, rate }),
        by,
      })
  }
  return { costs, unpriced }
}

/** What the cases that began in a channel cost. */
export interface ChannelCost {
  /** In that channel alone. */
  readonly firstChannelMinor: number
  /** In every channel they went through. */
  readonly routeMinor: number
  /** How many of them were closed in the window. */
  readonly resolved: number
}

/** Costs by the channel of first contact, and what there was nothing to share out by. */
export interface CostToServe {
  readonly byChannel: ReadonlyMap<Channel, ChannelCost>
  readonly unallocatedMinor: number
}

/**
 * Shares the costs of a window out over its contacts: agents' time by handling time, fees by contacts, fixed
 * costs by cases (each case's share goes to its first contact of the window). Nothing is lost: route costs
 * and what could not be shared out add up to the costs. Minor units, not rounded.
 */
export function toCostToServe(
  cases: readonly Case[],
  costs: readonly ServiceCost[],
  settings: LogSettings,
): CostToServe {
  const placed = cases.flatMap((one) =>
    one.contacts
      .filter((contact) => isInWindow({ timestamp: contact.at }, settings))
      .map((contact, at) => ({ one, contact, isFirst: at === 0 })),
  )
  const byChannel = new Map<Channel, ChannelCost>()
  const add = (channel: Channel, more: ChannelCost): void => {
    const known = byChannel.get(channel) ?? { firstChannelMinor: 0, routeMinor: 0, resolved: 0 }
    byChannel.set(channel, {
      firstChannelMinor: known.firstChannelMinor + more.firstChannelMinor,
      routeMinor: known.routeMinor + more.routeMinor,
      resolved: known.resolved + more.resolved,
    })
  }
  for (const one of cases) {
    const closedAt = findFinalClose(one, settings.zone)
    const resolved = closedAt !== null && isInWindow({ timestamp: closedAt }, settings) ? 1 : 0
    add(one.channel, { firstChannelMinor: 0, routeMinor: 0, resolved })
  }
  let unallocatedMinor = 0
  for (const cost of costs) {
    const shares = placed.filter(({ contact }) => cost.channel === null || contact.channel === cost.channel)
    const whole = shares.reduce((sum, place) => sum + toWeight(cost, place), 0)
    if (whole === 0) unallocatedMinor += cost.amountMinor
    else
      for (const place of shares) {
        const routeMinor = (cost.amountMinor * toWeight(cost, place)) / whole
        const { one, contact } = place
        const firstChannelMinor = contact.channel === one.channel ? routeMinor : 0
        add(one.channel, { firstChannelMinor, routeMinor, resolved: 0 })
      }
  }
  return { byChannel, unallocatedMinor }
}

interface Place {
  readonly one: Case
  readonly contact: Contact
  readonly isFirst: boolean
}

function toWeight({ by }: ServiceCost, { contact, isFirst }: Place): number {
  switch (by) {
    case 'agent-minutes':
      return contact.handleMs
    case 'contacts':
      return 1
    case 'cases':
      return isFirst ? 1 : 0
  }
}

/**
 * Cost per resolved case in minor units of the reporting currency: what the cases that began in a channel
 * cost ÷ how many of them were closed in the window. `route`: in all the channels they went through;
 * `first-channel`: in the one they began in, which makes a chat that ends on the telephone look cheap.
 * Without closed cases null, with the cost as numerator. `estimated` where a cost had no rate. Source: kpi
 * specification K34.
 */
export function toCostPerCase(
  costs: readonly ChannelCost[],
  { view, unpriced }: { readonly view: 'route' | 'first-channel'; readonly unpriced: number },
  settings: LogSettings,
): Measure {
  const spent = costs.reduce(
    (sum, { routeMinor, firstChannelMinor }) => sum + (view === 'route' ? routeMinor : firstChannelMinor),
    0,
  )
  const resolved = costs.reduce((sum, cost) => sum + cost.resolved, 0)
  return toMeasure(
    {
      definitionVersion: K34,
      unit: 'money',
      currency: settings.currency,
      value: resolved === 0 ? null : spent / resolved,
      numerator: spent,
      denominator: resolved,
      n: resolved,
      interval: null,
      estimated: unpriced > 0,
    },
    settings,
  )
}
