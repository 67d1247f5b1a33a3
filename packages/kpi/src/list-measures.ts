import { findFormula } from './measure-info.ts'
import type { MeasureInfo, Wording } from './measure-info.ts'
import { isMapMeasureId } from './map/measures.ts'
import { MEASURE_IDS, MEASURES } from './measures.ts'
import type { MeasureId } from './measures.ts'

/** An entry of the registry with everything about it told, whatever is usual filled in. */
export interface ListedMeasure extends Omit<
  MeasureInfo,
  'short' | 'parts' | 'superficial' | 'alarm' | 'reentry'
> {
  readonly id: MeasureId
  /** The KPI of the specification: `K03`. */
  readonly kpi: string
  readonly short: Wording
  /** Null where nothing is divided. */
  readonly formula: { readonly numerator: Wording; readonly denominator: Wording } | null
  readonly parts: Readonly<Record<string, Wording>>
  readonly superficial: boolean
  readonly alarm: MeasureInfo['alarm'] | null
  readonly reentry: MeasureInfo['reentry'] | null
  /** Whether it can be asked of a live journey; every measure can be computed on a file of events. */
  readonly isLive: boolean
}

/** The whole registry, in the order of the KPIs: what the API, the catalogue of the studio and the docs tell. */
export function listMeasures(): readonly ListedMeasure[] {
  return MEASURE_IDS.map((id) => toListed(id, MEASURES[id]))
}

function toListed(id: MeasureId, info: MeasureInfo): ListedMeasure {
  const [en, es] = [findFormula(info.explanation.en), findFormula(info.explanation.es)]
  return {
    ...info,
    id,
    kpi: info.definitionVersion.slice(0, 'K00'.length),
    short: info.short ?? info.name,
    formula:
      en && es
        ? {
            numerator: { en: en.numerator, es: es.numerator },
            denominator: { en: en.denominator, es: es.denominator },
          }
        : null,
    parts: info.parts ?? {},
    superficial: info.superficial ?? false,
    alarm: info.alarm ?? null,
    reentry: info.reentry ?? null,
    isLive: isMapMeasureId(id),
  }
}
