import { toMinorUnits } from '@periplo/model'
import { findNumber } from '../log/items.ts'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { roundHalfEven } from '../log/money.ts'
import { toOrders } from '../log/orders.ts'
import type { Order } from '../log/orders.ts'

/** An order of a person, and what it contributed. */
export interface CustomerOrder extends Order {
  readonly personId: string
  /** Margin net of refunds, in minor units of the reporting currency; 0 where nothing is known. */
  readonly contributionMinor: number
  /** Whether that is a guess: the order names no `margin`, so its revenue stands for it, or no worth at all. */
  readonly guessed: boolean
}

/**
 * The orders of each person, by time, with everything refunded until `asOf` taken off. Contribution is the
 * order's `margin` (whole units of its currency, as `revenue`), less the share of it that was refunded.
 * Orders of nobody are not there.
 */
export function toCustomerOrders(
  log: KpiLog,
  settings: LogSettings,
): ReadonlyMap<string, readonly CustomerOrder[]> {
  const everything = { ...settings, window: { from: settings.window.from, to: settings.asOf } }
  const orders = toOrders(log, everything).orders.flatMap((order): readonly CustomerOrder[] => {
    const { personId } = order
    return personId === null ? [] : [{ ...order, personId, ...toContribution(order) }]
  })
  return Map.groupBy(orders, ({ personId }) => personId)
}

/** What an order contributes, of whomever it is: its margin, less the share of it that was refunded. */
export function toContribution({
  netMinor,
  event,
}: Order): Pick<CustomerOrder, 'contributionMinor' | 'guessed'> {
  const { amountMinor = 0, currency = '', properties } = event
  const margin = findNumber(properties['margin'])
  const marginMinor = margin === undefined ? undefined : toMinorUnits(margin, currency)
  if (netMinor === null) return { contributionMinor: 0, guessed: true }
  if (marginMinor === undefined || amountMinor <= 0) {
    return { contributionMinor: netMinor, guessed: netMinor !== 0 }
  }
  return { contributionMinor: roundHalfEven((netMinor * marginMinor) / amountMinor), guessed: false }
}
