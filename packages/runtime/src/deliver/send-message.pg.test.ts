import { toRunner } from '@periplo/store'
import { createDatabase, seededIds, turnedClock } from '@periplo/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRuntimeOver, toEvent, toRestingJourney, toSchema } from '../opened-runtime.fixture.ts'
import type { OpenedRuntime } from '../opened-runtime.fixture.ts'
import { deliverBatch } from './deliver-batch.ts'
import { MAX_SLOW_ATTEMPTS } from './send-message.ts'

/** Quick over the short lists it is tried with, and too slow over a long one. */
const BODY = `${'{% for a in event.skus %}'.repeat(4)}{% assign b = a %}${'{% endfor %}'.repeat(4)}Done`

let house: OpenedRuntime

beforeAll(async () => {
  const ground = { clock: turnedClock('2026-03-02T10:00:00Z'), ids: seededIds('send') }
  house = await openRuntimeOver({ ...ground, database: await createDatabase(toSchema) })
})
afterAll(() => house.close())

async function publishMail(): Promise<void> {
  const frame = { id: 'mail', stage: 'decision', position: { x: 0, y: 0 }, title: 'mail' }
  const text = { subject: 'Hello', body: BODY, onRefused: 'continue' } as const
  const definition = toRestingJourney([
    { ...frame, ...text, kind: 'message', channel: 'email', purpose: 'transactional' },
  ])
  const edges = [
    { from: 'enter', port: 'next', to: 'mail' },
    { from: 'mail', port: 'next', to: 'rest' },
    { from: 'rest', port: 'next', to: 'out' },
  ]
  await house.publish({ ...definition, edges })
}

async function deliver(): Promise<unknown> {
  const { signal } = new AbortController()
  await deliverBatch(house.runtime.resources, { leases: await house.lease(), signal }, 100)
  const text = 'select status, attempt, reason, due_at > $1::bigint as later from outbox'
  const [row] = await toRunner(house.store).run('fate', text, [house.clock.now().getTime()])
  return row
}

test('a message whose template took too long is tried again, and given up after the fifth time', async () => {
  await publishMail()
  const skus = Array.from({ length: 500 }, (_, at) => at)
  const identifiers = [{ kind: 'email', value: 'ana@example.com' }] as const
  await house.take([toEvent(house.clock, 'Go', { identifiers, properties: { skus } })])
  await house.work()
  const reason = expect.stringContaining('template/too-slow')
  for (let attempt = 1; attempt < MAX_SLOW_ATTEMPTS; attempt += 1) {
    expect(await deliver()).toMatchObject({ status: 'pending', attempt, reason, later: true })
    house.clock.advance(30_000)
  }
  expect(await deliver()).toMatchObject({ status: 'failed', attempt: MAX_SLOW_ATTEMPTS, reason })
})
