import type { Measure } from '@periplo/model'
import type { LogSettings } from '../log/kpi-log.ts'
import type { Order } from '../log/orders.ts'
import { toMeasure, toShareMeasure } from '../measure.ts'
import { toMeanInterval, toNormalInterval, toRatioOfMeans } from '../statistics/means.ts'
import { quantileOf, sortNumbers, toQuantileInterval } from '../statistics/order-statistics.ts'
import { sum, toSample } from '../statistics/sample.ts'
import type { Pair } from '../statistics/sample.ts'

/** The edition of the formulas below. */
export const K37 = 'K37.1'

/** Which of an order's amounts is meant (rule 0.7). */
export type RevenueKind = 'gross' | 'net' | 'settled'

/** Values above this quantile are cut to it before arms are compared. */
const CAP_QUANTILE = 0.999

/** What orders are worth, and how many are left out. */
export interface OrderValues {
  /** Person (or, where nobody is known, the order itself) and worth of each counted order. */
  readonly worths: readonly { readonly unit: string; readonly amountMinor: number }[]
  /** Orders that may still be returned, where settled amounts are asked. */
  readonly open: number
  /** Orders whose money cannot be told. */
  readonly unpriced: number
}

/**
 * The worth of each order. Gross counts every order, refunded or not; net and settled leave out those that were
 * given back in full (they are no orders any more) and keep those that were free from the start.
 */
export function toOrderValues(orders: readonly Order[], kind: RevenueKind): OrderValues {
  const asked = kind === 'settled' ? orders.filter(({ isSettled }) => isSettled) : orders
  const worths = asked.flatMap((order) => {
    const amountMinor = AMOUNT[kind](order)
    if (amountMinor === null || isGivenBack(order, amountMinor, kind)) return []
    return [{ unit: order.personId ?? `order:${order.orderId}`, amountMinor }]
  })
  const unpriced = asked.filter((order) => order.unpriced !== null).length
  return { worths, open: orders.length - asked.length, unpriced }
}

const AMOUNT: { readonly [K in RevenueKind]: (order: Order) => number | null } = {
  gross: ({ grossMinor }) => grossMinor,
  net: ({ netMinor }) => netMinor,
  settled: ({ settledMinor }) => settledMinor,
}

function isGivenBack({ grossMinor }: Order, amountMinor: number, kind: RevenueKind): boolean {
  return kind !== 'gross' && amountMinor === 0 && grossMinor !== 0
}

/**
 * K37 average order value: revenue ÷ orders, in minor units of the reporting currency (a mean, so not whole).
 * Persons, not orders, are drawn at random, so the interval is the delta method's over persons. Orders whose
 * money cannot be told are left out and make it `estimated`. Sources: kpi specification K37; Deng et al. (2018).
 */
export function toAverageOrderValue({ worths, open, unpriced }: OrderValues, settings: LogSettings): Measure {
  const estimate = toRatioOfMeans(toPersonPairs(worths))
  const total = sum(worths.map(({ amountMinor }) => amountMinor))
  return toMeasure(
    {
      definitionVersion: K37,
      unit: 'money',
      currency: settings.currency,
      value: estimate?.value ?? null,
      numerator: total,
      denominator: worths.length,
      n: worths.length,
      interval: estimate && worths.length > 1 ? toNormalInterval(estimate) : null,
      immature: open > 0,
      estimated: unpriced > 0,
    },
    settings,
  )
}

/** Orders (x) and revenue (y) of each person. */
function toPersonPairs(worths: OrderValues['worths']): readonly Pair[] {
  const byUnit = Map.groupBy(worths, ({ unit }) => unit)
  return [...byUnit.values()].map((own) => ({
    x: own.length,
    y: sum(own.map(({ amountMinor }) => amountMinor)),
  }))
}

/** The median order, with the interval of order statistics. Half of all orders are worth no more. */
export function toMedianOrderValue(values: OrderValues, settings: LogSettings): Measure {
  const sorted = sortNumbers(values.worths.map(({ amountMinor }) => amountMinor))
  return toValueMeasure(
    { value: quantileOf(sorted, 0.5), interval: toQuantileInterval(sorted, 0.5), values },
    settings,
  )
}

/** The mean with what lies above the 99.9 % quantile cut to it, so that one order does not decide a comparison. */
export function toCappedOrderValue(values: OrderValues, settings: LogSettings): Measure {
  const amounts = values.worths.map(({ amountMinor }) => amountMinor)
  const cap = quantileOf(sortNumbers(amounts), CAP_QUANTILE)
  const sample = toSample(amounts.map((amount) => Math.min(amount, cap ?? amount)))
  return toValueMeasure(
    { value: sample.n === 0 ? null : sample.mean, interval: toMeanInterval(sample), values },
    settings,
  )
}

function toValueMeasure(
  { value, interval, values }: Pick<Measure, 'value' | 'interval'> & { readonly values: OrderValues },
  settings: LogSettings,
): Measure {
  const { worths, open, unpriced } = values
  return toMeasure(
    {
      definitionVersion: K37,
      unit: 'money',
      currency: settings.currency,
      value,
      numerator: null,
      denominator: null,
      n: worths.length,
      interval,
      immature: open > 0,
      estimated: unpriced > 0,
    },
    settings,
  )
}

/** Orders whose money cannot be told in the reporting currency ÷ orders. They are in no figure of revenue. */
export function toUnpricedShare(
  { unpriced, all }: { readonly unpriced: number; readonly all: number },
  settings: LogSettings,
): Measure {
  return toShareMeasure({ definitionVersion: K37, part: unpriced, whole: all }, settings)
}
