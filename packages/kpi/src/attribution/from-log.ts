import type { FromLog } from '../measured-value.ts'
import type { ATTRIBUTION_MEASURES } from './measures.ts'

/** How the attribution measures, K10 to K16 are computed on an event log. */
export const ATTRIBUTION_FROM_LOG: FromLog<typeof ATTRIBUTION_MEASURES> = {}
