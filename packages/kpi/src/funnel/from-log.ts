import type { FromLog } from '../measured-value.ts'
import type { FUNNEL_MEASURES } from './measures.ts'

/** How the measures of funnels over events, K02 are computed on an event log. */
export const FUNNEL_FROM_LOG: FromLog<typeof FUNNEL_MEASURES> = {}
