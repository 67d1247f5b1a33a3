import type { FromLog } from '../measured-value.ts'
import type { ENGAGEMENT_MEASURES } from './measures.ts'

/** How the engagement measures, K17 to K20 are computed on an event log. */
export const ENGAGEMENT_FROM_LOG: FromLog<typeof ENGAGEMENT_MEASURES> = {}
