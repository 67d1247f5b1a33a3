import type { Measure } from '@periplo/model'
import type { Spread } from './spread.ts'
import type { Variant } from './routes.ts'
import type { WorkingClock } from '../working-hours.ts'

/** The edition of the formulas of K04 on process logs. */
export const K04_PROCESS = 'K04-log.1'

/** What is asked of a process log. */
export interface ProcessTerms {
  /** Activities that close a case; a case without one is open. Every case is closed unless they are named. */
  readonly closing?: readonly string[] | undefined
  /** Activities that are contacts with the customer. Unless they are named, any repetition counts as one more. */
  readonly contacts?: readonly string[] | undefined
  /** What time is told by; every hour counts unless it says otherwise. */
  readonly clock?: WorkingClock | undefined
}

/** What a process log tells. */
export interface ProcessReport {
  readonly cases: number
  /** Cases without a closing activity; in no throughput and no rate over closed cases. */
  readonly openCases: number
  readonly events: number
  /** Whether it tells beginnings and ends of activities, or one moment each. */
  readonly hasStarts: boolean
  /** From the first to the last event of closed cases. */
  readonly throughput: Spread
  /** From any activity until the next one began. */
  readonly dwell: Spread
  /** In the order of their names. */
  readonly activities: readonly ActivityReport[]
  readonly rework: Rework
  readonly transfers: Transfers
  /** Closed cases dealt with at the first contact. */
  readonly firstContactResolution: Measure
  /** Every way cases took, the most frequent first. */
  readonly variants: readonly Variant[]
}

/** One activity of the log. */
export interface ActivityReport {
  readonly activity: string
  readonly visits: number
  /** Cases it was done in. */
  readonly cases: number
  /** Until the next activity began. The last one of a case is left by nobody, and not in it. */
  readonly dwell: Spread
  /** Since everything before was done. */
  readonly waiting: Spread
  /** From start to completion; null in a log of single moments. */
  readonly service: Spread | null
  /** Of its cases: done twice or more. */
  readonly rework: Measure
}

/** Work done again. */
export interface Rework {
  /** Cases in which some activity was done twice or more ÷ cases. */
  readonly rate: Measure
  /** Visits beyond the first of their activity, over all cases. */
  readonly repeats: number
  /** Of these: right after the same activity. */
  readonly selfLoops: number
  /** Of these: after another one. */
  readonly returns: number
}

/** Cases going from hand to hand. */
export interface Transfers {
  /** Handovers ÷ cases of which some resource is known. */
  readonly perCase: Measure
  /** Cases with a handover ÷ cases of which some resource is known. */
  readonly rate: Measure
  /** Handovers back to whom the case came from. */
  readonly pingPongs: number
  /** Who hands over to whom, the most frequent first. */
  readonly pairs: readonly { readonly from: string; readonly to: string; readonly count: number }[]
}
