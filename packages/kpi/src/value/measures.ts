import type { MeasureInfo } from '../measure-info.ts'

/** What a reader is told about the measures of value, K38 to K40 and K42. */
export const VALUE_MEASURES = {} as const satisfies Record<string, MeasureInfo>
