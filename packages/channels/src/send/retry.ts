import type { Instant } from '@periplo/model'

/** The first delay is drawn from below this, in milliseconds. */
export const FIRST_RETRY_DELAY_MS = 1_000

/** No drawn delay is longer than this, in milliseconds: 15 minutes. */
export const MAX_RETRY_DELAY_MS = 15 * 60_000

/** The longest wait a provider can ask for, in milliseconds: one day. */
export const MAX_RETRY_AFTER_MS = 24 * 60 * 60_000

/** What {@link toRetryDelayMs} decides by. */
export interface RetryInput {
  /** Attempts made so far; 1 after the first failure. */
  readonly attempt: number
  /** What the provider asked for, in milliseconds, or null. */
  readonly afterMs: number | null
  /** A draw from [0, 1). */
  readonly random: number
}

/**
 * How long to wait before the next attempt, in whole milliseconds. Exponential with full jitter: uniform over
 * [0, 1 s × 2^(attempt−1)), the bound never above 15 minutes, never less than 100 ms. A provider that names a
 * wait gets at least that wait, up to a day, plus the same jitter on top, so that all it refused at one moment
 * do not return at one moment. Source: M. Brooker, "Exponential Backoff and Jitter", AWS, 2015.
 */
export function toRetryDelayMs({ attempt, afterMs, random }: RetryInput): number {
  const doublings = Math.min(Math.max(attempt, 1) - 1, 20)
  const boundMs = Math.min(FIRST_RETRY_DELAY_MS * 2 ** doublings, MAX_RETRY_DELAY_MS)
  const jitterMs = Math.floor(random * boundMs)
  if (afterMs === null) return Math.max(100, jitterMs)
  return Math.min(Math.max(afterMs, 0), MAX_RETRY_AFTER_MS) + Math.min(jitterMs, FIRST_RETRY_DELAY_MS * 30)
}

/**
 * Reads a `Retry-After` header (RFC 9110 §10.2.3: seconds or an HTTP date) as milliseconds from `at`; null
 * where it is absent or unreadable. A date gone by is 0.
 */
export function parseRetryAfterMs(header: string | undefined, at: Instant): number | null {
  const value = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000
  if (!/^[A-Z][a-z]{2,8}, /.test(value)) return null
  const dateMs = Date.parse(value)
  return Number.isNaN(dateMs) ? null : Math.max(0, dateMs - at)
}
