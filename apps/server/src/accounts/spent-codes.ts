import type { Clock } from '@periplo/model'

/** Codes that have opened a door already: none opens a second one (RFC 6238 §5.2). */
export interface SpentCodes {
  /** Whether the code is heard; of two callers at once one is told so. */
  spend(memberId: string, code: string): boolean
  /** Takes back the spending of a code that turned out wrong. */
  giveBack(memberId: string, code: string): void
}

/** A code is right for its own thirty seconds and for those around them. */
const LIFETIME_MS = 90_000

/** Lives in this process, like the delays of guesses. */
export function createSpentCodes(clock: Clock): SpentCodes {
  const spentAtMs = new Map<string, number>()
  const toKey = (memberId: string, code: string): string => `${memberId}:${code}`
  return {
    spend(memberId, code) {
      const nowMs = clock.now().getTime()
      for (const [key, atMs] of spentAtMs) if (nowMs - atMs >= LIFETIME_MS) spentAtMs.delete(key)
      const key = toKey(memberId, code)
      if (spentAtMs.has(key)) return false
      spentAtMs.set(key, nowMs)
      return true
    },
    giveBack: (memberId, code) => void spentAtMs.delete(toKey(memberId, code)),
  }
}
