import type { OutboxMessage } from '@periplo/model'
import { createDatabase } from '@periplo/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AT, NOTHING, W, openStoreOver, toMessage, toSchema } from './fresh-store.fixture.ts'
import type { FreshStore } from './fresh-store.fixture.ts'
import {
  claimMessagesBatch,
  commitBatch,
  inWorkspace,
  leasePartitionsBatch,
  readRollups,
  settleMessages,
  toRunner,
} from './index.ts'
import type { Lease } from './index.ts'

const COUNTERS = Array.from({ length: 40 }, (_, at) => `counter-${at}`)

let fresh: FreshStore
let leases: readonly Lease[]

beforeAll(async () => {
  fresh = openStoreOver(await createDatabase(toSchema), { poolSize: 16 })
  const terms = { owner: 'one', now: AT, leaseUntil: AT + 60_000 }
  leases = await leasePartitionsBatch(toRunner(fresh.store), terms, 8)
  await inWorkspace(fresh.store, W, async () => undefined)
})
afterAll(() => fresh.close())

const toDeltas = (counters: readonly string[]) =>
  counters.map((counter) => ({
    workspaceId: W,
    journeyId: W,
    versionId: W,
    subject: 'journey' as const,
    counter,
    day: '2026-01-05',
    bin: 0,
    by: 1,
  }))

const UNSAID = { attempt: 1, reason: null, dueAt: AT, delivery: null, rendered: null }

/** Ten messages of a partition, ready to be settled. */
async function claim(lease: Lease): Promise<readonly OutboxMessage[]> {
  const { partitionId } = lease
  const messages = Array.from({ length: 10 }, (_, at) => toMessage(partitionId, `${partitionId}-${at}`))
  const fences = [{ ...lease, next: lease.applied }]
  expect(await commitBatch(fresh.store, { ...NOTHING, fences, messages })).toBe('committed')
  const terms = { leases: [lease], now: AT, claimedUntil: AT + 60_000 }
  return claimMessagesBatch(toRunner(fresh.store), terms, 10)
}

test('writers of the same counts at once lose none and never block each other for good', async () => {
  const advance = async (lease: Lease): Promise<void> => {
    for (let round = 0; round < 10; round += 1) {
      const deltas = toDeltas(round % 2 === 0 ? COUNTERS : COUNTERS.toReversed())
      const batch = { ...NOTHING, fences: [{ ...lease, next: lease.applied }], deltas }
      expect(await commitBatch(fresh.store, batch)).toBe('committed')
    }
  }
  const deliver = async (lease: Lease): Promise<void> => {
    for (const [round, message] of (await claim(lease)).entries()) {
      const deltas = toDeltas(round % 2 === 0 ? COUNTERS.toReversed() : COUNTERS)
      const settlement = { ...UNSAID, message, status: 'sent' } as const
      const fact = { ...message, at: AT, outcome: 'sent', reason: null, deltas } as const
      const batch = { leases: [lease], settlements: [settlement], facts: [fact], at: AT }
      expect(await settleMessages(toRunner(fresh.store), batch)).toBe(true)
    }
  }
  await Promise.all(leases.flatMap((lease) => [advance(lease), deliver(lease)]))
  const rollups = await inWorkspace(fresh.store, W, (tx) =>
    readRollups(tx, { workspaceId: W, journeyId: W, versionId: W, from: '2026-01-01', to: '2026-02-01' }),
  )
  expect(new Map(rollups.map(({ counter, total }) => [counter, total]))).toEqual(
    new Map(COUNTERS.map((counter) => [counter, leases.length * 20])),
  )
})
