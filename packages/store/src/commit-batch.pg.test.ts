import { createDatabase } from '@periplo/testkit'
import type { TestDatabase } from '@periplo/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  appendInputs,
  claimMessagesBatch,
  commitBatch,
  inEngineTx,
  leasePartitionsBatch,
  migrate,
  openStore,
  readHeads,
  readInputs,
  readPersons,
  toRunner,
} from './index.ts'
import type { BatchCommit, NewInput, Store } from './index.ts'

let database: TestDatabase
let store: Store
const W = '00000000-0000-4000-8000-000000000001'
const PERSON = '00000000-0000-4000-8000-0000000000aa'
const at = Date.UTC(2026, 0, 5, 10)

beforeAll(async () => {
  database = await createDatabase((url) => migrate({ url }))
  store = openStore({ url: database.url })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

const nothing: Omit<BatchCommit, 'fences'> = {
  persons: [],
  enrollments: [],
  history: [],
  messages: [],
  messageFacts: [],
  orders: [],
  deltas: [],
  quarantined: [],
  departed: [],
  appends: [],
  audienceChanges: [],
  pointsChanges: [],
}

function input(partitionId: number, eventId: string): NewInput {
  return {
    partitionId,
    workspaceId: W,
    personId: PERSON,
    receivedAt: at,
    occurredAt: at,
    name: 'Product Viewed',
    body: {
      kind: 'event',
      sourceId: W,
      mode: 'live',
      event: {
        eventId,
        type: 'track',
        name: 'Product Viewed',
        occurredAt: at,
        channel: 'web',
        identifiers: [],
        properties: {},
        flags: [],
      },
    },
  }
}

test('offsets are gap-free per partition, in the order given', async () => {
  await toRunner(store).run('month', 'select ensure_month($1::date)', ['2026-01-01'])
  const outcome = await inEngineTx(store, (tx) =>
    appendInputs(tx, [input(3, 'a'), input(4, 'b'), input(3, 'c')]),
  )
  expect(outcome).toEqual({
    kind: 'committed',
    value: [
      { partitionId: 3, offset: 1 },
      { partitionId: 4, offset: 1 },
      { partitionId: 3, offset: 2 },
    ],
  })
  expect((await readHeads(toRunner(store), [3, 4, 5])).heads).toEqual(
    new Map([
      [3, 2],
      [4, 1],
      [5, 0],
    ]),
  )
  const inputs = await readInputs(toRunner(store), [{ partitionId: 3, applied: 1, count: 10 }])
  expect(inputs.map((i) => [i.offset, i.body.kind === 'event' && i.body.event.eventId])).toEqual([[2, 'c']])
})

test('a writer that rolls back leaves no gap', async () => {
  await expect(
    inEngineTx(store, async (tx) => {
      await appendInputs(tx, [input(9, 'x')])
      throw new Error('died')
    }),
  ).rejects.toThrow('died')
  const outcome = await inEngineTx(store, (tx) => appendInputs(tx, [input(9, 'y')]))
  expect(outcome).toMatchObject({ value: [{ partitionId: 9, offset: 1 }] })
})

test('a worker that lost its partition changes nothing', async () => {
  const run = toRunner(store)
  const [old] = await leasePartitionsBatch(run, { owner: 'one', now: at, leaseUntil: at + 1000 }, 1)
  const [mine] = await leasePartitionsBatch(run, { owner: 'two', now: at + 1000, leaseUntil: at + 9000 }, 1)
  expect(mine?.partitionId).toBe(old?.partitionId)
  const profile = {
    workspaceId: W,
    partitionId: old?.partitionId ?? 0,
    personId: PERSON,
    traits: {},
    zone: null,
    suppressed: false,
    identified: false,
    firstSeenAt: at,
    lastSeenAt: at,
    lastOrderAt: null,
    mergedInto: null,
    audiences: [],
    points: 0,
    mergedFrom: [],
  }
  const fences = [
    { partitionId: old?.partitionId ?? 0, epoch: old?.epoch ?? 0, applied: old?.applied ?? 0, next: 1 },
  ]
  expect(await commitBatch(store, { ...nothing, fences, persons: [profile] })).toBe('fenced')
  expect(await readPersons(run, [profile])).toEqual(new Map())
  const again = fences.map((fence) => ({ ...fence, epoch: mine?.epoch ?? 0 }))
  expect(await commitBatch(store, { ...nothing, fences: again, persons: [profile] })).toBe('committed')
  expect((await readPersons(run, [profile])).get(PERSON)).toEqual(profile)
  expect(
    await claimMessagesBatch(
      run,
      { leases: [mine ?? old].flatMap((l) => (l ? [l] : [])), now: at, claimedUntil: at + 1 },
      5,
    ),
  ).toEqual([])
})
