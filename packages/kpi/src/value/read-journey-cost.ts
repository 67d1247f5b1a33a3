import type { Measure } from '@periplo/model'
import { isInWindow } from '../log/kpi-log.ts'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { partsOf } from '../log/parts.ts'
import { listRuns } from '../map/journey-log.ts'
import { toMeasure } from '../measure.ts'
import { toPartValues, toWhole } from '../measured-value.ts'
import type { MeasuredValue } from '../measured-value.ts'
import { listJourneyCosts } from './costs.ts'
import type { JourneyCost } from './costs.ts'
import { K40, toCostPerCompleted } from './k40-acquisition.ts'

/** What an entry that reached the goal cost, over all journeys whose cost is reported, and of each of them. */
export function readJourneyCost(
  log: KpiLog,
  settings: LogSettings,
): readonly MeasuredValue<'cost-per-completed-journey'>[] {
  const costs = listJourneyCosts(log, settings)
  const arrived = listRuns(log).filter(
    ({ goalAt }) => goalAt !== null && isInWindow({ timestamp: goalAt }, settings),
  )
  const read = (some: readonly JourneyCost[]): Measure => {
    const journeys = new Set(some.map(({ journeyId }) => journeyId))
    const completed = arrived.filter(({ journeyId }) => journeys.has(journeyId)).length
    const costMinor = some.reduce((sum, { amountMinor }) => sum + (amountMinor ?? 0), 0)
    return toMeasure(
      {
        definitionVersion: K40,
        unit: 'money',
        currency: settings.currency,
        value: toCostPerCompleted(costMinor, completed),
        numerator: costMinor,
        denominator: completed,
        n: completed,
        interval: null,
        estimated: some.some(({ amountMinor }) => amountMinor === null),
      },
      settings,
    )
  }
  const parts = partsOf(costs, ({ journeyId }) => journeyId)
  return [
    ...toWhole('cost-per-completed-journey', read(costs)),
    ...toPartValues('cost-per-completed-journey', { dimension: 'journey', parts, read }),
  ]
}
