import type { FromLog } from '../measured-value.ts'
import type { VALUE_MEASURES } from './measures.ts'

/** How the measures of value, K38 to K40 and K42 are computed on an event log. */
export const VALUE_FROM_LOG: FromLog<typeof VALUE_MEASURES> = {}
