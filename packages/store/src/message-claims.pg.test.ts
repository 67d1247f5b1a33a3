import { createDatabase } from '@periplo/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AT, W, toInput, openStoreOver, toSchema } from './fresh-store.fixture.ts'
import type { FreshStore } from './fresh-store.fixture.ts'
import {
  appendInputs,
  claimMessages,
  ensureMonths,
  inEngineTx,
  pruneClaimsBatch,
  readHeads,
  readInputs,
  toRunner,
} from './index.ts'

const MESSAGES = Array.from({ length: 200 }, (_, at) => ({
  workspaceId: W,
  keyHash: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
}))

let fresh: FreshStore

beforeAll(async () => {
  fresh = openStoreOver(await createDatabase(toSchema), { poolSize: 20 })
  await ensureMonths(fresh.store, toRunner(fresh.store), [AT])
})
afterAll(() => fresh.close())

test('twenty writers of the same messages append each once, without a gap', async () => {
  const write = (writer: number): Promise<unknown> =>
    inEngineTx(fresh.store, async (tx) => {
      const shuffled = MESSAGES.toSorted(
        (a, b) =>
          ((a.keyHash.charCodeAt(35) * (writer + 3)) % 7) - ((b.keyHash.charCodeAt(35) * (writer + 3)) % 7),
      )
      const claimed = await claimMessages(tx, shuffled, AT)
      const inputs = shuffled
        .filter(({ workspaceId, keyHash }) => claimed.has(`${workspaceId}/${keyHash}`))
        .map(({ keyHash }) => toInput(Number(keyHash.slice(-2)) % 4, keyHash))
      if (inputs.length > 0) await appendInputs(tx, inputs)
    })
  await Promise.all(Array.from({ length: 20 }, (_, writer) => write(writer)))
  const run = toRunner(fresh.store)
  const { heads } = await readHeads(run, [0, 1, 2, 3])
  const inputs = await readInputs(
    run,
    [0, 1, 2, 3].map((partitionId) => ({ partitionId, applied: 0, count: 1_000 })),
  )
  expect(inputs).toHaveLength(MESSAGES.length)
  const seen = inputs.map(({ body }) => (body.kind === 'event' ? body.event.eventId : ''))
  expect(new Set(seen).size).toBe(MESSAGES.length)
  for (const [partitionId, head] of heads) {
    const offsets = inputs.filter((input) => input.partitionId === partitionId).map(({ offset }) => offset)
    expect(offsets).toEqual(Array.from({ length: head }, (_, at) => at + 1))
  }
})

test('a claim that is rolled back is nobody’s', async () => {
  const claim = { workspaceId: W, keyHash: '00000000-0000-4000-9000-000000000001' }
  const dies = inEngineTx(fresh.store, async (tx) => {
    await claimMessages(tx, [claim], AT)
    throw new Error('died')
  })
  await expect(dies).rejects.toThrow('died')
  const again = await inEngineTx(fresh.store, (tx) => claimMessages(tx, [claim], AT))
  expect(again).toEqual({ kind: 'committed', value: new Set([`${W}/${claim.keyHash}`]) })
})

test('claims are forgotten once they are old, and not before', async () => {
  const run = toRunner(fresh.store)
  expect(await pruneClaimsBatch(run, AT, 1_000)).toBe(0)
  expect(await pruneClaimsBatch(run, AT + 1, 150)).toBe(150)
  expect(await pruneClaimsBatch(run, AT + 1, 1_000)).toBe(51)
})
