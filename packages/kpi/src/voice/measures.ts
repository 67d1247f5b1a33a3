import type { MeasureInfo } from '../measure-info.ts'

/** What a reader is told about the measures of the customer's voice, K21 to K27. */
export const VOICE_MEASURES = {} as const satisfies Record<string, MeasureInfo>
