import type { Overlay } from '@periplo/kpi'
import type { Instant, NodeId } from '@periplo/model'

/** What one version would have done in the period. */
export interface BacktestSide {
  /** The same measures as in Measure mode, over the same formulas; orders are not replayed, so ROPO has no data. */
  readonly overlay: Overlay
  readonly messages: {
    readonly sent: number
    readonly refused: number
    /** By reason, in the order of their names. */
    readonly refusedByReason: Readonly<Record<string, number>>
  }
  /** People by the messages they would have got in one week: how many weeks of how many people. */
  readonly personWeeks: readonly { readonly messages: number; readonly weeks: number }[]
  /** Sends per hour, calls of webhooks included, oldest first; hours without any are left out. */
  readonly load: readonly { readonly hour: Instant; readonly sends: number }[]
}

/** What tells the draft from the live version: draft minus live. */
export interface BacktestDifference {
  readonly entered: number
  readonly converted: number
  readonly sent: number
  readonly refused: number
  /** Entries per node that either version has. */
  readonly nodes: Readonly<Record<NodeId, number>>
}

/** What a backtest came to. Equal inputs give equal bytes. */
export interface BacktestResult {
  /** `[from, until)`. */
  readonly period: { readonly from: Instant; readonly until: Instant }
  /** Events taken, those before the period included. */
  readonly events: number
  readonly people: number
  readonly draft: BacktestSide
  readonly live: BacktestSide | null
  readonly difference: BacktestDifference | null
}

/** A sign of life of a running backtest, and at last what it came to. */
export type BacktestProgress =
  | { readonly kind: 'running'; readonly events: number; readonly at: Instant }
  | { readonly kind: 'done'; readonly result: BacktestResult }
