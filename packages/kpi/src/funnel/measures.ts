import type { MeasureInfo } from '../measure-info.ts'

/** What a reader is told about the measures of funnels over events, K02. */
export const FUNNEL_MEASURES = {} as const satisfies Record<string, MeasureInfo>
