import { toRunner, updateWorkspaceProgress } from '@periplo/store'
import { createDatabase, seededIds, turnedClock } from '@periplo/testkit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ACTOR, openRuntimeOver, toEvent, toRestingJourney, toSchema } from '../opened-runtime.fixture.ts'
import type { OpenedRuntime } from '../opened-runtime.fixture.ts'
import { advanceBatch } from './advance-batch.ts'

const LONG_AGO = Date.UTC(2024, 0, 1)
const HOUR_MS = 3_600_000

let house: OpenedRuntime
/** A workspace whose events are those of long ago, beside the live one. */
let turned: string

/** Everybody lives in one partition, so that everybody's inputs stand in one line. */
beforeEach(async () => {
  const ids = seededIds('one partition')
  house = await openRuntimeOver({
    clock: turnedClock('2026-03-02T10:00:00Z'),
    ids: { uuid: () => `${ids.uuid().slice(0, -6)}000005` },
    database: await createDatabase(toSchema),
  })
  const facts = { name: 'Import', zone: 'UTC', currency: 'EUR', clock: 'turned', demo: false } as const
  turned = await house.runtime.createWorkspace({ ...facts, turnedAt: LONG_AGO })
})
afterEach(() => house.close())

const replay = (...events: readonly (readonly [name: string, user: string, occurredAt: number])[]) =>
  house.runtime.takeEvents(
    { sourceId: turned, workspaceId: turned, kind: 'server', name: 'Import' },
    events.map(([name, user, occurredAt]) => toEvent(house.clock, name, { user, occurredAt })),
  )

/** Works the log input by input; what `look` finds after each batch. */
async function crawl<T>(look: () => Promise<T>): Promise<readonly T[]> {
  const seen: T[] = []
  for (let leases = await house.lease(); ;) {
    const outcome = await advanceBatch(house.runtime.resources, leases, 1)
    if (outcome.kind === 'idle') return seen
    leases = outcome.kind === 'advanced' ? outcome.leases : await house.lease()
    seen.push(await look())
  }
}

async function readEnds(): Promise<readonly (string | null)[]> {
  const text = 'select end_reason from enrollments order by entered_at, end_reason'
  const rows = await toRunner(house.store).run<{ end_reason: string | null }>('ends', text, [])
  return rows.map((row) => row.end_reason)
}

test('a live event lets no timer of a replayed history fire before what happened earlier there', async () => {
  const { verbs } = house.runtime
  const definition = toRestingJourney()
  const settings = { ...definition.settings, exits: [{ event: 'Stop' }] }
  const actor = ACTOR
  const drawn = await verbs.journeys.create({
    workspaceId: turned,
    name: 'Rest',
    definition: { ...definition, settings },
    actor,
  })
  const { journeyId, revision } = drawn
  await verbs.journeys.publish({ workspaceId: turned, journeyId, revision, actor })
  await replay(['Go', 'ana', LONG_AGO])
  await house.take([toEvent(house.clock, 'Page Viewed', { user: 'bea' })])
  await replay(['Stop', 'ana', LONG_AGO + HOUR_MS / 2])
  await updateWorkspaceProgress(house.store, turned, { turnedAt: LONG_AGO + 2 * HOUR_MS })
  await crawl(readEnds)
  expect(await readEnds()).toEqual(['exit-rule'])
})

test('a long history being replayed keeps no live timer waiting', async () => {
  await house.publish(toRestingJourney())
  await house.take([toEvent(house.clock, 'Go', { user: 'ana' })])
  await house.work()
  house.clock.advance(2 * HOUR_MS)
  await replay(
    ...Array.from({ length: 30 }, (_, at) => ['Page Viewed', `user-${at}`, LONG_AGO + at] as const),
  )
  const ends = await crawl(readEnds)
  expect(ends[0]).toEqual(['exit'])
})

test('behind a replayed history a live timer still waits for what its person did before', async () => {
  const definition = toRestingJourney()
  await house.publish({ ...definition, settings: { ...definition.settings, exits: [{ event: 'Stop' }] } })
  await house.take([toEvent(house.clock, 'Go', { user: 'ana' })])
  await house.work()
  await replay(...Array.from({ length: 5 }, (_, at) => ['Page Viewed', 'x', LONG_AGO + at] as const))
  house.clock.advance(HOUR_MS / 2)
  await house.take([toEvent(house.clock, 'Stop', { user: 'ana' })])
  house.clock.advance(HOUR_MS)
  await crawl(readEnds)
  expect(await readEnds()).toEqual(['exit-rule'])
})
