import type { Instant } from '@periplo/model'
import type { Runner } from './tx.ts'

/** A partition this worker owns until the lease passes. Commits under an older epoch change nothing. */
export interface Lease {
  readonly partitionId: number
  readonly epoch: number
  /** Offset of the last input applied. */
  readonly applied: number
}

const ACQUIRE = `
with own as (
  select partition_id from partition_offsets where owner = $1
  order by partition_id limit $4 for update),
free as (
  select partition_id from partition_offsets
  where lease_until <= $2 and owner is distinct from $1
  order by partition_id limit greatest(0, $4 - (select count(*) from own)) for update skip locked),
held as (select partition_id from own union all select partition_id from free)
update partition_offsets o
set owner = $1, lease_until = $3,
    epoch = case when o.owner = $1 and o.lease_until > $2 then o.epoch else o.epoch + 1 end
from held where o.partition_id = held.partition_id
returning o.partition_id, o.epoch, o.applied`

/**
 * Takes up to `limit` partitions nobody holds and renews those `owner` holds. A taken partition gets a new
 * epoch, which fences off whoever held it before. Two callers never get the same partition. A partition of its
 * own that is being written to is waited for, never let go; one of another worker's is passed over.
 */
export async function leasePartitionsBatch(
  runner: Runner,
  terms: { owner: string; now: Instant; leaseUntil: Instant },
  limit: number,
): Promise<readonly Lease[]> {
  const rows = await runner.run<{ partition_id: number; epoch: number; applied: number }>(
    'lease-partitions',
    ACQUIRE,
    [terms.owner, terms.now, terms.leaseUntil, limit],
  )
  return rows
    .map((row) => ({ partitionId: row.partition_id, epoch: row.epoch, applied: row.applied }))
    .toSorted((a, b) => a.partitionId - b.partitionId)
}

const RELEASE = 'update partition_offsets set owner = null, lease_until = 0 where owner = $1'

/** Gives all partitions of `owner` back at once, so that another worker need not wait for the lease to pass. */
export async function releasePartitions(runner: Runner, owner: string): Promise<void> {
  await runner.run('release-partitions', RELEASE, [owner])
}

const READ = 'select partition_id, epoch, applied from partition_offsets where partition_id = any($1)'

/** Where the partitions stand now: what to look at after a commit with unknown outcome. */
export async function readLeases(runner: Runner, partitions: readonly number[]): Promise<readonly Lease[]> {
  const rows = await runner.run<{ partition_id: number; epoch: number; applied: number }>(
    'read-leases',
    READ,
    [partitions],
  )
  return rows.map((row) => ({ partitionId: row.partition_id, epoch: row.epoch, applied: row.applied }))
}
