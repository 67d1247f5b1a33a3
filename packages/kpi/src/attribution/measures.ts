import type { MeasureInfo } from '../measure-info.ts'

/** What a reader is told about the attribution measures, K10 to K16. */
export const ATTRIBUTION_MEASURES = {} as const satisfies Record<string, MeasureInfo>
