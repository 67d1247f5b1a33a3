import type { Measure } from '@periplo/model'
import { toSends } from '../k02-sends.ts'
import { ROPO_HEADLINE } from '../k05-ropo.ts'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { isInWindow } from '../log/kpi-log.ts'
import { partsOf } from '../log/parts.ts'
import { toPartValues, toWhole } from '../measured-value.ts'
import type { FromLog, MeasuredValue, MeasureFromLog } from '../measured-value.ts'
import { isBegun, listVisits } from './counted-runs.ts'
import { listSends } from './journey-log.ts'
import type { ToldSend, Visit } from './journey-log.ts'
import { toWorkspaceFunnel } from './k01-workspace-funnel.ts'
import type { WorkspaceStage } from './k01-workspace-funnel.ts'
import { toDropOff, toMedianWithInside, toOnward, toStayQuantile, toStuckCount } from './lane-measures.ts'
import { readLaneConversion, STAGES_FROM_LOG } from './lanes-from-log.ts'
import type { OPEN_FUNNEL_MEASURES } from './measures-of-open-funnels.ts'
import type { WORKSPACE_MEASURES } from './measures-of-workspace.ts'
import type { MAP_MEASURES } from './measures.ts'
import { measureRopo } from './ropo-from-log.ts'
import type { RopoCell } from './ropo-from-log.ts'

/** How the measures of the map are computed on a log that holds exported facts (`map/journey-log.ts`). */
export const MAP_FROM_LOG: FromLog<typeof MAP_MEASURES> = {
  ...STAGES_FROM_LOG,
  'edge-share': (log, settings) => {
    const visits = visitsBegun(log, settings)
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
    const visits = visitsBegun(log, settings)
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
    const visits = visitsBegun(log, settings)
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
    const all = listVisits(log, settings)
    const read = (some: readonly Visit[]): Measure =>
      toStuckCount({ inside: some.filter((visit) => isBegun(visit, settings)), all: some }, settings)
    const parts = partsOf(all, ({ node }) => node)
    return [...toWhole('stuck', read(all)), ...toPartValues('stuck', { dimension: 'node', parts, read })]
  },
  sends: (log, settings) => {
    const sends = listSends(log).filter(({ at }) => isInWindow({ timestamp: at }, settings))
    const read = (some: readonly ToldSend[]): Measure => toSends(countSends(some), settings)
    const parts = partsOf(sends, ({ node }) => node)
    return [...toWhole('sends', read(sends)), ...toPartValues('sends', { dimension: 'node', parts, read })]
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

/** How K01 is computed on a log where a later stage implies the earlier ones. */
export const OPEN_FUNNELS_FROM_LOG: FromLog<typeof OPEN_FUNNEL_MEASURES> = {
  'stage-conversion-open': readLaneConversion('stage-conversion-open', { funnel: 'open', isLoss: false }),
  'workspace-conversion-open': readFunnel(
    'workspace-conversion-open',
    ({ openConversion }) => openConversion,
  ),
}

/** The visits that began in the window. */
function visitsBegun(log: KpiLog, settings: LogSettings): readonly Visit[] {
  return listVisits(log, settings).filter((visit) => isBegun(visit, settings))
}

function countSends(sends: readonly ToldSend[]): Readonly<Record<ToldSend['outcome'], number>> {
  const count = (outcome: ToldSend['outcome']): number =>
    sends.filter((send) => send.outcome === outcome).length
  return { sent: count('sent'), refused: count('refused'), failed: count('failed') }
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
function readFunnel<Id extends string>(
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
