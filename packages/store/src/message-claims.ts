import type { Instant } from '@periplo/model'
import { defineColumns } from './column-set.ts'
import type { Runner, Tx } from './tx.ts'

/** A received message, by the hash of its source and message id. */
export interface MessageClaim {
  readonly workspaceId: string
  readonly keyHash: string
}

const CLAIM_COLUMNS = defineColumns({ w: 'uuid', k: 'uuid' })

const CLAIM = `
with claimed as (
  insert into seen_messages (workspace_id, key_hash, seen_at)
  select w, k, $1::bigint from ${CLAIM_COLUMNS.from('x', 2)}
  on conflict do nothing returning workspace_id, key_hash)
select workspace_id as w, key_hash as k from claimed`

/**
 * Claims messages for this transaction and returns the hashes nobody had claimed before. A second writer of
 * the same message waits for the first to end. Give no claim twice.
 */
export async function claimMessages(
  tx: Tx,
  claims: readonly MessageClaim[],
  seenAt: Instant,
): Promise<ReadonlySet<string>> {
  const sorted = claims.map(({ workspaceId, keyHash }) => ({ w: workspaceId, k: keyHash }))
  sorted.sort((a, b) => (a.k < b.k ? -1 : 1)) // one order for all writers: no deadlock
  const rows = await tx.run<{ w: string; k: string }>('claim-messages', CLAIM, [
    seenAt,
    ...CLAIM_COLUMNS.toValues(sorted),
  ])
  return new Set(rows.map((row) => `${row.w}/${row.k}`))
}

const PRUNE = `
delete from seen_messages where (workspace_id, key_hash) in (
  select workspace_id, key_hash from seen_messages where seen_at < $1 limit $2)
returning 1 as one`

/** Forgets up to `limit` claims made before `before`; returns how many. */
export async function pruneClaimsBatch(runner: Runner, before: Instant, limit: number): Promise<number> {
  return (await runner.run('prune-claims', PRUNE, [before, limit])).length
}
