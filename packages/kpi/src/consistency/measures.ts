import type { MeasureInfo } from '../measure-info.ts'

/** What a reader is told about the consistency measures, K36. */
export const CONSISTENCY_MEASURES = {} as const satisfies Record<string, MeasureInfo>
