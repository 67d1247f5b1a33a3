import type { MeasureInfo } from '../measure-info.ts'

/** What a reader is told about the measures of process logs, K04. */
export const DWELL_LOG_MEASURES = {} as const satisfies Record<string, MeasureInfo>
