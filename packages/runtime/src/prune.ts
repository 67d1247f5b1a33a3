import type { Instant } from '@periplo/model'
import { pruneClaimsBatch, pruneRejectionsBatch, toRunner } from '@periplo/store'
import type { Store } from '@periplo/store'

/** Rows deleted by one statement. */
const PORTION = 10_000

/**
 * Forgets every claim and every refused event from before `before`, a portion at a time, until none is left or
 * the signal aborts: however fast they came, they go.
 */
export async function pruneBefore(store: Store, before: Instant, signal: AbortSignal): Promise<void> {
  const run = toRunner(store)
  for (const pruneBatch of [pruneClaimsBatch, pruneRejectionsBatch]) {
    let pruned = PORTION
    while (pruned === PORTION && !signal.aborted) pruned = await pruneBatch(run, before, PORTION)
  }
}
