import { createDatabase } from '@periplo/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AT, NOTHING, openStoreOver, toMessage, toSchema } from './fresh-store.fixture.ts'
import type { FreshStore } from './fresh-store.fixture.ts'
import { claimMessagesBatch, commitBatch, leasePartitionsBatch, settleMessages, toRunner } from './index.ts'
import type { Lease, Runner, Settlement } from './index.ts'

let fresh: FreshStore
let run: Runner
let leases: readonly Lease[]

beforeAll(async () => {
  // one connection, so that everything it keeps between statements is kept
  fresh = openStoreOver(await createDatabase(toSchema), { poolSize: 1 })
  run = toRunner(fresh.store)
  leases = await leasePartitionsBatch(run, { owner: 'one', now: AT, leaseUntil: AT + 1_000 }, 4)
})
afterAll(() => fresh.close())

let made = 0
const put = async (count: number): Promise<void> => {
  const messages = Array.from({ length: count }, (_, at) => toMessage(at % 4, `key-${(made += 1)}`))
  const fences = leases.map((lease) => ({ ...lease, next: lease.applied }))
  expect(await commitBatch(fresh.store, { ...NOTHING, fences, messages })).toBe('committed')
}

const deliver = async (limit: number): Promise<number> => {
  const terms = { leases, now: AT, claimedUntil: AT + 60_000 }
  const claimed = await claimMessagesBatch(run, terms, limit)
  const sent = { status: 'sent', reason: null, delivery: 'inbox', rendered: null } as const
  const settlements = claimed.map((message): Settlement => ({
    ...sent,
    message,
    dueAt: message.dueAt,
    attempt: message.attempt,
  }))
  expect(await settleMessages(run, { leases, settlements, facts: [], at: AT })).toBe(true)
  return claimed.length
}

test('nothing is read or written by a plan kept from when the tables were emptier', async () => {
  for (let round = 0; round < 12; round += 1) {
    await put(4)
    expect(await deliver(4)).toBe(4)
  }
  const kept =
    'select name, generic_plans as plans from pg_prepared_statements where generic_plans > 0 and cardinality(parameter_types) > 0'
  expect(await run.run('kept', kept, [])).toEqual([])
  const planned = 'select count(*)::int as n from pg_prepared_statements where custom_plans >= 12'
  expect((await run.run<{ n: number }>('planned', planned, []))[0]?.n).toBeGreaterThan(2)
})
