import { ATTRIBUTION_MEASURES } from './attribution/measures.ts'
import { CART_MEASURES } from './carts/measures.ts'
import { CONSISTENCY_MEASURES } from './consistency/measures.ts'
import { DWELL_LOG_MEASURES } from './dwell-log/measures.ts'
import { ENGAGEMENT_MEASURES } from './engagement/measures.ts'
import { EXPERIMENT_MEASURES } from './experiment/measures.ts'
import { FUNNEL_MEASURES } from './funnel/measures.ts'
import { OPEN_FUNNEL_MEASURES } from './map/measures-of-open-funnels.ts'
import { WORKSPACE_MEASURES } from './map/measures-of-workspace.ts'
import { MAP_MEASURES } from './map/measures.ts'
import type { MeasureInfo } from './measure-info.ts'
import { RESEARCHER_MEASURES } from './map/measures-of-researchers.ts'
import { RUN_MEASURES } from './map/run-measures.ts'
import { ORDER_MEASURES } from './orders/measures.ts'
import { SERVICE_MEASURES } from './service/measures.ts'
import { TRAFFIC_MEASURES } from './traffic/measures.ts'
import { TRUST_MEASURES } from './trust/measures.ts'
import { VALUE_MEASURES } from './value/measures.ts'
import { VOICE_MEASURES } from './voice/measures.ts'

/** Every measure there is, in the order of the KPIs: names, explanations and where each is shown. */
export const MEASURES = {
  ...MAP_MEASURES,
  ...WORKSPACE_MEASURES,
  ...OPEN_FUNNEL_MEASURES,
  ...RUN_MEASURES,
  ...RESEARCHER_MEASURES,
  ...FUNNEL_MEASURES,
  ...DWELL_LOG_MEASURES,
  ...ORDER_MEASURES,
  ...CART_MEASURES,
  ...TRAFFIC_MEASURES,
  ...ATTRIBUTION_MEASURES,
  ...ENGAGEMENT_MEASURES,
  ...VOICE_MEASURES,
  ...SERVICE_MEASURES,
  ...CONSISTENCY_MEASURES,
  ...VALUE_MEASURES,
  ...EXPERIMENT_MEASURES,
  ...TRUST_MEASURES,
} as const satisfies Record<string, MeasureInfo>

/** A measure of {@link MEASURES}. */
export type MeasureId = keyof typeof MEASURES

/** Whether the text names a measure. */
export function isMeasureId(text: string): text is MeasureId {
  return Object.hasOwn(MEASURES, text)
}

/** The names of all measures, in the order of {@link MEASURES}. */
export const MEASURE_IDS: readonly MeasureId[] = Object.keys(MEASURES).filter(isMeasureId)
