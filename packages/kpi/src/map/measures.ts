import type { MeasureInfo } from '../measure-info.ts'
import { ROPO_MEASURES } from './measures-of-ropo.ts'
import { STAGE_MEASURES } from './measures-of-stages.ts'
import { STEP_MEASURES } from './measures-of-steps.ts'

/** The measures of the map, K01 to K05 over rollups: what an overlay holds, and nothing else. */
export const MAP_MEASURES = {
  ...STAGE_MEASURES,
  ...STEP_MEASURES,
  ...ROPO_MEASURES,
} as const satisfies Record<string, MeasureInfo>

/** A measure of {@link MAP_MEASURES}: what can be asked of a live journey. */
export type MapMeasureId = keyof typeof MAP_MEASURES

/** Whether the text names a measure of the map. */
export function isMapMeasureId(text: string): text is MapMeasureId {
  return Object.hasOwn(MAP_MEASURES, text)
}
