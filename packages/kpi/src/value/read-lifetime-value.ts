import type { Measure } from '@periplo/model'
import { listTouches } from '../attribution/log-paths.ts'
import { dayOf } from '../civil-day.ts'
import { isInWindow } from '../log/kpi-log.ts'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { compareText } from '../log/to-kpi-log.ts'
import { toMeasure } from '../measure.ts'
import type { MeasuredValue } from '../measured-value.ts'
import { bootstrap } from '../statistics/bootstrap.ts'
import { toMeanInterval } from '../statistics/means.ts'
import { sum, toSample } from '../statistics/sample.ts'
import { toCustomerOrders } from './customer-orders.ts'
import { BROAD, K38, toCustomerValue } from './k38-historic-value.ts'
import type { CustomerValue } from './k38-historic-value.ts'
import { measureTransactions } from './k39-transactions.ts'
import type { TransactionReport } from './k39-transactions.ts'

/** Equal logs give equal intervals. */
const SEED = 38

/** What the customers of a log, won in the window, brought in; and whether some of it is guessed. */
export interface CustomerValues {
  readonly customers: readonly CustomerValue[]
  readonly guessed: boolean
}

/** The customers whose first order ever lies in the window, with their route and value (K38). */
export function listCustomerValues(log: KpiLog, settings: LogSettings): CustomerValues {
  const customers: CustomerValue[] = []
  let guessed = false
  for (const [personId, orders] of toCustomerOrders(log, settings)) {
    const [first] = orders
    if (!first || !isInWindow(first.event, settings)) continue
    const acts = listTouches(log.byPerson.get(personId) ?? [])
    const valued = orders.map((order) => ({ ...order, at: order.occurredAt }))
    const customer = toCustomerValue(personId, { acts, orders: valued }, settings)
    if (customer) customers.push(customer)
    guessed ||= orders.some((order) => order.guessed)
  }
  return { customers: customers.sort((a, b) => compareText(a.personId, b.personId)), guessed }
}

/** Mean value of the first year, over all customers and by route. */
export function readHistoricValue(
  log: KpiLog,
  settings: LogSettings,
): readonly MeasuredValue<'clv-historic'>[] {
  const measure = 'clv-historic'
  const { customers, guessed } = listCustomerValues(log, settings)
  const toValue = (of: readonly CustomerValue[]): Measure => toMeanValue(of, guessed, settings)
  const routes = [...Map.groupBy(customers, ({ route }) => route.join('+'))]
    .sort(([a], [b]) => compareText(a, b))
    .map(([route, of]) => ({ measure, breakdown: { route }, value: toValue(of) }) as const)
  return [{ measure, breakdown: {}, value: toValue(customers) }, ...routes]
}

/** The mean of mature customers, with Student's interval. */
export function toMeanValue(
  customers: readonly CustomerValue[],
  guessed: boolean,
  settings: LogSettings,
): Measure {
  const values = customers.filter(({ mature }) => mature).map(({ valueMinor }) => valueMinor)
  const sample = toSample(values)
  return toMeasure(
    {
      definitionVersion: K38,
      unit: 'money',
      currency: settings.currency,
      value: sample.n > 0 ? sample.mean : null,
      numerator: sum(values),
      denominator: sample.n,
      n: sample.n,
      interval: toMeanInterval(sample),
      immature: sample.n < customers.length,
      estimated: guessed,
    },
    settings,
  )
}

/** Mean value on routes of three channels and more, less that on narrower ones. */
export function readBreadthGap(
  log: KpiLog,
  settings: LogSettings,
): readonly MeasuredValue<'clv-breadth-gap'>[] {
  const { customers, guessed } = listCustomerValues(log, settings)
  const mature = customers.filter((customer) => customer.mature)
  const value = toGap(mature)
  const finding = {
    definitionVersion: K38,
    unit: 'money',
    currency: settings.currency,
    value,
    numerator: value,
    denominator: value === null ? 0 : 1,
    n: mature.length,
    interval: value === null ? null : bootstrap(mature, toGap, { seed: SEED }),
    immature: mature.length < customers.length,
    estimated: guessed,
  } as const
  return [{ measure: 'clv-breadth-gap', breakdown: {}, value: toMeasure(finding, settings) }]
}

function toGap(customers: readonly CustomerValue[]): number | null {
  const broad = { sum: 0, count: 0 }
  const narrow = { sum: 0, count: 0 }
  for (const { route, valueMinor } of customers) {
    const group = route.length >= BROAD ? broad : narrow
    group.sum += valueMinor
    group.count++
  }
  return broad.count > 0 && narrow.count > 0 ? broad.sum / broad.count - narrow.sum / narrow.count : null
}

/** What buyers are expected to be worth from the end of the window on, on average. */
export function readPredictedValue(
  log: KpiLog,
  settings: LogSettings,
): readonly MeasuredValue<'clv-predicted'>[] {
  const { value } = predict(log, settings)
  const { currency } = settings
  return [{ measure: 'clv-predicted', breakdown: {}, value: { ...value, currency } }]
}

/** How many buyers are expected to be still there at the end of the window. */
export function readAlive(log: KpiLog, settings: LogSettings): readonly MeasuredValue<'buyers-alive'>[] {
  const { alive } = predict(log, settings)
  return [{ measure: 'buyers-alive', breakdown: {}, value: alive }]
}

/** The buyers as they stood at the end of the window, or at `asOf` if that comes first. */
function predict(log: KpiLog, settings: LogSettings): TransactionReport {
  const { zone, window, asOf } = settings
  const end = Math.min(window.to, asOf)
  const orders = [...toCustomerOrders(log, settings).values()].flat()
  const transactions = orders
    .filter(({ occurredAt }) => occurredAt < end)
    .map(({ personId, occurredAt, netMinor }) => ({
      personId,
      day: dayOf(occurredAt, zone),
      amountMinor: netMinor,
    }))
  return measureTransactions(transactions, { until: dayOf(end - 1, zone) }, settings)
}
