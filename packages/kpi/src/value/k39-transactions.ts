import type { Measure } from '@periplo/model'
import type { CivilDay } from '../civil-day.ts'
import { toMeasure } from '../measure.ts'
import type { Finding, Frame } from '../measure.ts'
import { sum } from '../statistics/sample.ts'
import { countPurchaseDays, toBuyers, weeksBetween } from './buyers.ts'
import type { Buyer, Transaction } from './buyers.ts'
import { fitBgNbd, K39 } from './k39-bg-nbd.ts'
import { correlateSpending, DOUBTFUL_CORRELATION, fitGammaGamma } from './k39-gamma-gamma.ts'
import { compareHoldout } from './k39-holdout.ts'
import type { Holdout } from './k39-holdout.ts'
import { HORIZON, predictBuyer } from './k39-lifetime-value.ts'
import type { BuyerPrediction, Horizon } from './k39-lifetime-value.ts'

/** How a list of transactions is read. */
export interface TransactionTerms {
  /** The last civil day the models may know. */
  readonly until: CivilDay
  /** The last civil day of what they are held against; nothing unless said. */
  readonly holdoutUntil?: CivilDay
  readonly horizon?: Horizon
}

/** What transactions tell of the value of buyers to come. */
export interface TransactionReport {
  /** In the order of {@link toBuyers}, and so are the predictions. */
  readonly buyers: readonly Buyer[]
  readonly buying: ReturnType<typeof fitBgNbd>
  readonly spending: ReturnType<typeof fitGammaGamma>
  /** Of how often and how much: from 0.3 on, in size, the value is doubtful. Null where one does not vary. */
  readonly correlation: number | null
  /** None where buying could not be fitted. */
  readonly predictions: readonly BuyerPrediction[]
  /** Null where none was asked for, or buying could not be fitted. */
  readonly holdout: Holdout | null
  /** Mean value of a buyer over the horizon, in minor units without a currency. */
  readonly value: Measure
  /** Buyers expected to be still there ÷ buyers. */
  readonly alive: Measure
  /** Mean days with a purchase over the horizon. */
  readonly repeats: Measure
}

/**
 * K39 on a list of transactions: BG/NBD and Gamma-Gamma fitted to what was bought until `until`, what they
 * expect of each buyer, and (with `holdoutUntil`) what came true of it. Means are over buyers; values are
 * `estimated` where a model did not settle or buying and spending go together. No buyer, or no repeat among
 * them: `no_data`. Source: kpi specification K39, and the papers named at {@link fitBgNbd} and
 * {@link fitGammaGamma}.
 */
export function measureTransactions(
  transactions: readonly Transaction[],
  { until, holdoutUntil, horizon = HORIZON }: TransactionTerms,
  frame: Frame,
): TransactionReport {
  const buyers = toBuyers(transactions, until)
  const buying = fitBgNbd(buyers)
  const spending = fitGammaGamma(buyers)
  const correlation = correlateSpending(buyers)
  const parameters = buying.kind === 'fitted' ? buying.parameters : null
  const models = parameters && {
    buying: parameters,
    spending: spending.kind === 'fitted' ? spending.parameters : null,
  }
  const predictions = models ? buyers.map((buyer) => predictBuyer(buyer, models, horizon)) : []
  const isBuyingDoubtful = buying.kind === 'fitted' && !buying.converged
  const isSpendingDoubtful =
    spending.kind !== 'fitted' || !spending.converged || Math.abs(correlation ?? 0) >= DOUBTFUL_CORRELATION
  const mean = (read: (prediction: BuyerPrediction) => number | null, finding: MeanTerms): Measure =>
    toMean(predictions.map(read), finding, frame)
  return {
    buyers,
    buying,
    spending,
    correlation,
    predictions,
    holdout:
      parameters && holdoutUntil !== undefined
        ? compareHoldout(buyers, parameters, toFuture(transactions, until, holdoutUntil))
        : null,
    value: mean(({ valueMinor }) => valueMinor, {
      unit: 'money',
      estimated: isBuyingDoubtful || isSpendingDoubtful,
    }),
    alive: mean(({ aliveProbability }) => aliveProbability, { unit: 'rate', estimated: isBuyingDoubtful }),
    repeats: mean(({ expectedRepeats }) => expectedRepeats, { unit: 'ratio', estimated: isBuyingDoubtful }),
  }
}

type MeanTerms = Pick<Finding, 'unit' | 'estimated'>

function toMean(values: readonly (number | null)[], terms: MeanTerms, frame: Frame): Measure {
  const known = values.filter((value) => value !== null)
  const n = known.length
  const total = n > 0 ? sum(known) : null
  return toMeasure(
    {
      ...terms,
      definitionVersion: K39,
      value: total === null ? null : total / n,
      numerator: total,
      denominator: n,
      n,
      interval: null,
    },
    frame,
  )
}

function toFuture(
  transactions: readonly Transaction[],
  after: CivilDay,
  until: CivilDay,
): { readonly weeks: number; readonly countOf: (personId: string) => number } {
  const counts = countPurchaseDays(transactions, { after, until })
  return { weeks: weeksBetween(after, until), countOf: (personId) => counts.get(personId) ?? 0 }
}
