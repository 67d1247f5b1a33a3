import type { OverdueChoice } from '@periplo/model'
import { toRunner } from '@periplo/store'
import { createDatabase, seededIds, turnedClock } from '@periplo/testkit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { auditInstallation } from '../audit/audit-installation.ts'
import { ACTOR, openRuntimeOver, toEvent, toRestingJourney, toSchema } from '../opened-runtime.fixture.ts'
import type { OpenedRuntime } from '../opened-runtime.fixture.ts'
import { advanceBatch } from './advance-batch.ts'

const HOUR_MS = 3_600_000
const PEOPLE = Array.from({ length: 40 }, (_, at) => `p${at}`)
const AT_ONCE: OverdueChoice = { kind: 'continue', spreadMs: 0 }

let house: OpenedRuntime
let journeyId: string

beforeEach(async () => {
  house = await openRuntimeOver({
    clock: turnedClock('2026-03-02T10:00:00Z'),
    ids: seededIds('directives'),
    database: await createDatabase(toSchema),
  })
  ;({ journeyId } = await house.publish(toRestingJourney()))
})
afterEach(async () => {
  const now = house.clock.now().getTime()
  const { findings } = await auditInstallation(house.store, { now, toleranceMs: 0, isDrained: true })
  await house.close()
  expect(findings).toEqual([])
})

const ask = async <R extends Record<string, unknown>>(text: string): Promise<R[]> =>
  (await house.store.enginePool.query<R>(text)).rows
const countEnds = async (): Promise<Readonly<Record<string, number>>> => {
  const rows = await ask<{ ended: string; count: number }>(
    `select coalesce(end_reason, 'active') as ended, count(*)::int as count from enrollments group by 1`,
  )
  return Object.fromEntries(rows.map(({ ended, count }) => [ended, count]))
}
const journey = () => ({ workspaceId: house.workspaceId, journeyId, actor: ACTOR })
const pause = () => house.runtime.verbs.journeys.pause(journey())
const resume = (overdue: OverdueChoice) => house.runtime.verbs.journeys.resume({ ...journey(), overdue })
const leave = () => house.runtime.verbs.journeys.archive({ ...journey(), inside: 'leave' })

/** Everybody is inside, and a pause has held them beyond their hour of rest. */
async function holdEverybody(): Promise<void> {
  await house.take(PEOPLE.map((user) => toEvent(house.clock, 'Go', { user })))
  await house.work()
  await pause()
  house.clock.advance(2 * HOUR_MS)
  await house.work()
}

test('a directive reaches everybody in small batches, each once, and is then not looked for again', async () => {
  await holdEverybody()
  await resume({ kind: 'leave' })
  for (let leases = await house.lease(); ;) {
    const outcome = await advanceBatch(house.runtime.resources, leases, 3)
    if (outcome.kind === 'idle') break
    leases = outcome.kind === 'advanced' ? outcome.leases : await house.lease()
  }
  expect(await countEnds()).toEqual({ withdrawn: PEOPLE.length })
  expect(await ask(`select 1 from history where input = 'directive:1'`)).toHaveLength(PEOPLE.length)
  expect(await ask(`select visited::text from journeys`)).toEqual([{ visited: '1'.repeat(64) }])
  expect(house.runtime.resources.journeys.listUnvisited()).toEqual([])
})

test('a worker that has lost its partitions takes nobody out; its successor does', async () => {
  await holdEverybody()
  const zombie = await house.lease()
  await toRunner(house.store).run('usurp', 'update partition_offsets set epoch = epoch + 1', [])
  await leave()
  expect(await advanceBatch(house.runtime.resources, zombie, 1_000)).toEqual({ kind: 'lost' })
  expect(await countEnds()).toEqual({ active: PEOPLE.length })
  await house.work()
  expect(await countEnds()).toEqual({ withdrawn: PEOPLE.length })
})

test('a worker that dies before its commit, or right after it, leaves each run released once', async () => {
  await holdEverybody()
  await resume(AT_ONCE)
  for (const place of ['before-commit', 'after-commit'] as const) {
    const dying = {
      ...house.runtime.resources,
      failpoint: (name: string) => {
        if (name === place) throw new Error('killed')
      },
    }
    await expect(advanceBatch(dying, await house.lease(), 10)).rejects.toThrow('killed')
    house.runtime.resources.people.forget(Array.from({ length: 64 }, (_, partition) => partition))
  }
  await house.work()
  expect(await countEnds()).toEqual({ exit: PEOPLE.length })
})

test('somebody who moves on the same day as the directive is not counted twice', async () => {
  await holdEverybody()
  await resume(AT_ONCE)
  await house.take(PEOPLE.map((user) => toEvent(house.clock, 'Page Viewed', { user })))
  await house.work()
  expect(await countEnds()).toEqual({ exit: PEOPLE.length })
  expect(await ask('select 1 from history where seq > 2')).toEqual([])
})

test('whoever is on the way to somebody else when the directive comes is not passed over', async () => {
  await house.take([toEvent(house.clock, 'Page Viewed', { user: 'elder' })])
  house.clock.advance(1_000)
  await house.take([toEvent(house.clock, 'Go', { user: 'ana' })])
  await house.work()
  await pause()
  house.clock.advance(2 * HOUR_MS)
  await house.work()
  const [held] = await ask<{ partition_id: number }>('select partition_id from enrollments')
  const user = (value: string) => ({ kind: 'user', value }) as const
  const met = { type: 'alias', identifiers: [user('elder')], previous: user('ana') } as const
  await house.take([toEvent(house.clock, 'Alias', met)])
  const lost = (await house.lease()).filter(({ partitionId }) => partitionId === held?.partition_id)
  await advanceBatch(house.runtime.resources, lost, 1_000)
  expect(await countEnds()).toEqual({})
  await resume(AT_ONCE)
  await house.work()
  expect(await countEnds()).toEqual({ exit: 1 })
})
