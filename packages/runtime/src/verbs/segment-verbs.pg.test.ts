import type { Condition } from '@periplo/model'
import { createDatabase, seededIds, turnedClock } from '@periplo/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ACTOR, openRuntimeOver, toEvent, toSchema } from '../opened-runtime.fixture.ts'
import type { OpenedRuntime } from '../opened-runtime.fixture.ts'

const isGold: Condition = {
  op: 'compare',
  operand: { from: 'trait', path: 'tier' },
  is: 'equals',
  value: 'gold',
}
const isIn = (segmentId: string): Condition => ({ op: 'segment', segmentId })
const NOWHERE = '018f2f6a-0000-4000-8000-00000000000a'

let house: OpenedRuntime
let other: string

beforeAll(async () => {
  house = await openRuntimeOver({
    clock: turnedClock('2026-03-27T10:00:00Z'),
    ids: seededIds('segment-verbs'),
    database: await createDatabase(toSchema),
  })
  const facts = { name: 'Other', zone: 'UTC', currency: 'EUR', clock: 'live', demo: false } as const
  other = await house.runtime.createWorkspace(facts)
})
afterAll(() => house.close())

const verbs = () => house.runtime.verbs.segments
const of = () => ({ workspaceId: house.workspaceId, actor: ACTOR })
const keep = (name: string, rule: Condition) => verbs().create({ ...of(), draft: { name, rule } })

test.each([
  { rule: { ...isGold, value: '' }, says: 'not finished', why: 'unfinished' },
  { rule: { op: 'exists', operand: { from: 'event', path: 'a' } }, says: 'at hand', why: 'no event at hand' },
  { rule: isIn(NOWHERE), says: 'names a segment', why: 'no such segment' },
] satisfies { rule: Condition; says: string; why: string }[])(
  'a rule that cannot be kept is refused and nothing saved ($why)',
  async ({ rule, says }) => {
    const before = await verbs().list(of())
    await expect(keep('No', rule)).rejects.toMatchObject({ code: 'segment/invalid-rule' })
    await expect(keep('No', rule)).rejects.toThrow(says)
    expect(await verbs().list(of())).toEqual(before)
  },
)

test('of two who save at once one is told, and no two rules close a circle', async () => {
  const one = await keep('One', isGold)
  const two = await keep('Two', isIn(one.segmentId))
  const save = (segment: typeof one, rule: Condition) =>
    verbs().save({
      ...of(),
      segmentId: segment.segmentId,
      revision: segment.revision,
      draft: { name: segment.name, rule },
    })
  await expect(save(one, isIn(two.segmentId))).rejects.toThrow('leads back')
  const three = await keep('Three', isGold)
  const four = await keep('Four', isGold)
  const ends = await Promise.allSettled([
    save(three, isIn(four.segmentId)),
    save(four, isIn(three.segmentId)),
  ])
  expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await save(one, { op: 'not', of: isGold })
  await expect(save(one, isGold)).rejects.toMatchObject({ code: 'segment/stale-revision' })
})

test('what a segment names cannot be archived before it, and what is archived cannot be named', async () => {
  const inner = await keep('Inner', isGold)
  const outer = await keep('Outer', isIn(inner.segmentId))
  const { segmentId } = inner
  await expect(verbs().archive({ ...of(), segmentId })).rejects.toThrow('“Outer”')
  await verbs().archive({ ...of(), segmentId: outer.segmentId })
  await verbs().archive({ ...of(), segmentId })
  await expect(verbs().restore({ ...of(), segmentId: outer.segmentId })).rejects.toMatchObject({
    code: 'segment/invalid-rule',
  })
  await verbs().restore({ ...of(), segmentId })
  await verbs().restore({ ...of(), segmentId: outer.segmentId })
  expect((await verbs().get({ ...of(), segmentId })).uses).toEqual([
    { kind: 'segment', segmentId: outer.segmentId, name: 'Outer' },
  ])
})

describe('another workspace', () => {
  test('has no segments of this one, whatever is asked of it', async () => {
    const { segmentId, revision } = await keep('Ours', isGold)
    const foreign = { workspaceId: other, actor: ACTOR, segmentId }
    const draft = { name: 'Theirs', rule: isGold }
    const missing = { code: 'segment/not-found' }
    expect(await verbs().list({ workspaceId: other })).toEqual([])
    await expect(verbs().get(foreign)).rejects.toMatchObject(missing)
    await expect(verbs().save({ ...foreign, revision, draft })).rejects.toMatchObject(missing)
    await expect(verbs().archive(foreign)).rejects.toMatchObject(missing)
    await expect(verbs().restore(foreign)).rejects.toMatchObject(missing)
    await expect(verbs().listMembers({ ...foreign, cursor: null, limit: 5 })).rejects.toMatchObject(missing)
    const named = { name: 'Theirs', rule: isIn(segmentId) }
    await expect(verbs().create({ workspaceId: other, actor: ACTOR, draft: named })).rejects.toMatchObject({
      code: 'segment/invalid-rule',
    })
  })
})

test('a preview judges the people seen last, and keeps nothing', async () => {
  for (const [user, tier] of [
    ['ana', 'gold'],
    ['ben', 'tin'],
    ['cleo', 'gold'],
  ] as const)
    await house.take([toEvent(house.clock, 'Product Viewed', { user, traits: { tier, name: user } })])
  await house.work()
  const before = await verbs().list(of())
  const rule: Condition = {
    op: 'all',
    of: [
      isGold,
      { op: 'count', event: 'Product Viewed', within: { amount: 1, unit: 'days' }, is: 'at-least', times: 1 },
    ],
  }
  const preview = await verbs().preview({ ...of(), rule })
  expect(preview).toMatchObject({ looked: 3, matching: 2 })
  expect(preview.people.map(({ name }) => String(name)).toSorted()).toEqual(['ana', 'cleo'])
  expect(await verbs().list(of())).toEqual(before)
})

test('members are listed in pages without a gap, whoever joined last first', async () => {
  const { segmentId } = await keep('Paged', isGold)
  const people = Array.from({ length: 7 }, (_, at) => `page-${at}`)
  for (const user of people) {
    await house.take([toEvent(house.clock, 'Identify', { user, traits: { tier: 'gold' } })])
    await house.work()
    if (user !== 'page-3') house.clock.advance(1_000)
  }
  const since: number[] = []
  const seen = new Set<string>()
  for (let cursor: string | null = null, page = 0; page === 0 || cursor !== null; page += 1) {
    const found = await verbs().listMembers({ ...of(), segmentId, cursor, limit: 2 })
    for (const member of found.items) {
      since.push(member.since)
      seen.add(member.personId)
    }
    cursor = found.next
  }
  expect(seen.size).toBe((await verbs().get({ ...of(), segmentId })).size)
  expect(since).toEqual(since.toSorted((a, b) => b - a))
})
