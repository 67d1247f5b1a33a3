import type { Interval, Measure, MeasureStatus, MeasureUnit } from '@periplo/model'
import type { Reading } from './reading.ts'
import { wilson } from './wilson.ts'

/** Below this many a rate or quantile is shown, but marked `small_n`. */
export const SMALL_N = 30

/** The level of the intervals of rates. */
const LEVEL = 0.95

type Flag = Exclude<MeasureStatus, 'ok'>

/** The flags, the gravest first. */
const GRAVITY: readonly Flag[] = ['suppressed', 'no_data', 'immature', 'estimated', 'small_n']

/** A value before it is judged. */
export interface Finding {
  readonly definitionVersion: string
  readonly unit: MeasureUnit
  /** Null where there is nothing to speak of. */
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly n: number
  readonly interval: Interval | null
  /** Whether some windows are still open; their entries are not in the value. */
  readonly immature: boolean
  readonly estimated: boolean
}

/** Judges a finding: a complete measure with its status and every flag that holds. */
export function toMeasure({ immature, estimated, ...finding }: Finding, reading: Reading): Measure {
  const holds: Readonly<Record<Flag, boolean>> = {
    suppressed: false,
    no_data: finding.n === 0,
    immature,
    estimated,
    small_n: finding.n < SMALL_N,
  }
  const flags = GRAVITY.filter((flag) => holds[flag])
  return { ...finding, status: flags[0] ?? 'ok', flags, window: reading.window, asOf: reading.asOf }
}

/** A share of like things. */
export interface Share {
  readonly definitionVersion: string
  readonly part: number
  readonly whole: number
  /** Things not in `whole` because their window is still open. */
  readonly open: number
}

/**
 * The measure of a share: part ÷ whole with Wilson's interval at 95 %; null and `no_data` where the whole is
 * 0. A restatement under way may show more parts than wholes, or less than none; the share stays in [0, 1].
 */
export function toShareMeasure({ definitionVersion, part, whole, open }: Share, reading: Reading): Measure {
  const n = Math.max(0, whole)
  const successes = Math.min(n, Math.max(0, part))
  const interval = wilson(successes, n, LEVEL)
  return toMeasure(
    {
      definitionVersion,
      unit: 'rate',
      value: n === 0 ? null : successes / n,
      numerator: successes,
      denominator: n,
      n,
      interval: interval && { ...interval, level: LEVEL, method: 'wilson' },
      immature: open > 0,
      estimated: false,
    },
    reading,
  )
}
