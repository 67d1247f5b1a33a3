import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'
import { createDatabase } from '@periplo/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AT, NOTHING, PERSON, W, toInput, openStoreOver, toSchema } from './fresh-store.fixture.ts'
import type { FreshStore } from './fresh-store.fixture.ts'
import {
  commitBatch,
  inEngineTx,
  leasePartitionsBatch,
  openStore,
  readHeads,
  readLeases,
  readPersons,
  toRunner,
} from './index.ts'
import type { BatchCommit, Lease, Store } from './index.ts'

/** A wire to PostgreSQL that can be cut: nobody at the near end hears of what became of it. */
interface CuttableWire {
  readonly url: string
  /** Cuts the connection over which a text is sent next, once it has arrived or before it does. */
  cutAt(text: string, when: 'before' | 'after'): void
  stop(): Promise<void>
}

async function layWire(url: string): Promise<CuttableWire> {
  const target = new URL(url)
  let cut: { text: string; when: 'before' | 'after' } | undefined
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect({ host: target.hostname, port: Number(target.port) })
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => open.delete(socket))
    }
    far.on('data', (data) => near.write(data))
    far.on('close', () => near.destroy())
    near.on('close', () => far.end())
    near.on('data', (data) => {
      if (cut === undefined || !data.includes(cut.text)) return void far.write(data)
      const { when } = cut
      cut = undefined
      far.removeAllListeners('data')
      if (when === 'before') return void near.destroy()
      far.write(data)
      far.once('data', () => near.destroy())
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const near = new URL(url)
  near.hostname = '127.0.0.1'
  near.port = String(typeof address === 'object' ? address?.port : '')
  return {
    url: near.href,
    cutAt: (text, when) => {
      cut = { text, when }
    },
    async stop() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

let fresh: FreshStore
let wire: CuttableWire
let store: Store
let lease: Lease

beforeAll(async () => {
  fresh = openStoreOver(await createDatabase(toSchema))
  wire = await layWire(fresh.url)
  store = openStore({ url: wire.url, poolSize: 2 })
  const [held] = await leasePartitionsBatch(
    toRunner(fresh.store),
    { owner: 'one', now: AT, leaseUntil: AT + 9_000 },
    1,
  )
  lease = held ?? { partitionId: -1, epoch: -1, applied: -1 }
})
afterAll(async () => {
  await store.close()
  await wire.stop()
  await fresh.close()
})

const profile = {
  workspaceId: W,
  partitionId: 0,
  personId: PERSON,
  traits: { seen: true },
  zone: null,
  suppressed: false,
  identified: false,
  firstSeenAt: AT,
  lastSeenAt: AT,
  lastOrderAt: null,
  mergedInto: null,
  audiences: [],
  points: 0,
  mergedFrom: [],
}
const toBatch = (more: Partial<BatchCommit> = {}): BatchCommit => {
  const persons = [{ ...profile, partitionId: lease.partitionId }]
  return { ...NOTHING, fences: [{ ...lease, next: lease.applied + 1 }], persons, ...more }
}
const readApplied = async (): Promise<number | undefined> =>
  (await readLeases(toRunner(fresh.store), [lease.partitionId]))[0]?.applied

test('a transaction whose COMMIT is not answered is unknown, and may have happened', async () => {
  wire.cutAt('commit', 'after')
  const outcome = await inEngineTx(store, (tx) =>
    tx.run('touch', 'update catalogue set revision = 41 where one', []),
  )
  expect(outcome).toEqual({ kind: 'unknown' })
})

test('a transaction whose COMMIT never arrives is unknown, and has not happened', async () => {
  wire.cutAt('commit', 'before')
  const outcome = await inEngineTx(store, (tx) =>
    tx.run('touch', 'update catalogue set revision = 42 where one', []),
  )
  expect(outcome).toEqual({ kind: 'unknown' })
  const [row] = await toRunner(fresh.store).run<{ revision: number }>(
    'read',
    'select revision from catalogue',
    [],
  )
  expect(row?.revision).toBe(41)
})

test.each([
  { when: 'before', moved: 0 },
  { when: 'after', moved: 1 },
] as const)(
  'a batch cut $when it is written is unknown; the offset tells what became of it',
  async ({ when, moved }) => {
    const before = lease.applied
    expect(await commitBatch(store, toBatch())).toBe('committed') // opens the months and the connection
    lease = { ...lease, applied: before + 1 }
    wire.cutAt('commit-batch', when)
    expect(await commitBatch(store, toBatch())).toBe('unknown')
    await expect.poll(readApplied).toBe(lease.applied + moved)
    lease = { ...lease, applied: lease.applied + moved }
  },
)

test('a fenced batch changes nothing, its appends included', async () => {
  const run = toRunner(fresh.store)
  const other = lease.partitionId + 1
  const { heads } = await readHeads(run, [other])
  const stale = { ...lease, epoch: lease.epoch - 1, next: lease.applied + 1 }
  const personId = '00000000-0000-4000-8000-0000000000cc'
  const batch = toBatch({
    fences: [stale],
    persons: [{ ...profile, partitionId: lease.partitionId, personId }],
    appends: [toInput(other, 'handover')],
  })
  expect(await commitBatch(fresh.store, batch)).toBe('fenced')
  expect((await readHeads(run, [other])).heads).toEqual(heads)
  expect(await readPersons(run, [{ ...profile, partitionId: lease.partitionId, personId }])).toEqual(
    new Map(),
  )
  expect(await readApplied()).toBe(lease.applied)
})

test('one fence of many that does not hold stops them all', async () => {
  const run = toRunner(fresh.store)
  const more = await leasePartitionsBatch(run, { owner: 'one', now: AT, leaseUntil: AT + 9_000 }, 4)
  const fences = more.map((held, at) => ({ ...held, applied: held.applied + (at === 2 ? 7 : 0), next: 99 }))
  expect(await commitBatch(fresh.store, { ...NOTHING, fences })).toBe('fenced')
  expect(
    await readLeases(
      run,
      more.map(({ partitionId }) => partitionId),
    ),
  ).toEqual(expect.arrayContaining([...more]))
})
