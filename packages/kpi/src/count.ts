import type { Instant, RollupDelta, RollupSubject } from '@periplo/model'
import { dayOf } from './civil-day.ts'
import type { Counter } from './counters.ts'
import type { JourneyFrame } from './journey-frame.ts'

/** One thing counted about a version, before its civil day is known. */
export interface Count {
  readonly subject: RollupSubject
  readonly counter: Counter
  /** The instant whose civil day is the cohort. */
  readonly at: Instant
  /** 1 unless said; −1 takes back. */
  readonly by?: number
  /** Bin of a distribution; 0 unless said. */
  readonly bin?: number
}

/** The count as a change of a rollup of the version. */
export function toDelta(frame: JourneyFrame, { subject, counter, at, by = 1, bin = 0 }: Count): RollupDelta {
  const { journeyId, versionId, zone } = frame
  return { journeyId, versionId, subject, counter, day: dayOf(at, zone), bin, by }
}

/** The same counts, taken back. */
export function takeBack(counts: readonly Count[]): readonly Count[] {
  return counts.map((count) => ({ ...count, by: -(count.by ?? 1) }))
}
