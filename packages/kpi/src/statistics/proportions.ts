import type { Interval } from '@periplo/model'
import type { ConfidenceLevel } from '../wilson.ts'
import { wilson } from '../wilson.ts'
import { normalTwoSidedP } from './distributions.ts'

/** Successes among `n`. */
export interface Tally {
  readonly successes: number
  readonly n: number
}

/** Two arms of a comparison. */
export interface Arms<Arm> {
  readonly control: Arm
  readonly treatment: Arm
}

/**
 * The interval of a difference of independent proportions, treatment − control, within [−1, 1]; null where an
 * arm is empty. Made of the two Wilson intervals, so it holds near 0 and 1 where p ± z·se does not.
 *
 * Source: R. G. Newcombe, Stat. Med. 17 (1998) 873–890, method 10 (its table II is our test).
 */
export function newcombe(
  { control, treatment }: Arms<Tally>,
  level: ConfidenceLevel = 0.95,
): Interval | null {
  const own = wilson(treatment.successes, treatment.n, level)
  const other = wilson(control.successes, control.n, level)
  if (!own || !other) return null
  const [p1, p2] = [treatment.successes / treatment.n, control.successes / control.n]
  return {
    lo: p1 - p2 - Math.sqrt((p1 - own.lo) ** 2 + (other.hi - p2) ** 2),
    hi: p1 - p2 + Math.sqrt((own.hi - p1) ** 2 + (p2 - other.lo) ** 2),
    level,
    method: 'newcombe',
  }
}

/** A test statistic and how likely one as extreme is where there is no difference. */
export interface TestResult {
  readonly statistic: number
  /** Two-sided. */
  readonly p: number
}

/**
 * The z test of equal proportions with pooled variance, treatment − control; null where an arm is empty or
 * everybody did the same, as there is nothing to test. For one look, fixed beforehand.
 */
export function pooledZTest({ control, treatment }: Arms<Tally>): TestResult | null {
  if (control.n === 0 || treatment.n === 0) return null
  const pooled = (control.successes + treatment.successes) / (control.n + treatment.n)
  const variance = pooled * (1 - pooled) * (1 / control.n + 1 / treatment.n)
  if (variance <= 0) return null
  const difference = treatment.successes / treatment.n - control.successes / control.n
  const statistic = difference / Math.sqrt(variance)
  return { statistic, p: normalTwoSidedP(statistic) }
}
