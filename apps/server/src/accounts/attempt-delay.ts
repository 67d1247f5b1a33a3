import type { Clock } from '@periplo/model'

/** Slows guessing down: after some failures in a row, each further one doubles the wait. */
export interface AttemptDelay {
  /** Milliseconds until the next attempt is heard; 0 where it is now. */
  waitMs(key: string): number
  /** Counts an attempt as failed before it is tried, so that many at once are no more than one after the other. */
  noteAttempt(key: string): void
  /** Takes an attempt back that turned out to be no failure. */
  takeBack(key: string): void
  noteSuccess(key: string): void
}

interface Failures {
  count: number
  lastAtMs: number
}

const FIRST_DELAY_MS = 1_000
const LONGEST_DELAY_MS = 60_000
const MAX_KEYS = 20_000

/**
 * `free` failures cost nothing; then the wait is one second, doubled up to a minute. An hour of peace wipes
 * the slate. Lives in this process; when it holds too many keys it forgets the oldest.
 */
export function createAttemptDelay({
  free,
  clock,
}: {
  readonly free: number
  readonly clock: Clock
}): AttemptDelay {
  const failures = new Map<string, Failures>()
  const nowMs = (): number => clock.now().getTime()
  const find = (key: string): Failures | undefined => {
    const known = failures.get(key)
    return known && nowMs() - known.lastAtMs < FORGET_AFTER_MS ? known : undefined
  }
  return {
    waitMs(key) {
      const known = find(key)
      if (known === undefined || known.count < free) return 0
      const delayMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (known.count - free))
      return Math.max(0, known.lastAtMs + delayMs - nowMs())
    },
    noteAttempt(key) {
      const count = (find(key)?.count ?? 0) + 1
      failures.delete(key)
      failures.set(key, { count, lastAtMs: nowMs() })
      const [oldest] = failures.keys()
      if (failures.size > MAX_KEYS && oldest !== undefined) failures.delete(oldest)
    },
    takeBack(key) {
      const known = find(key)
      if (known) known.count = Math.max(0, known.count - 1)
    },
    noteSuccess(key) {
      failures.delete(key)
    },
  }
}

const FORGET_AFTER_MS = 3_600_000
