import { createDatabase, seededIds, turnedClock } from '@periplo/testkit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { advanceBatch } from './advance/advance-batch.ts'
import { JourneyCache } from './journey-cache.ts'
import { ACTOR, openRuntimeOver, toEvent, toRestingJourney, toSchema } from './opened-runtime.fixture.ts'
import type { OpenedRuntime } from './opened-runtime.fixture.ts'

let house: OpenedRuntime
beforeEach(async () => {
  house = await openRuntimeOver({
    clock: turnedClock('2026-03-02T10:00:00Z'),
    ids: seededIds('journey-cache'),
    database: await createDatabase(toSchema),
  })
})
afterEach(() => house.close())

async function publishMany(count: number): Promise<readonly { journeyId: string; versionId: string }[]> {
  const published = []
  for (let at = 0; at < count; at += 1) published.push(await house.publish(toRestingJourney()))
  return published
}

const openCache = (maxVersions: number): JourneyCache =>
  new JourneyCache({ store: house.store, wall: house.clock, maxVersions })

test('more live journeys than are kept at once all let people in', async () => {
  await publishMany(5)
  const journeys = openCache(3)
  await journeys.refresh()
  expect(journeys.listEntrances(house.workspaceId, 'Go')).toHaveLength(5)
  await house.take([toEvent(house.clock, 'Go', { user: 'ana' })])
  const outcome = await advanceBatch({ ...house.runtime.resources, journeys }, await house.lease(), 100)
  expect(outcome).toMatchObject({ kind: 'advanced', inputs: 1 })
  const { rows } = await house.store.enginePool.query('select version_id from enrollments')
  expect(rows).toHaveLength(5)
})

test('versions make room when nobody has asked for them for an hour, and come back when asked for', async () => {
  const [live, ...old] = await publishMany(6)
  const { workspaceId } = house
  for (const { journeyId } of old)
    await house.runtime.verbs.journeys.archive({ workspaceId, journeyId, actor: ACTOR })
  const [first, second, ...others] = old.map(({ versionId }) => versionId)
  const journeys = openCache(3)
  await journeys.refresh()
  await journeys.load([first ?? '', second ?? ''])
  await journeys.load(others)
  for (const { versionId } of old) expect(journeys.get(versionId).workspaceId).toBe(workspaceId)
  house.clock.advance(3_600_000)
  await journeys.load([second ?? ''])
  const { versionId: another } = await house.publish(toRestingJourney())
  await journeys.load([another])
  expect(() => journeys.get(first ?? '')).toThrow(/before it was loaded/)
  for (const kept of [live?.versionId, second, another])
    expect(journeys.get(kept ?? '').workspaceId).toBe(workspaceId)
  await journeys.load([first ?? ''])
  expect(journeys.get(first ?? '').workspaceId).toBe(workspaceId)
})

test('a receipt is counted by a version that lets nobody in any more, also after a restart', async () => {
  const frame = { id: 'mail', stage: 'decision', position: { x: 0, y: 0 }, title: 'mail' }
  const text = { subject: 'Hello', body: 'Hello', purpose: 'transactional', onRefused: 'continue' } as const
  const mail = { ...frame, ...text, kind: 'message', channel: 'email' } as const
  const edges = [
    { from: 'enter', port: 'next', to: 'mail' },
    { from: 'mail', port: 'next', to: 'out' },
  ]
  const { nodes, ...drawn } = toRestingJourney([mail])
  const without = nodes.filter(({ id }) => id !== 'rest')
  const { journeyId } = await house.publish({ ...drawn, nodes: without, edges })
  await house.take([toEvent(house.clock, 'Go', { user: 'ana' })])
  await house.work()
  const { workspaceId } = house
  await house.runtime.verbs.journeys.archive({ workspaceId, journeyId, actor: ACTOR })
  const { rows } = await house.store.enginePool.query(
    'select send_key, enrollment_id, version_id from outbox',
  )
  const { send_key: sendKey, enrollment_id: enrollmentId, version_id: versionId } = rows[0]
  const touch = { sendKey, enrollmentId, journeyId, versionId, nodeId: 'mail' }
  await house.take([toEvent(house.clock, 'Email Opened', { user: 'ana', touch })])
  const journeys = openCache(500)
  const outcome = await advanceBatch({ ...house.runtime.resources, journeys }, await house.lease(), 100)
  expect(outcome).toMatchObject({ kind: 'advanced', inputs: 1 })
})
