import type { Buyer } from './buyers.ts'
import { toAliveProbability, toExpectedRepeats } from './k39-bg-nbd.ts'
import type { BgNbdParameters } from './k39-bg-nbd.ts'
import { toExpectedSpend } from './k39-gamma-gamma.ts'
import type { GammaGammaParameters } from './k39-gamma-gamma.ts'

/** A month is a twelfth of a year of 365.25 days. */
export const MONTH_WEEKS = 365.25 / 12 / 7

/** How far a prediction looks, and what later money is worth. */
export interface Horizon {
  readonly months: number
  /** What a unit a month later is worth less: 0.01 is about 12.7 % a year. */
  readonly monthlyDiscountRate: number
  /** Contribution margin ÷ revenue; 1 to predict revenue. */
  readonly marginRate: number
}

/** Three years, 1 % a month, revenue. */
export const HORIZON: Horizon = { months: 36, monthlyDiscountRate: 0.01, marginRate: 1 }

/** What is expected of one buyer. */
export interface BuyerPrediction {
  readonly personId: string
  /** From 0 to 1; 1 for whoever has no repeat, as BG/NBD has it. */
  readonly aliveProbability: number
  /** Days with a purchase over the horizon, undiscounted. */
  readonly expectedRepeats: number
  /** Per such day, in minor units, unrounded; null where the model gives it no mean. */
  readonly expectedSpendMinor: number | null
  /** Discounted value over the horizon, in minor units, unrounded; null with it. */
  readonly valueMinor: number | null
}

/**
 * K39 predicted lifetime value from now on: over the months m of the horizon,
 *
 *   Σ (E[repeats by m] − E[repeats by m−1]) · E[spend] · margin ÷ (1 + d)^m,
 *
 * repeats by BG/NBD, spend by Gamma-Gamma, each purchase valued at the end of its month. What was bought
 * before now is not in it (that is K38).
 *
 * Unit: minor units. Edge cases: no months, no value; without a fit for spending, values are null. Source:
 * P. S. Fader, B. G. S. Hardie, K. L. Lee, "RFM and CLV", J. Mark. Res. 42 (2005) 415–430 (value = margin ×
 * spend × discounted expected transactions, summed here month by month).
 */
export function predictBuyer(
  buyer: Buyer,
  models: { readonly buying: BgNbdParameters; readonly spending: GammaGammaParameters | null },
  { months, monthlyDiscountRate, marginRate }: Horizon = HORIZON,
): BuyerPrediction {
  const expectedSpendMinor = models.spending && toExpectedSpend(models.spending, buyer)
  let [before, discounted] = [0, 0]
  for (let month = 1; month <= months; month++) {
    const repeats = toExpectedRepeats(models.buying, buyer, month * MONTH_WEEKS)
    discounted += (repeats - before) / (1 + monthlyDiscountRate) ** month
    before = repeats
  }
  return {
    personId: buyer.personId,
    aliveProbability: toAliveProbability(models.buying, buyer),
    expectedRepeats: before,
    expectedSpendMinor,
    valueMinor: expectedSpendMinor === null ? null : discounted * expectedSpendMinor * marginRate,
  }
}
