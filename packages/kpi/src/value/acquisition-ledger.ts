import { UNATTRIBUTED } from '../attribution/channel-path.ts'
import { toLogPaths } from '../attribution/log-paths.ts'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { compareText } from '../log/to-kpi-log.ts'
import { listAcquisitionCosts, sumSpends } from './costs.ts'
import type { AcquisitionSpend } from './costs.ts'
import { toContribution, toCustomerOrders } from './customer-orders.ts'

/** What came through a channel in the window, by the last touch, and what was spent on it. */
export interface Takings {
  readonly orders: number
  readonly newCustomers: number
  readonly revenueMinor: number
  readonly contributionMinor: number
  readonly costMinor: number
  readonly adSpendMinor: number
}

/** The takings of a window, whole and by channel. */
export interface AcquisitionLedger {
  readonly whole: Takings
  readonly byChannel: readonly (readonly [string, Takings])[]
  /** Some costs or orders could not be told in the reporting currency. */
  readonly unpriced: boolean
  /** Some costs could not. */
  readonly unpricedCosts: boolean
  /** Some margins are revenue, for want of better. */
  readonly guessed: boolean
}

/**
 * Sets what came in against what was spent: each order of the window at the channel of its last touch
 * ({@link toLogPaths}), `(unattributed)` where there is none. An order is a new customer's if it is the first
 * the log knows of them.
 */
export function toAcquisitionLedger(log: KpiLog, settings: LogSettings): AcquisitionLedger {
  const { spends, unpriced } = listAcquisitionCosts(log, settings)
  const byPerson = toCustomerOrders(log, settings)
  const firsts = new Set([...byPerson.values()].map(([first]) => first?.orderId))
  const contributions = new Map([...byPerson.values()].flat().map((order) => [order.orderId, order]))
  const paths = toLogPaths(log, settings)
  const rows = paths.orders.map(({ order, path }): OrderRow => {
    const { contributionMinor, guessed } = contributions.get(order.orderId) ?? toContribution(order)
    return {
      channel: path.at(-1)?.channel ?? UNATTRIBUTED,
      isFirst: firsts.has(order.orderId),
      revenueMinor: order.netMinor ?? 0,
      contributionMinor,
      guessed,
    }
  })
  const channels = new Set([
    ...rows.map(({ channel }) => channel),
    ...spends.flatMap(({ channel }) => channel ?? []),
  ])
  return {
    whole: toTakings(rows, spends),
    byChannel: [...channels].sort(compareText).map((channel) => {
      const own = rows.filter((row) => row.channel === channel)
      return [
        channel,
        toTakings(
          own,
          spends.filter((spend) => spend.channel === channel),
        ),
      ] as const
    }),
    unpriced: unpriced > 0 || paths.unpriced > 0,
    unpricedCosts: unpriced > 0,
    guessed: rows.some(({ guessed }) => guessed),
  }
}

interface OrderRow {
  readonly channel: string
  readonly isFirst: boolean
  readonly revenueMinor: number
  readonly contributionMinor: number
  readonly guessed: boolean
}

function toTakings(rows: readonly OrderRow[], spends: readonly AcquisitionSpend[]): Takings {
  return {
    orders: rows.length,
    newCustomers: rows.filter(({ isFirst }) => isFirst).length,
    revenueMinor: rows.reduce((sum, { revenueMinor }) => sum + revenueMinor, 0),
    contributionMinor: rows.reduce((sum, { contributionMinor }) => sum + contributionMinor, 0),
    costMinor: sumSpends(spends),
    adSpendMinor: sumSpends(spends, ({ isAds }) => isAds),
  }
}
