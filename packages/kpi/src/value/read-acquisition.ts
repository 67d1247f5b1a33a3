import type { Measure } from '@periplo/model'
import { isInWindow } from '../log/kpi-log.ts'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { toMeasure } from '../measure.ts'
import type { MeasuredValue } from '../measured-value.ts'
import { toAcquisitionLedger } from './acquisition-ledger.ts'
import type { AcquisitionLedger, Takings } from './acquisition-ledger.ts'
import { toCustomerOrders } from './customer-orders.ts'
import {
  K40,
  toAcquisitionCost,
  toPaybackMonths,
  toReturnOnAdSpend,
  toReturnOnInvestment,
  toValueToCost,
} from './k40-acquisition.ts'
import { listMonthlyMargins } from './life-months.ts'
import { listCustomerValues, toMeanValue } from './read-lifetime-value.ts'

/** Cost per new customer, blended and by the channel of their last touch. */
export function readAcquisitionCost(
  log: KpiLog,
  settings: LogSettings,
): readonly MeasuredValue<'acquisition-cost'>[] {
  const ledger = toAcquisitionLedger(log, settings)
  return listParts('acquisition-cost', ledger, ({ costMinor, newCustomers }) =>
    toMeasure(
      {
        definitionVersion: K40,
        unit: 'money',
        currency: settings.currency,
        value: toAcquisitionCost({ costMinor, newCustomers }),
        numerator: costMinor,
        denominator: newCustomers,
        n: newCustomers,
        interval: null,
        estimated: ledger.unpricedCosts,
      },
      settings,
    ),
  )
}

/** Attributed margin less cost, per cost. */
export function readReturnOnInvestment(
  log: KpiLog,
  settings: LogSettings,
): readonly MeasuredValue<'attributed-roi'>[] {
  const ledger = toAcquisitionLedger(log, settings)
  return listParts('attributed-roi', ledger, ({ contributionMinor, costMinor, orders }) =>
    toRatio(
      {
        value: toReturnOnInvestment(contributionMinor, costMinor),
        numerator: contributionMinor - costMinor,
        denominator: costMinor,
        n: orders,
        estimated: ledger.unpriced || ledger.guessed,
      },
      settings,
    ),
  )
}

/** Attributed revenue per unit of advertising spend; the whole over channels with such spend. */
export function readReturnOnAdSpend(
  log: KpiLog,
  settings: LogSettings,
): readonly MeasuredValue<'return-on-ad-spend'>[] {
  const ledger = toAcquisitionLedger(log, settings)
  const paid = ledger.byChannel.filter(([, { adSpendMinor }]) => adSpendMinor > 0)
  const whole = {
    ...ledger.whole,
    orders: paid.reduce((sum, [, { orders }]) => sum + orders, 0),
    revenueMinor: paid.reduce((sum, [, { revenueMinor }]) => sum + revenueMinor, 0),
  }
  return listParts('return-on-ad-spend', { ...ledger, whole, byChannel: paid }, (takings) =>
    toRatio(
      {
        value: toReturnOnAdSpend(takings.revenueMinor, takings.adSpendMinor),
        numerator: takings.revenueMinor,
        denominator: takings.adSpendMinor,
        n: takings.orders,
        estimated: ledger.unpriced,
      },
      settings,
    ),
  )
}

/** First-year value of the customers won, per what it cost to win one. */
export function readValueToCost(
  log: KpiLog,
  settings: LogSettings,
): readonly MeasuredValue<'value-to-cost'>[] {
  const ledger = toAcquisitionLedger(log, settings)
  const { customers, guessed } = listCustomerValues(log, settings)
  const worth = toMeanValue(customers, guessed, settings)
  const cost = toAcquisitionCost(ledger.whole)
  const value = toRatio(
    {
      value: toValueToCost(worth.value, cost),
      numerator: worth.value,
      denominator: worth.value === null ? 0 : cost,
      n: worth.n,
      immature: worth.flags.includes('immature'),
      estimated: guessed || ledger.unpriced,
    },
    settings,
  )
  return [{ measure: 'value-to-cost', breakdown: {}, value }]
}

/** Months until the customers won have brought in what they cost. */
export function readPayback(log: KpiLog, settings: LogSettings): readonly MeasuredValue<'payback-months'>[] {
  const ledger = toAcquisitionLedger(log, settings)
  const customers = [...toCustomerOrders(log, settings).values()].filter(
    ([first]) => first && isInWindow(first.event, settings),
  )
  const cost = toAcquisitionCost(ledger.whole)
  const margins = listMonthlyMargins(customers, settings)
  const value = cost === null || ledger.whole.costMinor <= 0 ? null : toPaybackMonths(cost, margins)
  const finding = {
    definitionVersion: K40,
    unit: 'count',
    value,
    numerator: cost,
    denominator: value === null && margins.length === 0 ? 0 : customers.length,
    n: customers.length,
    interval: null,
    immature: value === null && customers.length > 0,
    estimated: ledger.unpriced || ledger.guessed,
  } as const
  return [{ measure: 'payback-months', breakdown: {}, value: toMeasure(finding, settings) }]
}

function listParts<Id extends string>(
  measure: Id,
  { whole, byChannel }: AcquisitionLedger,
  toValue: (takings: Takings) => Measure,
): readonly MeasuredValue<Id>[] {
  const parts = byChannel.map(([channel, takings]) => ({
    measure,
    breakdown: { channel },
    value: toValue(takings),
  }))
  return [{ measure, breakdown: {}, value: toValue(whole) }, ...parts]
}

interface Ratio {
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly n: number
  readonly immature?: boolean
  readonly estimated: boolean
}

function toRatio(ratio: Ratio, settings: LogSettings): Measure {
  return toMeasure({ definitionVersion: K40, unit: 'ratio', interval: null, ...ratio }, settings)
}
