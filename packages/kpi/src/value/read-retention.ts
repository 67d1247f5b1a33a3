import type { Measure } from '@periplo/model'
import { addDays, dayOf } from '../civil-day.ts'
import { isInWindow } from '../log/kpi-log.ts'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { toShareMeasure } from '../measure.ts'
import type { MeasuredValue } from '../measured-value.ts'
import { toCustomerOrders } from './customer-orders.ts'
import { K42, sumByAge, toCohorts } from './k42-cohorts.ts'
import type { Cohort } from './k42-cohorts.ts'

/** Rolling retention counts this many months from each on. */
const ROLLING_MONTHS = 3

/** Bought again in that very month. */
export function readRetention(log: KpiLog, settings: LogSettings): readonly MeasuredValue<'retention'>[] {
  return readTriangle('retention', 1, { log, settings })
}

/** Bought again in that month or the two after it. */
export function readRollingRetention(
  log: KpiLog,
  settings: LogSettings,
): readonly MeasuredValue<'rolling-retention'>[] {
  return readTriangle('rolling-retention', ROLLING_MONTHS, { log, settings })
}

/** The whole is the month after the first over all mature cohorts; the parts are the cells of the triangle. */
function readTriangle<Id extends string>(
  measure: Id,
  within: number,
  { log, settings }: { readonly log: KpiLog; readonly settings: LogSettings },
): readonly MeasuredValue<Id>[] {
  const cohorts = listCohorts(within, log, settings)
  const next = sumByAge(cohorts)[1] ?? { retained: 0, size: 0, open: 0 }
  const fresh = cohorts.filter(({ cells }) => cells.length < 2).reduce((sum, { size }) => sum + size, 0)
  const share = { definitionVersion: K42, part: next.retained, whole: next.size, open: next.open + fresh }
  const cells = cohorts.flatMap((cohort) =>
    cohort.cells.slice(1).map((cell) => {
      const breakdown = { cohort: cohort.month, month: String(cell.age).padStart(2, '0') }
      return { measure, breakdown, value: toCell(cohort, cell, settings) }
    }),
  )
  return [{ measure, breakdown: {}, value: toShareMeasure(share, settings) }, ...cells]
}

function toCell(
  { size }: Cohort,
  { retained, mature }: Cohort['cells'][number],
  settings: LogSettings,
): Measure {
  const share = { definitionVersion: K42, part: retained, whole: size, open: mature ? 0 : size }
  return toShareMeasure(share, settings)
}

/** Cohorts of persons whose first order ever lies in the window; what they did after it counts to the last whole day. */
function listCohorts(within: number, log: KpiLog, settings: LogSettings): readonly Cohort[] {
  const { zone, asOf } = settings
  const persons = [...toCustomerOrders(log, settings)].filter(
    ([, [first]]) => first && isInWindow(first.event, settings),
  )
  const purchases = persons.flatMap(([personId, orders]) =>
    orders.map(({ occurredAt }) => ({ personId, day: dayOf(occurredAt, zone) })),
  )
  return toCohorts(purchases, { until: addDays(dayOf(asOf, zone), -1), within })
}
