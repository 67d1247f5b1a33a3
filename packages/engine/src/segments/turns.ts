import { toNominalMs } from '@periplo/model'
import type { Duration, Instant } from '@periplo/model'
import { toDueAt, toWindowStart } from '../civil-time.ts'
import { findClockChange } from '../zone-offsets.ts'

const DAY_MS = 86_400_000
/** Further than clocks of one zone ever stood apart, at both ends of a window. */
const SLACK_MS = 2 * DAY_MS

/** What decides by the clock, from when on it is asked, and where. */
export interface TurnTerms {
  readonly zone: string
  /** Turns are later than this. */
  readonly after: Instant
}

/**
 * When a moment leaves the window `(t − length, t]`, and where clocks are set back perhaps comes in again and
 * leaves: every turn after `after`, in order. A moment that is still to come does not count as a turn.
 */
export function listLeavings(
  moment: Instant,
  length: Duration,
  { zone, after }: TurnTerms,
): readonly Instant[] {
  const nominalMs = toNominalMs(length)
  const around = moment + nominalMs
  if (length.unit !== 'days' || !hasChange(zone, moment, around)) return around > after ? [around] : []
  return listTurns((t) => toWindowStart(t, length, zone) >= moment, { around, zone, after })
}

/** When a moment comes within `length` of the present: every turn after `after`, in order. */
export function listApproaches(
  moment: Instant,
  length: Duration,
  { zone, after }: TurnTerms,
): readonly Instant[] {
  const around = moment - toNominalMs(length)
  if (length.unit !== 'days' || !hasChange(zone, around, moment)) return around > after ? [around] : []
  return listTurns((t) => toDueAt(t, length, zone) >= moment, { around, zone, after })
}

/**
 * Every instant after `after` at which a test turns. It must turn within {@link SLACK_MS} of `around` only, and
 * between two changes of the clock once at most.
 */
export function listTurns(
  test: (at: Instant) => boolean,
  { around, zone, after }: TurnTerms & { readonly around: Instant },
): readonly Instant[] {
  const until = around + SLACK_MS
  const turns: Instant[] = []
  let from = Math.max(around - SLACK_MS, after)
  let was = from < until && test(from)
  while (from < until) {
    const end = Math.min(until, findClockChange(from, zone))
    const first = test(from)
    if (first !== was) turns.push(from)
    was = test(end - 1)
    if (was !== first) turns.push(findTurn(test, from, end - 1))
    from = end
  }
  return turns
}

/** The one instant in `(from, until]` from which on the test says something else than at `from`. */
function findTurn(test: (at: Instant) => boolean, from: Instant, until: Instant): Instant {
  const before = test(from)
  let [last, turned] = [from, until]
  while (turned - last > 1) {
    const middle = last + Math.floor((turned - last) / 2)
    if (test(middle) === before) last = middle
    else turned = middle
  }
  return turned
}

function hasChange(zone: string, from: Instant, until: Instant): boolean {
  return findClockChange(from - SLACK_MS, zone) < until + SLACK_MS
}
