import type { BatchCommit, CommitOutcome } from './batch-commit.ts'
import { COMMIT, toCommitValues } from './commit-statement.ts'
import { appendInputs } from './event-log.ts'
import { isConnectionLoss } from './failures.ts'
import { ensureMonths } from './months.ts'
import { writeSegmentChanges } from './segment-standings.ts'
import type { Store } from './open-store.ts'
import { inEngineTx, toRunner } from './tx.ts'
import type { Runner } from './tx.ts'

/**
 * Writes a batch in one transaction, if every fence holds. One statement, because round trips cost more than
 * rows. Never throws for a broken connection at the end: that is the outcome `unknown`.
 */
export async function commitBatch(store: Store, batch: BatchCommit): Promise<CommitOutcome> {
  const runner = toRunner(store)
  await ensureMonths(store, runner, [
    ...batch.history.map(({ entry }) => entry.at),
    ...batch.messages.map((message) => message.createdAt),
    ...batch.appends.map((append) => append.receivedAt),
  ])
  const values = toCommitValues(batch)
  if (batch.appends.length > 0 || batch.segments) return commitWithMore(store, batch, values)
  try {
    return toOutcome(await runner.run<{ ok: boolean }>('commit-batch', COMMIT, values))
  } catch (error) {
    if (isConnectionLoss(error) || isConnectionLoss(error instanceof Error ? error.cause : undefined))
      return 'unknown'
    throw error
  }
}

/** What is rare enough to take statements of its own. */
async function commitWithMore(
  store: Store,
  batch: BatchCommit,
  values: readonly unknown[],
): Promise<CommitOutcome> {
  const fenced = new Error('fenced')
  try {
    const outcome = await inEngineTx(store, async (tx) => {
      const result = toOutcome(await runCommit(tx, values))
      if (result !== 'committed') throw fenced
      if (batch.segments) await writeSegmentChanges(tx, batch.segments, batch.fences[0]?.partitionId ?? 0)
      if (batch.appends.length > 0) await appendInputs(tx, batch.appends)
    })
    return outcome.kind === 'committed' ? 'committed' : 'unknown'
  } catch (error) {
    if (error === fenced) return 'fenced'
    throw error
  }
}

function runCommit(runner: Runner, values: readonly unknown[]): Promise<{ ok: boolean }[]> {
  return runner.run<{ ok: boolean }>('commit-batch', COMMIT, values)
}

function toOutcome(rows: readonly { ok: boolean }[]): CommitOutcome {
  return rows[0]?.ok === true ? 'committed' : 'fenced'
}
