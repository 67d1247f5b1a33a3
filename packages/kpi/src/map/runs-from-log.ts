import type { Measure } from '@periplo/model'
import { addDaysAt } from '../civil-day.ts'
import { K01 } from '../k01-stage-conversion.ts'
import { K03 } from '../k03-drop-off.ts'
import { K04 } from '../k04-dwell.ts'
import { isInWindow } from '../log/kpi-log.ts'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { toOrders } from '../log/orders.ts'
import type { Order } from '../log/orders.ts'
import { namesOf, partsOf } from '../log/parts.ts'
import { toMeasure, toShareMeasure } from '../measure.ts'
import { toPartValues, toWhole } from '../measured-value.ts'
import type { FromLog } from '../measured-value.ts'
import { chooseRuns, listRunsBegun } from './counted-runs.ts'
import { listRuns } from './journey-log.ts'
import type { JourneyRun, Visit } from './journey-log.ts'
import { isOpen, orderStages, toLoss } from './lane-measures.ts'
import type { RUN_MEASURES } from './run-measures.ts'

/** Civil days after an entry in which what its person buys is taken to come of it. */
const DOWNSTREAM_DAYS = 30

/** How runs are measured on a log that holds exported facts. */
export const RUN_FROM_LOG: FromLog<typeof RUN_MEASURES> = {
  'stage-regress': (log, settings) => {
    const moves = listBegun(log, settings).flatMap((run) => listRegresses(run).map((stage) => ({ stage })))
    const runs = listBegun(log, settings).length
    const read = (some: readonly unknown[]): Measure => toRegress(some.length, runs, settings)
    const parts = partsOf(moves, ({ stage }) => stage)
    return [
      ...toWhole('stage-regress', read(moves)),
      ...toPartValues('stage-regress', { dimension: 'stage', parts, read }),
    ]
  },
  'value-at-risk': (log, settings) => {
    const stays = listStays(log, settings)
    const read = (some: readonly Stay[]): Measure => toValueAtRisk(some, settings)
    const parts = partsOf(stays, ({ visit }) => visit.node)
    return [
      ...toWhole('value-at-risk', read(stays)),
      ...toPartValues('value-at-risk', { dimension: 'node', parts, read }),
    ]
  },
  'step-rework': (log, settings) => {
    const runs = listBegun(log, settings)
    const nodes = namesOf(
      runs.flatMap(({ visits }) => visits),
      ({ node }) => node,
    )
    const reads = nodes.map((node) => ({
      measure: 'step-rework' as const,
      breakdown: { node },
      value: toRework(
        runs.map(({ visits }) => visits.filter((visit) => visit.node === node).length),
        settings,
      ),
    }))
    return [...toWhole('step-rework', toRework(runs.map(countMostVisits), settings)), ...reads]
  },
}

/** The runs that entered their journey in the window and count. */
function listBegun(log: KpiLog, settings: LogSettings): readonly JourneyRun[] {
  return chooseRuns(listRunsBegun(log, settings), settings, 'all')
}

/** The stages a run left for an earlier one, each time. */
function listRegresses(run: JourneyRun): readonly string[] {
  const order = orderStages([run])
  const stages = run.visits.flatMap(({ stage }) => stage ?? [])
  return stages.filter((stage, at) => order.indexOf(stages[at + 1] ?? stage) < order.indexOf(stage))
}

function toRegress(moves: number, runs: number, settings: LogSettings): Measure {
  const finding = {
    definitionVersion: K01,
    unit: 'count',
    numerator: null,
    denominator: null,
    interval: null,
  } as const
  return toMeasure({ ...finding, value: runs === 0 ? null : moves, n: runs }, settings)
}

function countMostVisits({ visits }: JourneyRun): number {
  const counts = Map.groupBy(visits, ({ node }) => node)
  return Math.max(0, ...[...counts.values()].map(({ length }) => length))
}

/** Of runs by how often they came: those that came twice or more ÷ those that came. */
function toRework(visits: readonly number[], settings: LogSettings): Measure {
  const came = visits.filter((count) => count > 0)
  const part = came.filter((count) => count > 1).length
  return toShareMeasure({ definitionVersion: K04, part, whole: came.length }, settings)
}

/** A visit, and what its person bought in the days after. */
interface Stay {
  readonly visit: Visit
  readonly bought: readonly Order[]
}

function listStays(log: KpiLog, settings: LogSettings): readonly Stay[] {
  const ordersOf = Map.groupBy(toOrders(log, settings).orders, ({ personId }) => personId)
  return chooseRuns(listRuns(log), settings, 'all').flatMap(({ personId, visits }) =>
    visits
      .filter(({ enteredAt }) => isInWindow({ timestamp: enteredAt }, settings))
      .map((visit) => {
        const until = addDaysAt(visit.enteredAt, DOWNSTREAM_DAYS, settings.zone)
        const bought = (ordersOf.get(personId) ?? []).filter(
          ({ occurredAt }) => occurredAt >= visit.enteredAt && occurredAt <= until,
        )
        return { visit, bought }
      }),
  )
}

/**
 * K03 value at risk: mature entries lost × the mean net revenue of the entries that went on, in the 30 civil days from
 * their coming. Minor units of the reporting currency, unrounded; `numerator` counts the lost, `denominator` those that
 * went on. Nobody went on: null. Orders whose money cannot be told make it `estimated`. Source: kpi specification K03.
 */
function toValueAtRisk(stays: readonly Stay[], settings: LogSettings): Measure {
  const mature = stays.filter(({ visit }) => !isOpen(visit.enteredAt, visit.waitMs, settings))
  const lost = mature.filter(({ visit }) => toLoss(visit, settings.zone) !== null).length
  const kept = mature.filter(({ visit }) => toLoss(visit, settings.zone) === null)
  const orders = kept.flatMap(({ bought }) => bought)
  const downstream = orders.reduce((sum, { netMinor }) => sum + (netMinor ?? 0), 0)
  return toMeasure(
    {
      definitionVersion: K03,
      unit: 'money',
      currency: settings.currency,
      value: kept.length === 0 ? null : (lost * downstream) / kept.length,
      numerator: lost,
      denominator: kept.length,
      n: mature.length,
      interval: null,
      immature: mature.length < stays.length,
      estimated: orders.some(({ unpriced }) => unpriced !== null),
    },
    settings,
  )
}
