import { addDays, dayOf } from '../civil-day.ts'
import type { CivilDay } from '../civil-day.ts'
import type { LogSettings } from '../log/kpi-log.ts'
import { weeksBetween } from './buyers.ts'
import type { CustomerOrder } from './customer-orders.ts'

/** A month of a customer's life, where payback is counted: so many civil days. */
const LIFE_MONTH_DAYS = 30
/** Payback is looked for in so many months. */
const PAYBACK_MONTHS = 36

/**
 * Mean contribution per customer in each month of their life (30 civil days, the day of their first order the first of them), in minor
 * units, up to 36 months; each over the customers for whom that month is over at `asOf`, and as far as there
 * are any. `customers` hold the orders of one person each, by time.
 */
export function listMonthlyMargins(
  customers: readonly (readonly CustomerOrder[])[],
  { zone, asOf }: Pick<LogSettings, 'zone' | 'asOf'>,
): readonly number[] {
  const sums = Array.from({ length: PAYBACK_MONTHS }, () => 0)
  const counts = Array.from({ length: PAYBACK_MONTHS }, () => 0)
  const lastDay = addDays(dayOf(asOf, zone), -1)
  for (const orders of customers) {
    const first = dayOf(orders[0]?.occurredAt ?? 0, zone)
    const lived = Math.min(PAYBACK_MONTHS, toLifeMonth(first, addDays(lastDay, 1)))
    for (let month = 0; month < lived; month++) counts[month] = (counts[month] ?? 0) + 1
    for (const { occurredAt, contributionMinor } of orders) {
      const month = toLifeMonth(first, dayOf(occurredAt, zone))
      if (month < lived) sums[month] = (sums[month] ?? 0) + contributionMinor
    }
  }
  const reached = counts.filter((count) => count > 0).length
  return counts.slice(0, reached).map((count, month) => (sums[month] ?? 0) / count)
}

/** Whole months of life from the first day to another. */
function toLifeMonth(first: CivilDay, day: CivilDay): number {
  return Math.floor((weeksBetween(first, day) * 7) / LIFE_MONTH_DAYS + 1e-9)
}
