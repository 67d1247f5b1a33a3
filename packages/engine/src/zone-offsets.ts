import { Temporal } from 'temporal-polyfill'
import type { Instant } from '@periplo/model'

/** A time during which a zone keeps one offset: `[from, until)`. */
interface Span {
  readonly from: Instant
  readonly until: Instant
  /** Milliseconds to add to UTC. */
  readonly offsetMs: number
}

const BOUNDS = { zones: 1_000, spansPerZone: 64 } as const
/** No zone is, or was, further from UTC. */
const FURTHEST_MS = 26 * 3_600_000

/** Spans met so far. A memory of facts, not a state: an answer never depends on what is in it. */
const known = new Map<string, Span[]>()

/** What clocks in `zone` show at an instant, as the milliseconds of the same date and time in UTC. */
export function toLocalMs(at: Instant, zone: string): number {
  return at + getSpan(at, zone).offsetMs
}

/**
 * The first instant at which clocks in `zone` show `localMs` (see {@link toLocalMs}); where a clock change
 * skips that time, the first instant after the gap. Throws a RangeError for a zone this machine does not know.
 */
export function toFirstInstant(localMs: number, zone: string): Instant {
  let span = getSpan(localMs - FURTHEST_MS, zone)
  while (localMs - span.offsetMs >= span.until) span = getSpan(span.until, zone)
  return Math.max(localMs - span.offsetMs, span.from)
}

/** When clocks in `zone` next change, seen from `at`: later than `at`, and Infinity where they never do. */
export function findClockChange(at: Instant, zone: string): Instant {
  return getSpan(at, zone).until
}

/** Whether this machine knows the zone. */
export function isZoneKnown(zone: string): boolean {
  try {
    getSpan(0, zone)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function getSpan(at: Instant, zone: string): Span {
  const spans = getSpans(zone)
  const found = spans.find(({ from, until }) => from <= at && at < until)
  if (found) return found
  const span = readSpan(at, zone)
  if (spans.length >= BOUNDS.spansPerZone) spans.length = 0
  spans.push(span)
  return span
}

function getSpans(zone: string): Span[] {
  const found = known.get(zone)
  if (found) return found
  if (known.size >= BOUNDS.zones) known.clear()
  const spans: Span[] = []
  known.set(zone, spans)
  return spans
}

function readSpan(at: Instant, zone: string): Span {
  const shown = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  // `previous` looks strictly before, so a change at this very instant is asked for from just after it.
  const from = shown.add({ milliseconds: 1 }).getTimeZoneTransition('previous')
  const until = shown.getTimeZoneTransition('next')
  return {
    from: from?.epochMilliseconds ?? -Infinity,
    until: until?.epochMilliseconds ?? Infinity,
    offsetMs: shown.offsetNanoseconds / 1_000_000,
  }
}
