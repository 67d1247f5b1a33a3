import type { FromLog } from '../measured-value.ts'
import type { DWELL_LOG_MEASURES } from './measures.ts'

/** How the measures of process logs, K04 are computed on an event log. */
export const DWELL_LOG_FROM_LOG: FromLog<typeof DWELL_LOG_MEASURES> = {}
