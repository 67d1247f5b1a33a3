import type { FromLog } from '../measured-value.ts'
import type { CONSISTENCY_MEASURES } from './measures.ts'

/** How the consistency measures, K36 are computed on an event log. */
export const CONSISTENCY_FROM_LOG: FromLog<typeof CONSISTENCY_MEASURES> = {}
