import type { JourneyDefinition } from '@periplo/model'
import { createDatabase, seededIds, turnedClock } from '@periplo/testkit'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openRuntime } from './open-runtime.ts'
import type { Runtime } from './open-runtime.ts'
import { ACTOR, openRuntimeOver, toEvent, toRestingJourney, toSchema } from './opened-runtime.fixture.ts'
import type { OpenedRuntime } from './opened-runtime.fixture.ts'

let house: OpenedRuntime
beforeEach(async () => {
  house = await openRuntimeOver({
    clock: turnedClock('2026-03-02T10:00:00Z'),
    ids: seededIds('worker'),
    database: await createDatabase(toSchema),
  })
})
afterEach(() => house.close())

const openProcess = ({ clock, store }: OpenedRuntime, partitions: number): Promise<Runtime> =>
  openRuntime({
    store,
    clock,
    wall: clock,
    ids: seededIds(`worker-${partitions}`),
    log: pino({ level: 'silent' }),
    mail: { smtpUrl: null, from: 'shop@example.com' },
    egressAllow: [],
    publicUrl: 'http://periplo.example',
    secretKey: Buffer.alloc(32, 3),
    partitions,
  })

/** Runs the loops of a process with room for so many partitions. */
async function startProcess(partitions: number): Promise<{ held(): Promise<number>; stop(): Promise<void> }> {
  const runtime = await openProcess(house, partitions)
  const stopping = new AbortController()
  const { stopped } = runtime.startLoops(stopping.signal)
  return {
    async held() {
      const text = 'select count(*)::int as count from partition_offsets where owner like $1'
      const { rows } = await house.store.enginePool.query(text, [`${runtime.resources.workerId}/%`])
      return rows[0].count
    },
    async stop() {
      stopping.abort()
      await stopped
      await runtime.close()
    },
  }
}

test('two workers share the partitions, and one takes what the other leaves as far as it has room', async () => {
  const first = await startProcess(41)
  await expect.poll(first.held).toBe(41)
  const second = await startProcess(41)
  await expect.poll(second.held).toBe(23)
  await first.stop()
  house.clock.advance(5_000)
  await expect.poll(second.held).toBe(41)
  await second.stop()
})

test('a worker that serves one workspace fires no timers and sends no messages of another', async () => {
  const { runtime, store, clock, workspaceId: ours } = house
  const facts = { name: 'Other', zone: 'UTC', currency: 'EUR', clock: 'live', demo: false } as const
  const theirs = await runtime.createWorkspace(facts)
  for (const workspaceId of [ours, theirs]) {
    const { journeys } = runtime.verbs
    const drawn = await journeys.create({ workspaceId, name: 'Mail', definition: toMailing(), actor: ACTOR })
    await journeys.publish({ workspaceId, ...drawn, actor: ACTOR })
    const source = { sourceId: workspaceId, workspaceId, kind: 'server', name: 'Shop' } as const
    const identifiers = [{ kind: 'email', value: 'ana@example.com' }] as const
    await runtime.takeEvents(source, [toEvent(clock, 'Go', { identifiers })])
  }
  await house.work()
  await store.enginePool.query(`update partition_offsets set owner = null, lease_until = 0`)
  clock.advance(7_200_000)
  const stopping = new AbortController()
  const { stopped } = runtime.startLoops(stopping.signal, [ours])
  const readState = async (workspaceId: string): Promise<unknown> => {
    const text = `select e.status as run, m.status as message from enrollments e join outbox m using (workspace_id) where workspace_id = $1`
    return (await store.enginePool.query(text, [workspaceId])).rows
  }
  await expect.poll(() => readState(ours), { timeout: 5_000 }).toEqual([{ run: 'ended', message: 'sent' }])
  stopping.abort()
  await stopped
  expect(await readState(theirs)).toEqual([{ run: 'active', message: 'pending' }])
})

function toMailing(): JourneyDefinition {
  const frame = { id: 'mail', stage: 'decision', position: { x: 0, y: 0 }, title: 'mail' }
  const text = { subject: 'Hello', body: 'Hello', purpose: 'transactional', onRefused: 'continue' } as const
  return {
    ...toRestingJourney([{ ...frame, ...text, kind: 'message', channel: 'email' }]),
    edges: [
      { from: 'enter', port: 'next', to: 'mail' },
      { from: 'mail', port: 'next', to: 'rest' },
      { from: 'rest', port: 'next', to: 'out' },
    ],
  }
}
