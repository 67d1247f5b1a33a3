import type { Instant, Interval, Measure, MeasureStatus, MeasureUnit } from '@periplo/model'
import { wilson } from './wilson.ts'

/** Below this many a rate or quantile is shown, but marked `small_n`. */
export const SMALL_N = 30

/** The level of the intervals of rates. */
const LEVEL = 0.95

type Flag = Exclude<MeasureStatus, 'ok'>

/** The flags, the gravest first. */
const GRAVITY: readonly Flag[] = ['suppressed', 'no_data', 'immature', 'estimated', 'small_n']

/** What a measure speaks of: the period, and how things stood when. */
export interface Frame {
  /** `[from, to)`. */
  readonly window: { readonly from: Instant; readonly to: Instant }
  readonly asOf: Instant
}

/** A value before it is judged. */
export interface Finding {
  readonly definitionVersion: string
  readonly unit: MeasureUnit
  /** ISO 4217, with the unit `money`. */
  readonly currency?: string
  /** Null where there is nothing to speak of. */
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly n: number
  readonly interval: Interval | null
  /** Whether some windows are still open; their entries are not in the value. False unless said. */
  readonly immature?: boolean
  readonly estimated?: boolean
  /** Whether it tells about too few people by a personal attribute: then it is withheld. */
  readonly suppressed?: boolean
}

/**
 * Judges a finding: a complete measure with its status and every flag that holds. Without data (a null
 * value over an `n` or denominator of 0) it is `no_data`. Suppressed, it keeps its `n` and loses everything
 * the value could be worked out from.
 */
export function toMeasure(finding: Finding, { window, asOf }: Frame): Measure {
  const { immature = false, estimated = false, suppressed = false, ...rest } = finding
  const holds: Readonly<Record<Flag, boolean>> = {
    suppressed,
    no_data: rest.value === null && (rest.n === 0 || rest.denominator === 0),
    immature,
    estimated,
    small_n: rest.n < SMALL_N,
  }
  const flags = GRAVITY.filter((flag) => holds[flag])
  const shown = suppressed ? { ...rest, ...WITHHELD } : rest
  return { ...shown, status: flags[0] ?? 'ok', flags, window, asOf }
}

const WITHHELD = { value: null, numerator: null, denominator: null, interval: null } as const

/** A share of like things. */
export interface Share {
  readonly definitionVersion: string
  readonly part: number
  readonly whole: number
  /** Things not in `whole` because their window is still open; none unless said. */
  readonly open?: number
  readonly estimated?: boolean
  readonly suppressed?: boolean
}

/**
 * The measure of a share: part ÷ whole with Wilson's interval at 95 %; null and `no_data` where the whole is
 * 0. A restatement under way may show more parts than wholes, or less than none; the share stays in [0, 1].
 */
export function toShareMeasure({ part, whole, open = 0, ...rest }: Share, frame: Frame): Measure {
  const n = Math.max(0, whole)
  const successes = Math.min(n, Math.max(0, part))
  const interval = wilson(successes, n, LEVEL)
  return toMeasure(
    {
      ...rest,
      unit: 'rate',
      value: n === 0 ? null : successes / n,
      numerator: successes,
      denominator: n,
      n,
      interval: interval && { ...interval, level: LEVEL, method: 'wilson' },
      immature: open > 0,
    },
    frame,
  )
}
