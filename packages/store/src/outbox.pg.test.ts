import { createDatabase } from '@periplo/testkit'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { AT, NOTHING, PERSON, W, toMessage, openStoreOver, toSchema } from './fresh-store.fixture.ts'
import type { FreshStore } from './fresh-store.fixture.ts'
import {
  claimMessagesBatch,
  commitBatch,
  findNextMessageDue,
  inWorkspace,
  leasePartitionsBatch,
  readRollups,
  readSends,
  reclaimMessages,
  settleMessages,
  toRunner,
} from './index.ts'
import type { CountedFact, Lease, Runner, Settlement } from './index.ts'

const CLAIM_MS = 60_000

let fresh: FreshStore
let run: Runner
let leases: readonly Lease[]

beforeAll(async () => {
  fresh = openStoreOver(await createDatabase(toSchema))
  run = toRunner(fresh.store)
})
afterAll(() => fresh.close())
beforeEach(async () => {
  await run.run('reset', 'update partition_offsets set owner = null, lease_until = 0, applied = 0', [])
  await run.run('drop', "update outbox set status = 'sent'", [])
  leases = await leasePartitionsBatch(run, { owner: 'one', now: AT, leaseUntil: AT + 1_000 }, 4)
})

let made = 0
const put = async (count: number, dueAt = AT): Promise<readonly string[]> => {
  const messages = Array.from({ length: count }, (_, at) =>
    toMessage(at % 4, `key-${(made += 1)}`, { dueAt }),
  )
  const fences = leases.map((lease) => ({ ...lease, next: lease.applied }))
  expect(await commitBatch(fresh.store, { ...NOTHING, fences, messages })).toBe('committed')
  return messages.map(({ sendKey }) => sendKey)
}
const claim = (held: readonly Lease[], now: number, limit = 100) =>
  claimMessagesBatch(run, { leases: held, now, claimedUntil: now + CLAIM_MS }, limit)
const countPending = async (): Promise<number | undefined> =>
  (
    await run.run<{ n: number }>('pending', "select count(*) as n from outbox where status = 'pending'", [])
  )[0]?.n
const toSettled = (message: Settlement['message']): Settlement => ({
  message,
  status: 'sent',
  reason: null,
  dueAt: message.dueAt,
  attempt: message.attempt,
  delivery: 'inbox',
  rendered: null,
})

test('claims of many at once are disjoint, and together everything', async () => {
  const keys = await put(40)
  const claimed = (await Promise.all(Array.from({ length: 8 }, () => claim(leases, AT, 9)))).flat()
  const rest = await claim(leases, AT)
  const seen = [...claimed, ...rest].map(({ sendKey }) => sendKey)
  expect(seen.toSorted()).toEqual([...keys].toSorted())
})

test('a claim nobody settles returns when it passes, as the next attempt', async () => {
  const [key] = await put(1)
  expect(await claim(leases, AT)).toMatchObject([{ sendKey: key, attempt: 1 }])
  expect(await claim(leases, AT + CLAIM_MS - 1)).toEqual([])
  expect(await claim(leases, AT + CLAIM_MS)).toMatchObject([{ sendKey: key, attempt: 2 }])
})

test('what is not due yet is not claimed, and its moment is known', async () => {
  await put(1, AT + 5_000)
  expect(await claim(leases, AT + 4_999)).toEqual([])
  expect(await findNextMessageDue(run, [0])).toBe(AT + 5_000)
  expect(await claim(leases, AT + 5_000)).toHaveLength(1)
})

test('after a takeover the old owner neither claims nor settles, and its claims are free', async () => {
  await put(4)
  const mine = await claim(leases, AT)
  const taken = await leasePartitionsBatch(run, { owner: 'two', now: AT + 1_000, leaseUntil: AT + 9_000 }, 4)
  const settlements = mine.map(toSettled)
  const settled = await settleMessages(run, { leases, settlements, facts: [], at: AT })
  expect(settled).toBe(false)
  expect(await countPending()).toBe(4)
  expect(await claim(leases, AT + CLAIM_MS)).toEqual([])
  expect(await claim(taken, AT + 1_000)).toEqual([])
  await reclaimMessages(run, taken, AT + 1_000)
  expect(await claim(taken, AT + 1_000)).toHaveLength(4)
})

const toFact = (sendKey: string): CountedFact => ({
  workspaceId: W,
  partitionId: 0,
  sendKey,
  outcome: 'sent',
  at: AT,
  reason: null,
  journeyId: W,
  versionId: W,
  nodeId: 'mail',
  deltas: [
    { journeyId: W, versionId: W, subject: 'journey', counter: sendKey, day: '2026-01-05', bin: 0, by: 1 },
  ],
})
const countSent = async (sendKey: string): Promise<number | undefined> => {
  const version = { workspaceId: W, journeyId: W, versionId: W, from: '2026-01-01', to: '2026-02-01' }
  const rollups = await inWorkspace(fresh.store, W, (tx) => readRollups(tx, version))
  return rollups.find(({ counter }) => counter === sendKey)?.total
}

test('a settled message stays settled, and its outcome is counted once, however often it is settled', async () => {
  const [key = ''] = await put(1)
  const claimed = await claim(leases, AT)
  const batch = { leases, settlements: claimed.map(toSettled), facts: [toFact(key)], at: AT }
  expect(await settleMessages(run, batch)).toBe(true)
  expect(await settleMessages(run, batch)).toBe(true)
  expect(await claim(leases, AT + 10 * CLAIM_MS)).toEqual([])
  const own = { workspaceId: W, partitionId: 0, personId: PERSON, sendKey: key }
  expect((await readSends(run, [own])).get(key)).toMatchObject({ nodeId: 'mail', outcomes: ['sent'] })
  expect(await countSent(key)).toBe(1)
})

test('an outcome told by a receipt before is not counted again', async () => {
  const [key = ''] = await put(1)
  const claimed = await claim(leases, AT)
  const fences = leases.map((lease) => ({ ...lease, next: lease.applied }))
  await commitBatch(fresh.store, { ...NOTHING, fences, messageFacts: [toFact(key)] })
  await settleMessages(run, { leases, settlements: claimed.map(toSettled), facts: [toFact(key)], at: AT })
  expect(await countSent(key)).toBeUndefined()
})

test('nobody finds a message that was sent to somebody else', async () => {
  const [key = ''] = await put(1)
  const personId = '00000000-0000-4000-8000-0000000000bb'
  const other = { workspaceId: W, partitionId: 0, personId, sendKey: key }
  expect(await readSends(run, [other])).toEqual(new Map())
})

test('a message that was sent is never put on its way again', async () => {
  const [key = ''] = await put(1)
  const claimed = await claim(leases, AT)
  await settleMessages(run, { leases, settlements: claimed.map(toSettled), facts: [], at: AT })
  const fences = leases.map((lease) => ({ ...lease, next: lease.applied }))
  await commitBatch(fresh.store, { ...NOTHING, fences, messages: [toMessage(0, key)] })
  expect(await claim(leases, AT + 10 * CLAIM_MS)).toEqual([])
})

test('what was put back is left alone by whoever takes its partition over, until it is due', async () => {
  await put(1)
  const [held] = await claim(leases, AT)
  const settlements = held
    ? [{ ...toSettled(held), status: 'pending', reason: 'quiet-hours', dueAt: AT + 9_000 } as const]
    : []
  expect(await settleMessages(run, { leases, settlements, facts: [], at: AT })).toBe(true)
  const taken = await leasePartitionsBatch(run, { owner: 'two', now: AT + 1_000, leaseUntil: AT + 9_000 }, 4)
  await reclaimMessages(run, taken, AT + 1_000)
  expect(await claim(taken, AT + 8_999)).toEqual([])
  expect(await claim(taken, AT + 9_000)).toHaveLength(1)
})
