import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { toMeasure } from '../measure.ts'
import { toWhole } from '../measured-value.ts'
import type { MeasureFromLog } from '../measured-value.ts'
import { toMatchedBreadthLift, toRawBreadthLift } from '../orders/breadth-lift.ts'
import { toBreadthCohort } from './k42-breadth-retention.ts'
import { K42 } from './k42-cohorts.ts'

/** Retention of customers with several channels less that of customers with one, as it is. */
export const readRetentionLift = readLift('retention-lift', toRawBreadthLift)

/** The same among customers of like activity. */
export const readMatchedRetentionLift = readLift('retention-lift-matched', toMatchedBreadthLift)

function readLift<Id extends string>(measure: Id, toLift: typeof toRawBreadthLift): MeasureFromLog<Id> {
  return (log: KpiLog, settings: LogSettings) => {
    const { customers, open } = toBreadthCohort(log, settings)
    const lift = toLift(customers)
    const finding = {
      definitionVersion: K42,
      unit: 'rate',
      ...lift,
      numerator: null,
      denominator: lift.value === null ? 0 : null,
      immature: open > 0,
    } as const
    return toWhole(measure, toMeasure(finding, settings))
  }
}
