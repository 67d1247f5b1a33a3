import type { FromLog } from '../measured-value.ts'
import type { SERVICE_MEASURES } from './measures.ts'

/** How the service measures, K28 to K35 are computed on an event log. */
export const SERVICE_FROM_LOG: FromLog<typeof SERVICE_MEASURES> = {}
