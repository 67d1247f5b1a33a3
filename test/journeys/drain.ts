import { advanceBatch, deliverBatch } from '@periplo/runtime'
import type { Resources } from '@periplo/runtime'
import {
  findNextDue,
  findNextMessageDue,
  leasePartitionsBatch,
  PARTITION_COUNT,
  toRunner,
} from '@periplo/store'
import type { Lease } from '@periplo/store'

const NEVER_ABORTED = new AbortController().signal

/**
 * Works until nothing is left at the clock's present: the log is applied, no timer is due, every message that
 * is due has been settled. No loop runs and nobody sleeps, so the same story ends the same way.
 */
export async function drain(resources: Resources, { limit = 1_000 }: { limit?: number } = {}): Promise<void> {
  let leases = await leaseAll(resources)
  for (;;) {
    const outcome = await advanceBatch(resources, leases, limit)
    if (outcome.kind === 'advanced') leases = outcome.leases
    if (outcome.kind === 'lost') leases = await leaseAll(resources)
    if (outcome.kind !== 'idle') continue
    const { claimed } = await deliverBatch(resources, { leases, signal: NEVER_ABORTED }, limit)
    if (claimed === 0) return
  }
}

/** Moves people without sending anything: what is due stays in the outbox. */
export async function advance(resources: Resources): Promise<void> {
  let leases = await leaseAll(resources)
  for (;;) {
    const outcome = await advanceBatch(resources, leases, 1_000)
    if (outcome.kind === 'idle') return
    leases = outcome.kind === 'advanced' ? outcome.leases : await leaseAll(resources)
  }
}

/** Sends what is due without moving anybody. */
export async function deliver(resources: Resources): Promise<void> {
  const leases = await leaseAll(resources)
  for (;;) {
    const { claimed } = await deliverBatch(resources, { leases, signal: NEVER_ABORTED }, 1_000)
    if (claimed === 0) return
  }
}

/** The next moment after the present at which a timer or a message is due, if there is one. */
export async function findNextMoment({ store, clock }: Resources): Promise<number | undefined> {
  const run = toRunner(store)
  const partitions = Array.from({ length: PARTITION_COUNT }, (_, partition) => partition)
  const due = await Promise.all([findNextDue(run, partitions), findNextMessageDue(run, partitions)])
  const now = clock.now().getTime()
  return due.flatMap((at) => (at !== undefined && at > now ? [at] : [])).toSorted((a, b) => a - b)[0]
}

function leaseAll({ store }: Resources): Promise<readonly Lease[]> {
  const terms = { owner: 'drain', now: 0, leaseUntil: Number.MAX_SAFE_INTEGER }
  return leasePartitionsBatch(toRunner(store), terms, PARTITION_COUNT)
}
