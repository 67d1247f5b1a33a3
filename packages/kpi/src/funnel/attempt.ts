import type { Instant } from '@periplo/model'
import { isWithin } from '../span.ts'
import type { Span } from '../span.ts'

/** One event of a person, told by what it means to the funnel. */
export interface Move {
  readonly at: Instant
  /** The steps it can be, from 0, the last first; none for an event the funnel does not ask for. */
  readonly steps: readonly number[]
  /** The exclusions it sets off. */
  readonly exclusions: readonly Exclusion[]
}

/** Ends every attempt that has reached step `after` but not yet step `before`; both count from 1. */
export interface Exclusion {
  readonly after: number
  readonly before: number
}

/** What a walk needs to know of the funnel. */
export interface WalkTerms {
  /** How many steps there are. */
  readonly length: number
  /** Counted from the first step of an attempt; its end is included. */
  readonly window: Span
  readonly zone: string
}

/** One try at the funnel: when it reached each step, the first one included. */
export interface Attempt {
  readonly reachedAt: readonly [Instant, ...Instant[]]
}

/** How a person fared. */
export interface Walk {
  /** The attempt that got furthest; none if exclusions ended all of them. */
  readonly best: Attempt | undefined
  /** When the first attempt began, however it ended. */
  readonly begunAt: Instant
}

/** The better of two: the one that got further; of these the quicker, then the earlier. */
export function pickBetter(one: Attempt | undefined, other: Attempt): Attempt {
  if (one === undefined) return other
  const further = one.reachedAt.length - other.reachedAt.length
  if (further !== 0) return further > 0 ? one : other
  const quicker = toLengthMs(other) - toLengthMs(one)
  if (quicker !== 0) return quicker > 0 ? one : other
  return one.reachedAt[0] <= other.reachedAt[0] ? one : other
}

function toLengthMs({ reachedAt }: Attempt): number {
  return (reachedAt.at(-1) ?? reachedAt[0]) - reachedAt[0]
}

/** Whether something at `at` still belongs to an attempt that began at `from`. */
export function isInTime({ window, zone }: WalkTerms, from: Instant, at: Instant): boolean {
  return isWithin(window, { from, at }, zone)
}
