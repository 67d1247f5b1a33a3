import type { MeasureInfo } from '../measure-info.ts'

/** What a reader is told about the service measures, K28 to K35. */
export const SERVICE_MEASURES = {} as const satisfies Record<string, MeasureInfo>
