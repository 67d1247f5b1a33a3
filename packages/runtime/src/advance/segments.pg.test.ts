import type { Condition, TrackedEvent } from '@periplo/model'
import { toRunner } from '@periplo/store'
import { createDatabase, seededIds, turnedClock } from '@periplo/testkit'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { auditInstallation } from '../audit/audit-installation.ts'
import {
  ACTOR,
  openRuntimeOver,
  readLog,
  toEvent,
  toRestingJourney,
  toSchema,
} from '../opened-runtime.fixture.ts'
import type { OpenedRuntime } from '../opened-runtime.fixture.ts'
import type { SegmentSummary } from '../verbs.ts'
import { advanceBatch } from './advance-batch.ts'

const DAY_MS = 86_400_000
const PEOPLE = Array.from({ length: 30 }, (_, at) => `p${at}`)

const isGold: Condition = {
  op: 'compare',
  operand: { from: 'trait', path: 'tier' },
  is: 'equals',
  value: 'gold',
}
const looked = (times: number): Condition => ({
  op: 'count',
  event: 'Product Viewed',
  within: { amount: 2, unit: 'days' },
  is: 'at-least',
  times,
})

let house: OpenedRuntime

beforeEach(async () => {
  house = await openRuntimeOver({
    clock: turnedClock('2026-03-27T10:00:00Z'),
    ids: seededIds('segments'),
    database: await createDatabase(toSchema),
  })
})
afterEach(async () => {
  await house.work()
  const now = house.clock.now().getTime()
  const { findings } = await auditInstallation(house.store, { now, toleranceMs: 0, isDrained: true })
  await house.close()
  expect(findings).toEqual([])
})

const verbs = () => house.runtime.verbs.segments
const of = () => ({ workspaceId: house.workspaceId, actor: ACTOR })
const keep = (name: string, rule: Condition): Promise<SegmentSummary> =>
  verbs().create({ ...of(), draft: { name, rule } })
const look = ({ segmentId }: SegmentSummary): Promise<SegmentSummary> => verbs().get({ ...of(), segmentId })
const take = async (name: string, more: Partial<TrackedEvent> & { user: string }): Promise<void> => {
  await house.take([toEvent(house.clock, name, more)])
  await house.work()
}
const listSince = async ({ segmentId }: SegmentSummary): Promise<readonly number[]> =>
  (await verbs().listMembers({ ...of(), segmentId, cursor: null, limit: 50 })).items.map(({ since }) => since)
const listHeard = async (): Promise<readonly string[]> =>
  (await readLog(house)).flatMap(({ body }) =>
    body.kind === 'event' && body.event.membership ? [body.event.membership.change] : [],
  )

describe('members', () => {
  test('join and leave as their traits change', async () => {
    const gold = await keep('Gold', isGold)
    await take('Identify', { user: 'ana', traits: { tier: 'gold' } })
    expect(await look(gold)).toMatchObject({ size: 1, filledShare: 1 })
    const since = house.clock.now().getTime()
    house.clock.advance(1_000)
    await take('Identify', { user: 'ana', traits: { name: 'Ana' } })
    expect(await listSince(gold)).toEqual([since])
    await take('Identify', { user: 'ana', traits: { tier: 'tin' } })
    expect(await look(gold)).toMatchObject({ size: 0 })
  })

  test('leave when their window has run out, at the same hour after clocks were set forward', async () => {
    const lookers = await keep('Lookers', looked(1))
    await take('Product Viewed', { user: 'ana' })
    await take('Identify', { user: 'ana', zone: 'Europe/Madrid' })
    // from Friday 11:00 to Sunday 11:00 is 47 hours that weekend
    house.clock.advance(2 * DAY_MS - 3_600_000 - 1)
    await house.work()
    expect((await look(lookers)).size).toBe(1)
    house.clock.advance(1)
    await house.work()
    expect((await look(lookers)).size).toBe(0)
    const [row] = await toRunner(house.store).run<{ due_at: number | null }>(
      'due',
      'select due_at from segment_states',
      [],
    )
    expect(row?.due_at).toBeNull()
  })

  test('are looked at by nobody while nothing can change them', async () => {
    await keep('Gold', isGold)
    await take('Page Viewed', { user: 'ana' })
    const before = await toRunner(house.store).run('state', 'select xmin::text from segment_states', [])
    await take('Page Viewed', { user: 'ana' })
    await take('Product Viewed', { user: 'ana' })
    expect(await toRunner(house.store).run('state', 'select xmin::text from segment_states', [])).toEqual(
      before,
    )
  })

  test('belong to segments of segments', async () => {
    const gold = await keep('Gold', isGold)
    const keen = await keep('Keen', {
      op: 'all',
      of: [{ op: 'segment', segmentId: gold.segmentId }, looked(1)],
    })
    await take('Identify', { user: 'ana', traits: { tier: 'gold' } })
    await take('Product Viewed', { user: 'ana' })
    expect((await look(keen)).size).toBe(1)
    await take('Identify', { user: 'ana', traits: { tier: 'tin' } })
    expect((await look(keen)).size).toBe(0)
  })
})

describe('a rule that is new or changed', () => {
  beforeEach(async () => {
    await house.take(
      PEOPLE.map((user, at) =>
        toEvent(house.clock, 'Identify', { user, traits: { tier: at < 12 ? 'gold' : 'tin' } }),
      ),
    )
    await house.take(PEOPLE.slice(0, 7).map((user) => toEvent(house.clock, 'Product Viewed', { user })))
    await house.work()
  })

  test('gathers the people of before in small batches, and tells how far it is', async () => {
    const gold = await keep('Gold', isGold)
    expect(await look(gold)).toMatchObject({ size: 0, filledShare: 0 })
    const sizes: number[] = []
    for (let leases = await house.lease(); ;) {
      const outcome = await advanceBatch(house.runtime.resources, leases, 3)
      if (outcome.kind === 'idle') break
      leases = outcome.kind === 'advanced' ? outcome.leases : await house.lease()
      sizes.push((await look(gold)).size)
    }
    expect(sizes.length).toBeGreaterThan(3)
    expect(await look(gold)).toMatchObject({ size: 12, filledShare: 1 })
  })

  test('is followed by whoever does something, before it counts', async () => {
    const lookers = await keep('Lookers', looked(2))
    await house.take([toEvent(house.clock, 'Product Viewed', { user: 'p0' })])
    const leases = await house.lease()
    await advanceBatch(house.runtime.resources, leases, 1)
    await house.work()
    expect((await look(lookers)).size).toBe(1)
    expect(await listHeard()).toEqual([])
  })

  test('can be taken back while its members are gathered', async () => {
    const gold = await keep('Gold', isGold)
    await house.work()
    const { segmentId, revision } = gold
    const other = { name: 'Gold', rule: looked(1) }
    const changed = await verbs().save({ ...of(), segmentId, revision, draft: other })
    await advanceBatch(house.runtime.resources, await house.lease(), 3)
    const back = { name: 'Gold', rule: isGold }
    await verbs().save({ ...of(), segmentId, revision: changed.revision, draft: back })
    await house.work()
    expect(await look(gold)).toMatchObject({ size: 12, filledShare: 1 })
  })

  test('survives a worker that dies before its commit, or right after it', async () => {
    const gold = await keep('Gold', isGold)
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
    expect(await look(gold)).toMatchObject({ size: 12, filledShare: 1 })
  })

  test('empties a segment that is archived, and fills it when it is restored', async () => {
    const gold = await keep('Gold', isGold)
    await house.work()
    await verbs().archive({ ...of(), segmentId: gold.segmentId })
    await house.work()
    expect(await look(gold)).toMatchObject({ size: 0, archivedAt: house.clock.now().getTime() })
    await verbs().restore({ ...of(), segmentId: gold.segmentId })
    await house.work()
    expect(await look(gold)).toMatchObject({ size: 12, archivedAt: null })
  })
})

describe('a merge', () => {
  const user = (value: string) => ({ kind: 'user', value }) as const
  const meet = () =>
    take('Alias', { user: 'x', type: 'alias', identifiers: [user('elder')], previous: user('ana') })

  test('takes memberships along, and counts nobody twice', async () => {
    const gold = await keep('Gold', isGold)
    const lookers = await keep('Lookers', looked(3))
    await take('Identify', { user: 'elder', traits: { tier: 'gold' } })
    house.clock.advance(1_000)
    await take('Identify', { user: 'ana', traits: { tier: 'gold' } })
    await take('Product Viewed', { user: 'ana' })
    await take('Product Viewed', { user: 'ana' })
    await take('Product Viewed', { user: 'elder' })
    expect([(await look(gold)).size, (await look(lookers)).size]).toEqual([2, 0])
    house.clock.advance(1_000)
    await meet()
    expect([(await look(gold)).size, (await look(lookers)).size]).toEqual([1, 1])
    house.clock.advance(3 * DAY_MS)
    await house.work()
    expect([(await look(gold)).size, (await look(lookers)).size]).toEqual([1, 0])
  })
})

test('a condition asks by the rule of now, whoever has been gathered', async () => {
  const gold = await keep('Gold', isGold)
  const journey = toRestingJourney()
  await house.publish({
    ...journey,
    nodes: journey.nodes.map((node) =>
      node.kind === 'event-entry' ? { ...node, filter: { op: 'segment', segmentId: gold.segmentId } } : node,
    ),
  })
  await take('Go', { user: 'ana' })
  await take('Go', { user: 'ben', traits: { tier: 'gold' } })
  const runs = await toRunner(house.store).run('runs', 'select 1 from enrollments', [])
  expect(runs).toHaveLength(1)
  expect(await listHeard()).toEqual([])
  expect((await look(gold)).uses).toEqual([expect.objectContaining({ kind: 'journey', isLive: true })])
  await expect(verbs().archive({ ...of(), segmentId: gold.segmentId })).rejects.toMatchObject({
    code: 'segment/in-use',
  })
})
