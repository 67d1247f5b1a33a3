import type { Instant, QuietHours } from '@periplo/model'
import { findClockChange, toLocalMs } from './zone-offsets.ts'

const MINUTE_MS = 60_000
const DAY_MS = 1_440 * MINUTE_MS

/**
 * The first instant from `at` on at which clocks in `zone` show no quiet hour; `at` itself where they show none
 * now. Goes by what clocks show: an hour that comes twice is quiet twice, one that is skipped ends them early.
 * Throws a RangeError for a zone this machine does not know.
 */
export function findQuietEnd(quiet: QuietHours, at: Instant, zone: string): Instant {
  for (let from = at; ;) {
    const end = from + quietHoldMs(quiet, toLocalMs(from, zone))
    const changesAt = findClockChange(from, zone)
    if (end === from || end < changesAt) return end
    from = changesAt
  }
}

/** How much longer clocks that show `localMs` and never change show quiet hours; 0 where they show none. */
function quietHoldMs({ fromMinute, untilMinute }: QuietHours, localMs: number): number {
  const lengthMs = aroundDay((untilMinute - fromMinute) * MINUTE_MS)
  const elapsedMs = aroundDay(localMs - fromMinute * MINUTE_MS)
  return Math.max(0, lengthMs - elapsedMs)
}

function aroundDay(ms: number): number {
  return ((ms % DAY_MS) + DAY_MS) % DAY_MS
}
