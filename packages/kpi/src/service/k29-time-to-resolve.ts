import type { Instant, Measure } from '@periplo/model'
import { addDaysAt } from '../civil-day.ts'
import type { LogSettings } from '../log/kpi-log.ts'
import type { Watched } from '../statistics/survival.ts'
import type { Case } from './case.ts'
import { toSurvivalMeasure } from './survival-measure.ts'

/** The edition of the formulas below. */
export const K29 = 'K29.1'

/** A case reopened within this many civil days of its closing was never closed. */
const REOPEN_DAYS = 7

/** Whether the time in which a case waits for the customer is counted. */
export type PendingTime = 'counted' | 'left-out'

/** How long a case took: median and long end. */
export interface TimeToResolve {
  readonly median: Measure
  readonly p90: Measure
}

/**
 * Time to resolve: from the first contact, in any channel, to the final close. A case reopened within 7 civil
 * days of its close goes on; reopened later, it had been closed. With the time waiting for the customer
 * counted, or left out. Open cases are taken for what they are, at least as long as they have lasted
 * (censored at `asOf`): the median is the duration by which half are resolved by Kaplan–Meier, null while
 * that is not in sight. Milliseconds; `numerator` counts closed cases. The mean is not shown: open cases make
 * it unknowable.
 */
export function toTimeToResolve(
  cases: readonly Case[],
  pending: PendingTime,
  settings: LogSettings,
): TimeToResolve {
  const watched = cases.map((one) => toWatched(one, pending, settings))
  return {
    median: toSurvivalMeasure(watched, { definitionVersion: K29, share: 0.5 }, settings),
    p90: toSurvivalMeasure(watched, { definitionVersion: K29, share: 0.9 }, settings),
  }
}

/** When the case was closed for good, as far as is known; null while it is open. */
export function findFinalClose({ closures }: Case, zone: string): Instant | null {
  const final = closures.find(
    ({ at, reopenedAt }) => reopenedAt === null || reopenedAt > addDaysAt(at, REOPEN_DAYS, zone),
  )
  return final?.at ?? null
}

function toWatched(one: Case, pending: PendingTime, { zone, asOf }: LogSettings): Watched {
  const closedAt = findFinalClose(one, zone)
  const until = closedAt ?? asOf
  const waitedMs = pending === 'left-out' ? sumPending(one, until) : 0
  return { durationMs: Math.max(0, until - one.openedAt - waitedMs), happened: closedAt !== null }
}

function sumPending({ pending }: Case, until: Instant): number {
  return pending.reduce(
    (sum, { from, to }) => sum + Math.max(0, Math.min(to ?? until, until) - Math.min(from, until)),
    0,
  )
}
