import type { Measure } from '@periplo/model'
import { ROPO_HEADLINE } from '../k05-ropo.ts'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { isInWindow } from '../log/kpi-log.ts'
import { partsOf } from '../log/parts.ts'
import { toPartValues, toWhole } from '../measured-value.ts'
import type { FromLog, MeasuredValue, MeasureFromLog } from '../measured-value.ts'
import { listRuns } from './journey-log.ts'
import type { JourneyRun, Visit } from './journey-log.ts'
import { toWorkspaceFunnel } from './k01-workspace-funnel.ts'
import type { WorkspaceStage } from './k01-workspace-funnel.ts'
import {
  orderStages,
  toDropOff,
  toGoalRate,
  toLaneConversion,
  toMedianWithInside,
  toOnward,
  toStayQuantile,
  toStuckCount,
} from './lane-measures.ts'
import type { MAP_MEASURES, WORKSPACE_MEASURES } from './measures.ts'
import { measureRopo } from './ropo-from-log.ts'
import type { RopoCell } from './ropo-from-log.ts'

type LaneId = 'stage-conversion' | 'stage-drop-off'

/** How the measures of the map are computed on a log that holds exported facts (`map/journey-log.ts`). */
export const MAP_FROM_LOG: FromLog<typeof MAP_MEASURES> = {
  'stage-conversion': readLanes('stage-conversion', false),
  'stage-drop-off': readLanes('stage-drop-off', true),
  goal: (log, settings) => {
    const runs = runsOf(log, settings)
    const read = (some: readonly JourneyRun[]): Measure => toGoalRate(some, settings)
    const parts = partsOf(runs, ({ journeyId }) => journeyId)
    return [...toWhole('goal', read(runs)), ...toPartValues('goal', { dimension: 'journey', parts, read })]
  },
  'edge-share': (log, settings) => {
    const visits = visitsOf(log, settings)
    const byPort = partsOf(visits, ({ node }) => node).flatMap(([node, own]) =>
      partsOf(own, ({ port }) => port).map(([port]) => ({
        measure: 'edge-share' as const,
        breakdown: { edge: `${node}:${port}` },
        value: toOnward(own, settings, port),
      })),
    )
    return [...toWhole('edge-share', toOnward(visits, settings)), ...byPort]
  },
  'drop-off': (log, settings) => {
    const visits = visitsOf(log, settings)
    const read = (some: readonly Visit[]): Measure => toDropOff(some, settings)
    const parts = partsOf(visits, ({ node }) => node)
    return [
      ...toWhole('drop-off', read(visits)),
      ...toPartValues('drop-off', { dimension: 'node', parts, read }),
      ...(['abandoned', 'error', 'exited', 'suppressed'] as const).map((reason) => ({
        measure: 'drop-off' as const,
        breakdown: { reason },
        value: toDropOff(visits, settings, reason),
      })),
    ]
  },
  dwell: (log, settings) => {
    const visits = visitsOf(log, settings)
    const read = (some: readonly Visit[]): Measure => toStayQuantile(some, 0.5, settings)
    const parts = partsOf(visits, ({ node }) => node)
    return [
      ...toWhole('dwell', read(visits)),
      ...toPartValues('dwell', { dimension: 'node', parts, read }),
      ...([75, 90, 95] as const).map((percent) => ({
        measure: 'dwell' as const,
        breakdown: { quantile: `p${percent}` },
        value: toStayQuantile(visits, percent / 100, settings),
      })),
      {
        measure: 'dwell',
        breakdown: { quantile: 'p50 with those inside' },
        value: toMedianWithInside(visits, settings),
      },
    ]
  },
  stuck: (log, settings) => {
    const all = listRuns(log).flatMap(({ visits }) => visits)
    const read = (some: readonly Visit[]): Measure =>
      toStuckCount({ inside: some.filter((visit) => isBegun(visit, settings)), all: some }, settings)
    const parts = partsOf(all, ({ node }) => node)
    return [...toWhole('stuck', read(all)), ...toPartValues('stuck', { dimension: 'node', parts, read })]
  },
  'ropo-orders': readRopo('ropo-orders', ({ orderRate }) => orderRate),
  'ropo-revenue': readRopo('ropo-revenue', ({ revenueShare }) => revenueShare),
  'ropo-coverage': (log, settings) => toWhole('ropo-coverage', measureRopo(log, settings).coverage),
}

/** How the workspace's own funnel is computed on a log. */
export const WORKSPACE_FROM_LOG: FromLog<typeof WORKSPACE_MEASURES> = {
  'workspace-conversion': readFunnel('workspace-conversion', ({ conversion }) => conversion),
  'workspace-skips': readFunnel('workspace-skips', ({ skipped }) => skipped),
}

function isBegun({ enteredAt }: { readonly enteredAt: number }, settings: LogSettings): boolean {
  return isInWindow({ timestamp: enteredAt }, settings)
}

/** The runs that entered their journey in the window. */
function runsOf(log: KpiLog, settings: LogSettings): readonly JourneyRun[] {
  return listRuns(log).filter((run) => isBegun(run, settings))
}

/** The visits that began in the window. */
function visitsOf(log: KpiLog, settings: LogSettings): readonly Visit[] {
  return listRuns(log).flatMap(({ visits }) => visits.filter((visit) => isBegun(visit, settings)))
}

/** From the first stage to the second; then every stage that has a next one, journey by journey. */
function readLanes<Id extends LaneId>(measure: Id, isLoss: boolean): MeasureFromLog<Id> {
  return (log, settings) => {
    const runs = runsOf(log, settings)
    const parts = partsOf(runs, ({ journeyId }) => journeyId).flatMap(([journey, own]) => {
      const stages = orderStages(own)
      return stages.slice(0, -1).map((stage, place) => ({
        measure,
        breakdown: { journey, stage },
        value: toLaneConversion(own, { stage, next: stages[place + 1] ?? '', isLoss }, settings),
      }))
    })
    const [stage = '', next = ''] = orderStages(runs)
    return [...toWhole(measure, toLaneConversion(runs, { stage, next, isLoss }, settings)), ...parts]
  }
}

function readRopo<Id extends 'ropo-orders' | 'ropo-revenue'>(
  measure: Id,
  read: (cell: RopoCell) => Measure,
): MeasureFromLog<Id> {
  return (log, settings) => {
    const { cells } = measureRopo(log, settings)
    const isHeadline = ({ level, days }: RopoCell): boolean =>
      level === ROPO_HEADLINE.level && days === ROPO_HEADLINE.window
    return [
      ...cells.filter(isHeadline).flatMap((cell) => toWhole(measure, read(cell))),
      ...cells.map((cell) => ({
        measure,
        breakdown: { match: cell.level, days: String(cell.days) },
        value: read(cell),
      })),
    ]
  }
}

/** The first stage of which there is something to say speaks for the whole; then each. */
function readFunnel<Id extends keyof typeof WORKSPACE_MEASURES>(
  measure: Id,
  read: (stage: WorkspaceStage) => Measure | null,
): MeasureFromLog<Id> {
  return (log, settings) => {
    const values = toWorkspaceFunnel(log, settings).flatMap((stage): readonly MeasuredValue<Id>[] => {
      const value = read(stage)
      return value ? [{ measure, breakdown: { stage: stage.stage }, value }] : []
    })
    return [...values.slice(0, 1).map((first) => ({ ...first, breakdown: {} })), ...values]
  }
}
