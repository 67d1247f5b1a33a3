import type { Measure } from '@periplo/model'
import type { MapMeasureId } from './map/measures.ts'
import type { MeasuredValue } from './measured-value.ts'
import { ROPO_WINDOWS } from './overlay-shape.ts'
import type { DwellMeasures, Overlay, RopoMeasures, RopoTable } from './overlay-shape.ts'

/** A value, and which part of the journey it speaks of. */
type Part = readonly [breakdown: Readonly<Record<string, string>>, value: Measure | null]

/** Where each measure of the map stands in an overlay: total over them, so that none is without a value. */
const PLACES: { readonly [Id in MapMeasureId]: (overlay: Overlay) => readonly Part[] } = {
  'stage-conversion': ({ stages }) => toParts('stage', stages, ({ conversion }) => conversion),
  'stage-drop-off': ({ stages }) => toParts('stage', stages, ({ dropOff }) => dropOff),
  'stage-skips': ({ stages }) => toParts('stage', stages, ({ skips }) => skips),
  goal: ({ journey }) => [[{}, journey.goal]],
  'edge-share': ({ edges }) => toParts('edge', edges, ({ share }) => share),
  'drop-off': ({ nodes }) => toParts('node', nodes, ({ dropOff }) => dropOff),
  dwell: ({ nodes, stages }) => [
    ...toQuantiles('stage', stages),
    ...toQuantiles('node', nodes),
    ...Object.entries(nodes).map(([node, { medianWithInside }]): Part => [
      { node, quantile: 'p50 with those inside' },
      medianWithInside,
    ]),
  ],
  stuck: ({ nodes }) => toParts('node', nodes, ({ stuck }) => stuck),
  sends: ({ nodes }) => toParts('node', nodes, ({ sends }) => sends),
  'ropo-orders': (overlay) => toCells(overlay, ({ orderRate }) => orderRate),
  'ropo-revenue': (overlay) => toCells(overlay, ({ revenueShare }) => revenueShare),
  'ropo-coverage': ({ ropo, workspaceRopo }) => [
    [{ of: 'journey' }, ropo.any[30].coverage],
    [{ of: 'workspace' }, workspaceRopo.any[30].coverage],
  ],
}

/**
 * One measure of the map by its id, part by part, in the form every other measure is told in. Parts are named by
 * `stage`, `node` or `edge`, and where they apply `quantile`, `of` (`journey`, `workspace`), `match` and `days`; what
 * has no such measure, as the last stage no conversion, is not among them.
 */
export function listOverlayValues(
  overlay: Overlay,
  measure: MapMeasureId,
): readonly MeasuredValue<MapMeasureId>[] {
  return PLACES[measure](overlay).flatMap(([breakdown, value]) =>
    value === null ? [] : [{ measure, breakdown, value }],
  )
}

function toParts<Shown>(
  dimension: string,
  shown: Readonly<Record<string, Shown>>,
  read: (one: Shown) => Measure | null,
): readonly Part[] {
  return Object.entries(shown).map(([id, one]) => [{ [dimension]: id }, read(one)])
}

const QUANTILES = ['p50', 'p75', 'p90', 'p95'] as const

function toQuantiles(
  dimension: string,
  shown: Readonly<Record<string, { readonly dwell: DwellMeasures }>>,
): readonly Part[] {
  return Object.entries(shown).flatMap(([id, { dwell }]) =>
    QUANTILES.map((quantile): Part => [{ [dimension]: id, quantile }, dwell[quantile]]),
  )
}

function toCells({ ropo, workspaceRopo }: Overlay, read: (cell: RopoMeasures) => Measure): readonly Part[] {
  const toTable = (of: string, table: RopoTable): readonly Part[] =>
    Object.entries(table).flatMap(([match, row]) =>
      ROPO_WINDOWS.map((days): Part => [{ of, match, days: String(days) }, read(row[days])]),
    )
  return [...toTable('journey', ropo), ...toTable('workspace', workspaceRopo)]
}
