import type { Duration, Instant, Node, Timer } from '@periplo/model'
import { toDueAt, toWindowStart } from '../civil-time.ts'
import { toShareOf } from '../hash.ts'
import { findWaitTime } from './places.ts'

/** A wait as it stands when its person is moved. */
export interface RunningWait {
  readonly node: Node
  readonly enteredAt: Instant
  readonly timers: readonly Timer[]
  readonly zone: string
}

/**
 * When the wait is over by the rule of another node: its time counts from when this one began, a put-off by a pause
 * included. Undefined where the other node waits for no length of time, and so for its own moment.
 */
export function findTakenOverDue(wait: RunningWait, to: Node): Instant | undefined {
  const time = findWaitTime(to)
  if (!time) return undefined
  const [timer] = wait.timers
  const before = findWaitTime(wait.node)
  if (timer && before && isSame(before, time)) return timer.dueAt
  const begunAt = timer && before ? toWindowStart(timer.dueAt, before, wait.zone) : wait.enteredAt
  return toDueAt(begunAt, time, wait.zone)
}

function isSame(a: Duration, b: Duration): boolean {
  return a.amount === b.amount && a.unit === b.unit
}

/** A moment that is over by `at` becomes one of the run's own within `[at, at + spreadMs)`; others stay. */
export function putInSpread(
  dueAt: Instant,
  { enrollmentId, at, spreadMs }: { readonly enrollmentId: string; at: Instant; readonly spreadMs: number },
): Instant {
  return dueAt > at ? dueAt : at + Math.floor(toShareOf(enrollmentId) * spreadMs)
}
