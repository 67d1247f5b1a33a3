import { ATTRIBUTION_FROM_LOG } from './attribution/from-log.ts'
import { CART_FROM_LOG } from './carts/from-log.ts'
import { CONSISTENCY_FROM_LOG } from './consistency/from-log.ts'
import { DWELL_LOG_FROM_LOG } from './dwell-log/from-log.ts'
import { ENGAGEMENT_FROM_LOG } from './engagement/from-log.ts'
import { EXPERIMENT_FROM_LOG } from './experiment/from-log.ts'
import { FUNNEL_FROM_LOG } from './funnel/from-log.ts'
import { MAP_FROM_LOG, OPEN_FUNNELS_FROM_LOG, WORKSPACE_FROM_LOG } from './map/from-log.ts'
import { RESEARCHERS_FROM_LOG } from './map/researchers-from-log.ts'
import { RUN_FROM_LOG } from './map/runs-from-log.ts'
import type { MeasureFromLog } from './measured-value.ts'
import type { MeasureId } from './measures.ts'
import { ORDER_FROM_LOG } from './orders/from-log.ts'
import { SERVICE_FROM_LOG } from './service/from-log.ts'
import { TRAFFIC_FROM_LOG } from './traffic/from-log.ts'
import { TRUST_FROM_LOG } from './trust/from-log.ts'
import { VALUE_FROM_LOG } from './value/from-log.ts'
import { VOICE_FROM_LOG } from './voice/from-log.ts'

/** How every measure is computed on an event log: total over the registry. */
export const MEASURES_FROM_LOG: {
  readonly [Id in MeasureId]: MeasureFromLog<Id>
} = {
  ...MAP_FROM_LOG,
  ...WORKSPACE_FROM_LOG,
  ...OPEN_FUNNELS_FROM_LOG,
  ...RUN_FROM_LOG,
  ...RESEARCHERS_FROM_LOG,
  ...FUNNEL_FROM_LOG,
  ...DWELL_LOG_FROM_LOG,
  ...ORDER_FROM_LOG,
  ...CART_FROM_LOG,
  ...TRAFFIC_FROM_LOG,
  ...ATTRIBUTION_FROM_LOG,
  ...ENGAGEMENT_FROM_LOG,
  ...VOICE_FROM_LOG,
  ...SERVICE_FROM_LOG,
  ...CONSISTENCY_FROM_LOG,
  ...VALUE_FROM_LOG,
  ...EXPERIMENT_FROM_LOG,
  ...TRUST_FROM_LOG,
}
