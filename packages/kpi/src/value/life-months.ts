import { addDaysAt } from '../civil-day.ts'
import type { LogSettings } from '../log/kpi-log.ts'
import type { CustomerOrder } from './customer-orders.ts'

/** A month of a customer's life, where payback is counted: so many civil days. */
const LIFE_MONTH_DAYS = 30
/** Payback is looked for in so many months. */
const PAYBACK_MONTHS = 36

/**
 * Mean contribution per customer in each month of their life (30 civil days from their first order), in minor
 * units, up to 36 months; each over the customers for whom that month is over at `asOf`, and as far as there
 * are any. `customers` hold the orders of one person each, by time.
 */
export function listMonthlyMargins(
  customers: readonly (readonly CustomerOrder[])[],
  { zone, asOf }: Pick<LogSettings, 'zone' | 'asOf'>,
): readonly number[] {
  const margins: number[] = []
  for (let month = 0; month < PAYBACK_MONTHS; month++) {
    const lived = customers.flatMap((orders) => {
      const first = orders[0]?.occurredAt ?? 0
      const from = addDaysAt(first, month * LIFE_MONTH_DAYS, zone)
      const to = addDaysAt(first, (month + 1) * LIFE_MONTH_DAYS, zone)
      return to <= asOf ? [sumBetween(orders, from, to)] : []
    })
    if (lived.length === 0) return margins
    margins.push(lived.reduce((a, b) => a + b, 0) / lived.length)
  }
  return margins
}

function sumBetween(orders: readonly CustomerOrder[], from: number, to: number): number {
  const within = orders.filter(({ occurredAt }) => occurredAt >= from && occurredAt < to)
  return within.reduce((sum, { contributionMinor }) => sum + contributionMinor, 0)
}
