import type { FromLog } from '../measured-value.ts'
import type { TRUST_MEASURES } from './measures.ts'

/** How the measures of trust and data, K45 to K48 are computed on an event log. */
export const TRUST_FROM_LOG: FromLog<typeof TRUST_MEASURES> = {}
