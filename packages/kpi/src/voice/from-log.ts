import type { FromLog } from '../measured-value.ts'
import type { VOICE_MEASURES } from './measures.ts'

/** How the measures of the customer's voice, K21 to K27 are computed on an event log. */
export const VOICE_FROM_LOG: FromLog<typeof VOICE_MEASURES> = {}
