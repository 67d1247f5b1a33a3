import { createDatabase, seededIds, turnedClock } from '@periplo/testkit'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openRuntime } from './open-runtime.ts'
import type { Runtime } from './open-runtime.ts'
import { openRuntimeOver, toSchema } from './opened-runtime.fixture.ts'
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
