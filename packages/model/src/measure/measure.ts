import type { Instant } from '../seams.ts'

/**
 * What a measure’s value counts or measures. `rate` runs from 0 to 1, a change of rates around 0;
 * `duration` is in milliseconds; `money` in minor units of the measure's `currency`; `score` is an index on
 * the KPI's own scale (NPS −100 to 100); `ratio` is how many times, or how many per case.
 */
export type MeasureUnit = 'count' | 'rate' | 'duration' | 'money' | 'score' | 'ratio'

/**
 * How far the value can be trusted. `suppressed`: a breakdown by a personal attribute over too few people,
 * whose value is withheld. `no_data`: the denominator is 0 and the value null. `immature`: some windows are
 * still open. `estimated`: coverage is too low. `small_n`: n below 30.
 */
export type MeasureStatus = 'ok' | 'suppressed' | 'no_data' | 'immature' | 'estimated' | 'small_n'

/**
 * How an interval was found. `bounds` and `ddsketch` always hold (level 1); `always-valid` holds at every
 * look at once; the others hold at one look, fixed beforehand.
 */
export type IntervalMethod =
  | 'wilson'
  | 'newcombe'
  | 'welch'
  | 'delta'
  | 'normal'
  | 'exact'
  | 'order-statistics'
  | 'bootstrap'
  | 'always-valid'
  | 'bounds'
  | 'ddsketch'

/** The range that holds the true value with probability `level`, and how it was found. */
export interface Interval {
  readonly lo: number
  readonly hi: number
  /** 0 to 1; bounds that always hold have level 1. */
  readonly level: number
  readonly method: IntervalMethod
}

/** A KPI's value with everything needed to judge it. Never a bare number. */
export interface Measure {
  readonly value: number | null
  readonly unit: MeasureUnit
  /** ISO 4217; there with the unit `money` alone. */
  readonly currency?: string
  readonly numerator: number | null
  readonly denominator: number | null
  readonly n: number
  readonly interval: Interval | null
  /** The gravest of `flags`; suppressed > no_data > immature > estimated > small_n > ok. */
  readonly status: MeasureStatus
  readonly flags: readonly Exclude<MeasureStatus, 'ok'>[]
  /** The period the measure speaks of: `[from, to)`. */
  readonly window: { readonly from: Instant; readonly to: Instant }
  readonly asOf: Instant
  /** `K03.1`: the KPI and the edition of its definition. */
  readonly definitionVersion: string
}
