/** The edition of the formulas of K40. */
export const K40 = 'K40.2'

/** Money spent to win customers, and how many came. */
export interface Acquisition {
  /** Media, fees and allocated salaries, in minor units. */
  readonly costMinor: number
  /** Persons whose first order ever this was; by the attribution model named beside it. */
  readonly newCustomers: number
}

/**
 * K40 customer acquisition cost: cost ÷ new customers, in minor units, unrounded. Null where nobody came: the
 * cost is then shown by itself, and never divided among nobody. Without cost it is 0. A channel's CAC depends
 * on the attribution model; the blended one, all costs ÷ all new customers, does not and stands beside it.
 *
 * Source: kpi specification K40.
 */
export function toAcquisitionCost({ costMinor, newCustomers }: Acquisition): number | null {
  return newCustomers > 0 ? costMinor / newCustomers : null
}

/** Lifetime value ÷ acquisition cost, both per customer; null where one is not known or customers cost nothing. */
export function toValueToCost(valueMinor: number | null, acquisitionCostMinor: number | null): number | null {
  return valueMinor === null || acquisitionCostMinor === null || acquisitionCostMinor <= 0
    ? null
    : valueMinor / acquisitionCostMinor
}

/**
 * The first month after which customers have brought in what they cost: the smallest m for which the sum of
 * `marginsMinor[0 … m−1]`, mean contribution margin per customer and month of their life, reaches the cost.
 * 0 where they cost nothing; null where the months known do not suffice.
 */
export function toPaybackMonths(
  acquisitionCostMinor: number,
  marginsMinor: readonly number[],
): number | null {
  let earned = 0
  if (acquisitionCostMinor <= 0) return 0
  for (const [month, margin] of marginsMinor.entries()) {
    earned += margin
    if (earned >= acquisitionCostMinor) return month + 1
  }
  return null
}

/**
 * Return on investment: (margin − cost) ÷ cost; null where nothing was spent. It is the return on what was
 * spent only if the margin is incremental, measured against a control group. With attributed margin it says
 * where money came in, not what spending brought about, and must be called so.
 *
 * Source: kpi specification K40.
 */
export function toReturnOnInvestment(marginMinor: number, costMinor: number): number | null {
  return costMinor > 0 ? (marginMinor - costMinor) / costMinor : null
}

/** Attributed revenue ÷ advertising spend (ROAS); null where nothing was spent. Revenue, not profit. */
export function toReturnOnAdSpend(revenueMinor: number, spendMinor: number): number | null {
  return spendMinor > 0 ? revenueMinor / spendMinor : null
}

/**
 * Cost per completed journey: costs reported of the journey in the window ÷ entries that reached its goal in the
 * window, in minor units, unrounded. Null where none did: the cost is then shown by itself. Every entry counts that
 * arrived, not only a person's first; what was spent in one window may bring somebody to the goal in the next.
 *
 * Source: kpi specification K40 (operational efficiency).
 */
export function toCostPerCompleted(costMinor: number, completed: number): number | null {
  return completed > 0 ? costMinor / completed : null
}
