import type { MeasureInfo } from '../measure-info.ts'
import { EXPERIENCE_MEASURES } from './experience-measures.ts'
import { HANDLING_MEASURES } from './handling-measures.ts'
import { RESOLUTION_MEASURES } from './resolution-measures.ts'

/** What a reader is told about the service measures, K28 to K35. */
export const SERVICE_MEASURES = {
  ...RESOLUTION_MEASURES,
  ...HANDLING_MEASURES,
  ...EXPERIENCE_MEASURES,
} as const satisfies Record<string, MeasureInfo>
