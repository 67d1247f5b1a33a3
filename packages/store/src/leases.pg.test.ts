import { createDatabase } from '@periplo/testkit'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { AT, openStoreOver, toSchema } from './fresh-store.fixture.ts'
import type { FreshStore } from './fresh-store.fixture.ts'
import { PARTITION_COUNT, leasePartitionsBatch, readLeases, releasePartitions, toRunner } from './index.ts'
import type { Lease, Runner } from './index.ts'

let fresh: FreshStore
let run: Runner

beforeAll(async () => {
  fresh = openStoreOver(await createDatabase(toSchema), { poolSize: 16 })
  run = toRunner(fresh.store)
})
afterAll(() => fresh.close())
beforeEach(async () => {
  await run.run('reset', 'update partition_offsets set owner = null, lease_until = 0', [])
})

const lease = (owner: string, now: number, limit = PARTITION_COUNT): Promise<readonly Lease[]> =>
  leasePartitionsBatch(run, { owner, now, leaseUntil: now + 1_000 }, limit)

test('two workers never share a partition, however many ask at once', async () => {
  const owners = Array.from({ length: 16 }, (_, at) => `worker-${at}`)
  const taken = await Promise.all(owners.map((owner) => lease(owner, AT, 7)))
  const partitions = taken.flat().map(({ partitionId }) => partitionId)
  expect(new Set(partitions).size).toBe(partitions.length)
  expect(partitions.length).toBeLessThanOrEqual(PARTITION_COUNT)
})

test('renewing keeps the epoch; taking over raises it', async () => {
  const [first] = await lease('one', AT, 1)
  const [renewed] = await lease('one', AT + 500, 1)
  expect(renewed).toEqual(first)
  const before = await lease('two', AT + 1_400)
  expect(before.map(({ partitionId }) => partitionId)).not.toContain(first?.partitionId)
  const after = await lease('two', AT + 1_500)
  const taken = after.find(({ partitionId }) => partitionId === first?.partitionId)
  expect(taken?.epoch).toBe((first?.epoch ?? 0) + 1)
})

test('a worker that let its lease pass comes back under a new epoch', async () => {
  const [first] = await lease('one', AT, 1)
  const [again] = await lease('one', AT + 5_000, 1)
  expect(again).toEqual({ ...first, epoch: (first?.epoch ?? 0) + 1 })
})

test('a worker keeps what it holds while its own answers are being written down', async () => {
  const before = await lease('one', AT, 20)
  const settling = await fresh.store.enginePool.connect()
  await settling.query('begin')
  await settling.query(
    'select 1 from partition_offsets where partition_id < 10 order by partition_id for share',
  )
  const renewing = lease('one', AT + 500, 20)
  const other = await lease('two', AT + 500)
  await settling.query('commit')
  settling.release()
  expect(await renewing).toEqual(before)
  expect(other).toHaveLength(PARTITION_COUNT - 20)
})

test('what is given back is free at once', async () => {
  await lease('one', AT)
  expect(await lease('two', AT)).toEqual([])
  await releasePartitions(run, 'one')
  expect(await lease('two', AT)).toHaveLength(PARTITION_COUNT)
})

test('how far a partition stands can be read by whoever does not know', async () => {
  const [mine] = await lease('one', AT, 1)
  expect(await readLeases(run, [mine?.partitionId ?? 0])).toEqual([mine])
})
