import type { Instant, Measure } from '@periplo/model'
import type { Spread } from '../dwell-log/spread.ts'
import type { Span } from '../span.ts'
import type { Exclusion } from './attempt.ts'

/** The edition of the formulas of funnels over events. */
export const K02_FUNNEL = 'K02-funnel.1'

/** Something a person did. */
export interface FunnelEvent {
  readonly personId: string
  readonly name: string
  readonly at: Instant
}

/**
 * How the steps must follow. `ordered`: in their order, whatever lies between. `strict`: in their order with
 * no other event of the person between. `unordered`: all of them, in any order.
 */
export const FUNNEL_ORDERS = ['ordered', 'strict', 'unordered'] as const
export type FunnelOrder = (typeof FUNNEL_ORDERS)[number]

/** An event that ends an attempt standing on step `after` or later, but before step `before`. */
export interface FunnelExclusion extends Exclusion {
  readonly name: string
}

/** What is asked of a log of events. */
export interface FunnelTerms {
  /** Names of events; one name may be asked for several times. */
  readonly steps: readonly string[]
  readonly order: FunnelOrder
  /** From the first step of an attempt to any other; its end is included. Days are civil days. */
  readonly window: Span
  /** IANA zone of those days. */
  readonly zone: string
  readonly exclusions?: readonly FunnelExclusion[]
  /**
   * Whether nothing more will be heard of the people in the log, so that a window still open at `asOf` counts
   * as closed. Unless it is said, people whose first attempt's window is open are in the counts and in no rate.
   */
  readonly isComplete?: boolean
}

/** How many got to a step, and how fast. */
export interface FunnelStep {
  /** The event; of an unordered funnel, how many different steps. */
  readonly step: string
  /** Persons who got here, with those whose window is still open. */
  readonly persons: number
  /** Of those who began. */
  readonly fromFirst: Measure
  /** Of those who got to the step before; of the first step, of those who began. */
  readonly fromPrevious: Measure
  /** From the step before to this one, in the attempt that counts; null for the first step. */
  readonly sincePrevious: Spread | null
  /** From the first step to this one. */
  readonly sinceFirst: Spread | null
}

/** A funnel with its people in it. */
export interface Funnel {
  readonly steps: readonly FunnelStep[]
  /** Everybody in the log. */
  readonly persons: number
  /** Who began, and had all their attempts ended by exclusions. In no step. */
  readonly excluded: number
  /** Of those in the funnel: their window is open at `asOf`, and they are in no rate. */
  readonly open: number
}
