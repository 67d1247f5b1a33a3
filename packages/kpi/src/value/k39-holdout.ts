import type { Buyer } from './buyers.ts'
import { toExpectedRepeats } from './k39-bg-nbd.ts'
import type { BgNbdParameters } from './k39-bg-nbd.ts'

/** Buyers who had bought equally often when the prediction was made. */
export interface HoldoutRow {
  /** Repeats before; {@link LAST_ROW} stands for so many and more. */
  readonly repeats: number
  readonly persons: number
  /** Mean days with a purchase in the holdout: as they were, and as expected. */
  readonly actualMean: number
  readonly expectedMean: number
}

/** What came true of the predictions. */
export interface Holdout {
  readonly persons: number
  readonly weeks: number
  /** Days with a purchase, of all persons. */
  readonly actual: number
  readonly expected: number
  /** expected ÷ actual − 1; null where nobody bought. */
  readonly relativeError: number | null
  /** Over persons: mean of |expected − actual|, and root of the mean square. */
  readonly meanAbsoluteError: number
  readonly rootMeanSquareError: number
  readonly byRepeats: readonly HoldoutRow[]
}

/** Rows of the comparison end with "7 or more". */
export const LAST_ROW = 7

/**
 * Compares what BG/NBD expects of buyers in the `weeks` after their observation with what they did:
 * `countOf` tells the days with a purchase, 0 for those it does not know.
 *
 * Source: Fader, Hardie, Lee (2005), fig. 4 (conditional expectations by calibration repeats).
 */
export function compareHoldout(
  buyers: readonly Buyer[],
  parameters: BgNbdParameters,
  { weeks, countOf }: { readonly weeks: number; readonly countOf: (personId: string) => number },
): Holdout {
  const compared = buyers.map((buyer) => ({
    repeats: Math.min(LAST_ROW, buyer.repeats),
    actual: countOf(buyer.personId),
    expected: toExpectedRepeats(parameters, buyer, weeks),
  }))
  const n = Math.max(1, compared.length)
  const { actual, expected } = sum(compared)
  const errors = compared.map((one) => one.expected - one.actual)
  return {
    persons: compared.length,
    weeks,
    actual,
    expected,
    relativeError: actual > 0 ? expected / actual - 1 : null,
    meanAbsoluteError: errors.reduce((total, error) => total + Math.abs(error), 0) / n,
    rootMeanSquareError: Math.sqrt(errors.reduce((total, error) => total + error ** 2, 0) / n),
    byRepeats: [...Map.groupBy(compared, ({ repeats }) => repeats)]
      .sort(([one], [other]) => one - other)
      .map(([repeats, row]) => {
        const { actual, expected } = sum(row)
        const persons = row.length
        return { repeats, persons, actualMean: actual / persons, expectedMean: expected / persons }
      }),
  }
}

function sum(rows: readonly { readonly actual: number; readonly expected: number }[]) {
  const total = { actual: 0, expected: 0 }
  for (const { actual, expected } of rows) {
    total.actual += actual
    total.expected += expected
  }
  return total
}
