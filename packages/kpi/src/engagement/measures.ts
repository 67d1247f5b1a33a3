import type { MeasureInfo } from '../measure-info.ts'

/** What a reader is told about the engagement measures, K17 to K20. */
export const ENGAGEMENT_MEASURES = {} as const satisfies Record<string, MeasureInfo>
