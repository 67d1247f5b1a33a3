import type { Interval, MatchLevel, Measure, RollupSubject } from '@periplo/model'
import type { DayRange } from './civil-day.ts'
import { sumBins, sumOver } from './cohorts.ts'
import { toOrderCounter } from './counters.ts'
import type { OrderScope } from './counters.ts'
import { toMeasure, toShareMeasure } from './measure.ts'
import type { RopoMeasures, RopoTable, RopoWindow } from './overlay-shape.ts'
import type { Reading } from './reading.ts'
import { splitByMaturity } from './span.ts'
import type { Span } from './span.ts'

/** The edition of the formulas below. */
export const K05 = 'K05.1'

/** An order is settled when the time to return it has passed: 30 civil days. */
export const SETTLED_SPAN: Span = { days: 30, exactMs: 0 }

/** Below this share of identified orders the rates are `estimated`. */
export const LEAST_COVERAGE = 0.3

/** The headline: category match, 30 days. */
export const ROPO_HEADLINE = { level: 'category', window: 30 } as const

/** Orders (or their revenue) by what is known of them. */
interface Amounts {
  readonly all: number
  readonly identified: number
  /** By match level and shortest look-back that reaches the research. */
  readonly researched: Readonly<Record<MatchLevel, ReadonlyMap<number, number>>>
}

/** Everything the table is made of, read once. */
interface Ledger {
  readonly orders: Amounts
  /** Orders and net revenue in the reporting currency. */
  readonly reported: { readonly orders: Amounts; readonly net: Amounts }
  /** Whether some orders are in another currency, or in none. */
  readonly foreign: boolean
  readonly unsettled: number
  readonly coverage: Measure
}

/**
 * Research online, purchase offline, at every match level and look-back. With P the settled offline orders
 * (whose day ended at least 30 civil days ago) and R the identified ones of them with qualifying research in
 * `[order − L, order)`, L in civil days:
 * - order rate = R ÷ identified P; bounds: R ÷ P and (R + unidentified) ÷ P;
 * - revenue share = the same over net revenue, in the reporting currency;
 * - coverage = identified ÷ all offline orders of the window, settled or not, so that it is always there.
 *
 * Every order is scored by itself. A refund takes revenue, not the order. The reporting currency is the one
 * most orders are in; orders in others are left out of the revenue share, which is then `estimated`.
 * `estimated` too where coverage of P is below 30 %. A share of orders, not an effect: only an experiment
 * can tell what research caused. Source: kpi specification K05.
 */
export function toRopoTable(subject: RollupSubject, reading: Reading): RopoTable {
  const ledger = toLedger(subject, reading)
  const rowOf = (level: MatchLevel): Record<RopoWindow, RopoMeasures> => {
    const cellOf = (days: RopoWindow): RopoMeasures => toRopo({ ledger, level, days }, reading)
    return { 7: cellOf(7), 14: cellOf(14), 30: cellOf(30), 90: cellOf(90) }
  }
  return { any: rowOf('any'), category: rowOf('category'), sku: rowOf('sku') }
}

function toLedger(subject: RollupSubject, reading: Reading): Ledger {
  const { mature, open } = splitByMaturity(reading.days, SETTLED_SPAN, reading)
  const source = { subject, reading }
  const currencies = listCurrencies(source)
  const reporting = findReportingCurrency({ ...source, days: mature }, currencies)
  const inReporting = reporting === undefined ? [] : [reporting]
  const settled = { ...source, days: mature }
  const everything = readAmounts({ ...source, days: reading.days }, 'orders', currencies)
  const orders = readAmounts(settled, 'orders', currencies)
  const reported = {
    orders: readAmounts(settled, 'orders', inReporting),
    net: readAmounts(settled, 'net', inReporting),
  }
  return {
    orders,
    reported,
    foreign: reported.orders.all < orders.all,
    unsettled: readAmounts({ ...source, days: open }, 'orders', currencies).all,
    coverage: toShareMeasure(
      { definitionVersion: K05, part: everything.identified, whole: everything.all, open: 0 },
      reading,
    ),
  }
}

interface Source {
  readonly subject: RollupSubject
  readonly reading: Reading
}

/** Every currency some order of the subject is in. */
function listCurrencies({ subject, reading }: Source): readonly string[] {
  const prefix = `${subject}\n${toOrderCounter('orders', 'all', '')}`
  return [...reading.cohorts.keys()]
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))
    .sort()
}

/** The currency most orders are in; the first by alphabet where several are. Never XXX. */
function findReportingCurrency(
  { subject, reading, days }: Source & { readonly days: DayRange },
  currencies: readonly string[],
): string | undefined {
  const ordersIn = (currency: string): number =>
    sumOver(reading.cohorts, { subject, counter: toOrderCounter('orders', 'all', currency) }, days)
  return currencies
    .filter((currency) => currency !== 'XXX' && ordersIn(currency) > 0)
    .reduce<string | undefined>(
      (best, currency) => (best === undefined || ordersIn(currency) > ordersIn(best) ? currency : best),
      undefined,
    )
}

function readAmounts(
  { subject, reading, days }: Source & { readonly days: DayRange },
  what: 'orders' | 'net',
  currencies: readonly string[],
): Amounts {
  const read = (scope: OrderScope): ReadonlyMap<number, number> => {
    const bins = new Map<number, number>()
    for (const currency of currencies) {
      const counter = toOrderCounter(what, scope, currency)
      for (const [bin, sum] of sumBins(reading.cohorts, { subject, counter }, days)) {
        bins.set(bin, (bins.get(bin) ?? 0) + sum)
      }
    }
    return bins
  }
  return {
    all: read('all').get(0) ?? 0,
    identified: read('identified').get(0) ?? 0,
    researched: {
      any: read('researched-any'),
      category: read('researched-category'),
      sku: read('researched-sku'),
    },
  }
}

interface Cell {
  readonly ledger: Ledger
  readonly level: MatchLevel
  readonly days: RopoWindow
}

function toRopo({ ledger, level, days }: Cell, reading: Reading): RopoMeasures {
  const { orders, reported, coverage } = ledger
  const thin = orders.identified < LEAST_COVERAGE * orders.all
  const measure = (amounts: Amounts, n: number, estimated: boolean): Measure => {
    const researched = sumUpTo(amounts.researched[level], days)
    return toMeasure(
      {
        definitionVersion: K05,
        unit: 'rate',
        value: amounts.identified > 0 ? researched / amounts.identified : null,
        numerator: researched,
        denominator: amounts.identified,
        n: amounts.identified > 0 ? n : 0,
        interval: toBounds(amounts, researched),
        immature: ledger.unsettled > 0,
        estimated,
      },
      reading,
    )
  }
  return {
    orderRate: measure(orders, orders.identified, thin),
    revenueShare: measure(reported.net, reported.orders.identified, thin || ledger.foreign),
    coverage,
  }
}

/** What the rate over all orders could be, had nobody or everybody among the unidentified done research. */
function toBounds({ all, identified }: Amounts, researched: number): Interval | null {
  if (all <= 0) return null
  return { lo: researched / all, hi: (researched + all - identified) / all, level: 1, method: 'bounds' }
}

function sumUpTo(bins: ReadonlyMap<number, number>, days: number): number {
  return [...bins].reduce((sum, [bin, count]) => (bin <= days ? sum + count : sum), 0)
}
