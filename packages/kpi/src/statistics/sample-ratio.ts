import { chiSquaredTail } from './distributions.ts'
import { sum } from './sample.ts'

/** Below this the arms were not filled as planned, and nothing read off them can be believed. */
export const SAMPLE_RATIO_ALPHA = 0.000_5

/** Whether an experiment's arms were filled as planned. */
export interface SampleRatio {
  readonly chiSquared: number
  readonly p: number
  /** p below {@link SAMPLE_RATIO_ALPHA}: do not read this experiment. */
  readonly mismatch: boolean
}

/** How many an arm got, and its planned share (any positive scale). */
export interface FilledArm {
  readonly observed: number
  readonly share: number
}

/**
 * Pearson's χ² of what each arm got against what was planned, with (arms − 1) degrees of freedom; null before
 * anybody was assigned or with fewer than two arms. Somebody in an arm that should get nobody is p = 0.
 *
 * Source: A. Fabijan et al., "Diagnosing sample ratio mismatch", KDD 2019 (the threshold of .0005 likewise).
 */
export function checkSampleRatio(arms: readonly FilledArm[]): SampleRatio | null {
  const total = sum(arms.map(({ observed }) => observed))
  const shares = sum(arms.map(({ share }) => share))
  if (arms.length < 2 || total === 0) return null
  if (arms.some(({ observed, share }) => share <= 0 && observed > 0)) {
    return { chiSquared: Number.MAX_VALUE, p: 0, mismatch: true }
  }
  const planned = arms.filter(({ share }) => share > 0)
  const chiSquared = sum(
    planned.map(({ observed, share }) => {
      const expected = (total * share) / shares
      return (observed - expected) ** 2 / expected
    }),
  )
  const p = planned.length < 2 ? 1 : chiSquaredTail(chiSquared, planned.length - 1)
  return { chiSquared, p, mismatch: p < SAMPLE_RATIO_ALPHA }
}
