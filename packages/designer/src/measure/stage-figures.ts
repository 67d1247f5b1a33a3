import type { StageMeasures } from '@periplo/kpi'

/** What a stage's header shows while measuring. */
export interface StageFigures {
  readonly measures: StageMeasures | undefined
  /** The ROPO line, where the stage has one. */
  readonly ropo: string | undefined
  readonly isLast: boolean
}
