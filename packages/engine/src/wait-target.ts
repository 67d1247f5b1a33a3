import type { Instant, WaitTarget } from '@periplo/model'
import { findMoment } from './conditions/moment.ts'
import { findOperand } from './conditions/scope.ts'
import { findNextOpen } from './local-window.ts'
import type { Run } from './machine/run.ts'
import { toFirstInstant, toLocalMs } from './zone-offsets.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/**
 * The moment a wait ends, as far as it can be told now; it may be past. Undefined where a value names no
 * date. Civil moments that a clock change skips are the first instant after the gap, those that come twice
 * the first of the two.
 */
export function findTarget(until: WaitTarget, run: Run): Instant | undefined {
  const { zone } = run.person
  switch (until.by) {
    case 'window':
      return findNextOpen(until.window, run.now, zone)
    case 'date':
      return findMoment(until.date, zone)
    case 'property': {
      const value = findOperand(until.operand, run)
      const moment = typeof value === 'string' ? findMoment(value, zone) : undefined
      return moment === undefined ? undefined : shiftDays(moment, until, zone)
    }
  }
}

/** Whether the moment has come, or there is none to wait for. */
export function isReached(until: WaitTarget, run: Run): boolean {
  const target = findTarget(until, run)
  return target === undefined || target <= run.now
}

function shiftDays(
  moment: Instant,
  { offsetDays, atMinute }: Extract<WaitTarget, { by: 'property' }>,
  zone: string,
): Instant {
  const localMs = toLocalMs(moment, zone)
  const midnight = Math.floor(localMs / DAY_MS) * DAY_MS
  const timeMs = atMinute === undefined ? localMs - midnight : atMinute * MINUTE_MS
  return toFirstInstant(midnight + offsetDays * DAY_MS + timeMs, zone)
}
