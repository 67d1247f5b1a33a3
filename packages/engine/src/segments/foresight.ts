import type { Condition, Instant } from '@periplo/model'
import type { Truth } from '../conditions/kleene.ts'
import type { Scope } from '../conditions/scope.ts'

/** An answer and how long it lasts. */
export interface Foresight {
  readonly truth: Truth
  /**
   * Later than the moment asked for: until then, exclusive, the answer stays if nothing but time happens. It may
   * stay longer; Infinity where time alone never changes it.
   */
  readonly until: Instant
}

/** Foresees a condition inside another one. */
export type ForeseeInner = (condition: Condition, scope: Scope) => Foresight
