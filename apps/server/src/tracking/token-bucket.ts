import type { Clock } from '@periplo/model'

/** What came of asking for tokens. */
export type Taken = { readonly kind: 'taken' } | { readonly kind: 'empty'; readonly retryAfterMs: number }

/** Lets each key spend at most so much per second. */
export interface TokenBuckets {
  /** Takes `cost` tokens of the key's bucket, all or none. Says how long to wait where there are too few. */
  take(key: string, cost: number): Taken
}

interface Bucket {
  tokens: number
  filledAtMs: number
}

/** Full buckets are forgotten when there are more than this many. */
const MAX_BUCKETS = 10_000

/**
 * Buckets that fill with `perSecond` tokens and hold two seconds' worth, but at least `atLeast`, so that the
 * largest single request always fits. They live in this process: two processes grant twice as much.
 */
export function createTokenBuckets(options: {
  readonly perSecond: number
  readonly atLeast: number
  readonly clock: Clock
}): TokenBuckets {
  const { perSecond, clock } = options
  const capacity = Math.max(2 * perSecond, options.atLeast)
  const buckets = new Map<string, Bucket>()
  const fill = (bucket: Bucket, nowMs: number): void => {
    const gained = (Math.max(0, nowMs - bucket.filledAtMs) / 1_000) * perSecond
    bucket.tokens = Math.min(capacity, bucket.tokens + gained)
    bucket.filledAtMs = nowMs
  }
  const forgetFull = (nowMs: number): void => {
    for (const [key, bucket] of buckets) {
      fill(bucket, nowMs)
      if (bucket.tokens === capacity) buckets.delete(key)
    }
  }
  return {
    take(key, cost) {
      const nowMs = clock.now().getTime()
      if (buckets.size > MAX_BUCKETS) forgetFull(nowMs)
      const bucket = buckets.get(key) ?? { tokens: capacity, filledAtMs: nowMs }
      buckets.set(key, bucket)
      fill(bucket, nowMs)
      const missing = cost - bucket.tokens
      if (missing > 0) return { kind: 'empty', retryAfterMs: Math.ceil((missing / perSecond) * 1_000) }
      bucket.tokens -= cost
      return { kind: 'taken' }
    },
  }
}
