import type { MeasureInfo } from '../measure-info.ts'

/** What a reader is told about the measures of trust and data, K45 to K48. */
export const TRUST_MEASURES = {} as const satisfies Record<string, MeasureInfo>
