import { createDatabase, seededIds, turnedClock } from '@periplo/testkit'
import { updateWorkspaceProgress } from '@periplo/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ACTOR, openRuntimeOver, toEvent, toRestingJourney, toSchema } from '../opened-runtime.fixture.ts'
import type { OpenedRuntime } from '../opened-runtime.fixture.ts'
import type { StudioVerbs } from '../verbs.ts'

const NOWHERE = '00000000-0000-4000-8000-00000000dead'

async function open(): Promise<OpenedRuntime> {
  const ground = { clock: turnedClock('2026-03-02T10:00:00Z'), ids: seededIds('runtime') }
  return openRuntimeOver({ ...ground, database: await createDatabase(toSchema) })
}

let house: OpenedRuntime
let verbs: StudioVerbs
let workspaceId: string
let foreign: string

beforeAll(async () => {
  house = await open()
  ;({ workspaceId } = house)
  ;({ verbs } = house.runtime)
  foreign = await house.runtime.createWorkspace({
    name: 'Foreign',
    zone: 'UTC',
    currency: 'EUR',
    clock: 'live',
    demo: false,
  })
})
afterAll(() => house.close())

describe('drafts', () => {
  test('whoever saves over somebody else’s work is told, and nothing is overwritten', async () => {
    const { journeyId, definition } = await verbs.journeys.create({
      workspaceId,
      name: 'Draft',
      actor: ACTOR,
    })
    const first = { ...definition, description: 'first' }
    const save = (description: string, revision: number) =>
      verbs.journeys.saveDraft({
        workspaceId,
        journeyId,
        revision,
        definition: { ...definition, description },
        actor: ACTOR,
      })
    const outcomes = await Promise.allSettled(['first', 'second', 'third'].map((text) => save(text, 1)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
    for (const reason of refused) expect(reason).toMatchObject({ code: 'journey/stale-revision' })
    const draft = await verbs.journeys.getDraft({ workspaceId, journeyId })
    expect(draft.revision).toBe(2)
    expect(await save(first.description, 2)).toMatchObject({ revision: 3 })
  })

  test('an unfinished drawing is kept and not published; the live version stays', async () => {
    const { journeyId, versionId } = await house.publish(toRestingJourney())
    const broken = { ...toRestingJourney(), edges: [] }
    const saved = await verbs.journeys.saveDraft({
      workspaceId,
      journeyId,
      revision: 1,
      definition: broken,
      actor: ACTOR,
    })
    expect(saved.problems.map(({ code }) => code)).toContain('open-port')
    const publish = verbs.journeys.publish({
      workspaceId,
      journeyId,
      revision: saved.revision,
      actor: ACTOR,
    })
    await expect(publish).rejects.toMatchObject({
      code: 'journey/not-publishable',
      message: expect.stringContaining('open-port at enter'),
    })
    const draft = await verbs.journeys.getDraft({ workspaceId, journeyId })
    expect(draft).toMatchObject({ changed: true, live: { versionId, number: 1 } })
  })

  test('what moved since it was looked at is not published', async () => {
    const { journeyId } = await house.publish(toRestingJourney())
    const publish = verbs.journeys.publish({ workspaceId, journeyId, revision: 7, actor: ACTOR })
    await expect(publish).rejects.toMatchObject({ code: 'journey/stale-revision' })
  })

  test('two who publish at once make versions of their own numbers', async () => {
    const { journeyId } = await house.publish(toRestingJourney())
    const again = () => verbs.journeys.publish({ workspaceId, journeyId, revision: 1, actor: ACTOR })
    const versions = await Promise.all([again(), again()])
    expect(new Set(versions.map(({ number }) => number))).toEqual(new Set([2, 3]))
    expect(await verbs.journeys.listVersions({ workspaceId, journeyId })).toHaveLength(3)
  })

  test('what is no definition is refused with the place that is wrong', async () => {
    const definition = { ...toRestingJourney(), nodes: [{ kind: 'teleport' }] }
    const create = verbs.journeys.create({
      workspaceId,
      name: 'Broken',
      definition: JSON.parse(JSON.stringify(definition)),
      actor: ACTOR,
    })
    await expect(create).rejects.toMatchObject({
      code: 'journey/invalid-definition',
      message: expect.stringContaining('nodes.0'),
    })
  })
})

/** A message that is being written. */
const node = {
  id: 'hello',
  title: 'Hello',
  stage: 'awareness',
  position: { x: 0, y: 0 },
  kind: 'message',
  channel: 'email',
  purpose: 'marketing',
  subject: 'Hello',
  body: 'There',
  onRefused: 'continue',
} as const

async function readFirst(stream: AsyncIterable<unknown>): Promise<unknown> {
  return (await stream[Symbol.asyncIterator]().next()).value
}

test('an id of another workspace is not there, whatever is asked', async () => {
  const { journeyId, versionId } = await house.publish(toRestingJourney())
  await house.take([toEvent(house.clock, 'Go', { user: 'ana' })])
  await house.work()
  const { items } = await verbs.people.list({ workspaceId, search: 'ana', cursor: null, limit: 1 })
  const personId = items[0]?.personId ?? ''
  const source = await verbs.workspace.createSource({
    workspaceId,
    name: 'Shop',
    kind: 'server',
    actor: ACTOR,
  })
  const days = { from: '2026-03-01', to: '2026-03-02' }
  const at = { workspaceId: foreign, actor: ACTOR }
  const { sourceId } = source
  const page = { cursor: null, limit: 10 }
  const never = new AbortController().signal
  const supposed = {
    enrollmentId: NOWHERE,
    seq: 1,
    operand: { from: 'trait', path: 'tier' },
    value: 'gold',
  } as const
  const asked: readonly { code: string; ask: () => Promise<unknown> }[] = [
    { code: 'journey/not-found', ask: () => verbs.journeys.getDraft({ ...at, journeyId }) },
    { code: 'journey/not-found', ask: () => verbs.journeys.duplicate({ ...at, journeyId, name: 'Mine' }) },
    { code: 'journey/not-found', ask: () => verbs.journeys.publish({ ...at, journeyId, revision: 1 }) },
    { code: 'journey/not-found', ask: () => verbs.journeys.archive({ ...at, journeyId }) },
    { code: 'journey/not-found', ask: () => verbs.journeys.unarchive({ ...at, journeyId }) },
    { code: 'journey/not-found', ask: () => verbs.journeys.prove({ ...at, journeyId }) },
    { code: 'journey/not-found', ask: () => verbs.journeys.pause({ ...at, journeyId }) },
    {
      code: 'journey/not-found',
      ask: () => verbs.journeys.resume({ ...at, journeyId, overdue: { kind: 'skip' } }),
    },
    { code: 'journey/not-found', ask: () => verbs.journeys.readInside({ ...at, journeyId }) },
    {
      code: 'journey/not-found',
      ask: () => readFirst(verbs.journeys.backtest({ ...at, journeyId, ...days, signal: never })),
    },
    { code: 'person/not-found', ask: () => verbs.people.enrol({ ...at, personId, journeyId }) },
    { code: 'person/not-found', ask: () => verbs.people.explain({ ...at, personId, journeyId }) },
    {
      code: 'person/not-found',
      ask: () => verbs.people.suppose({ ...at, personId, journeyId, ...supposed }),
    },
    { code: 'person/not-found', ask: () => verbs.messages.renderPreview({ ...at, node, personId }) },
    { code: 'journey/not-found', ask: () => verbs.journeys.listVersions({ ...at, journeyId }) },
    {
      code: 'journey/not-found',
      ask: () => verbs.journeys.saveDraft({ ...at, journeyId, revision: 1, definition: toRestingJourney() }),
    },
    { code: 'version/not-found', ask: () => verbs.journeys.getVersion({ ...at, versionId }) },
    { code: 'version/not-found', ask: () => verbs.measures.readOverlay({ ...at, versionId, ...days }) },
    {
      code: 'version/not-found',
      ask: () => verbs.measures.read({ ...at, measure: 'goal', versionId, ...days }),
    },
    { code: 'person/not-found', ask: () => verbs.people.get({ ...at, personId }) },
    { code: 'person/not-found', ask: () => verbs.people.getTimeline({ ...at, personId, ...page }) },
    { code: 'message/not-found', ask: () => verbs.messages.get({ ...at, sendKey: 'none' }) },
    { code: 'source/not-found', ask: () => verbs.workspace.revokeSource({ ...at, sourceId }) },
    {
      code: 'source/not-found',
      ask: () => verbs.workspace.replaceSourceKey({ ...at, sourceId, overlapMs: 0 }),
    },
  ]
  for (const { code, ask } of asked) await expect(ask()).rejects.toMatchObject({ code })
  await expect(verbs.workspace.get({ workspaceId: NOWHERE })).rejects.toMatchObject({
    code: 'workspace/not-found',
  })
  expect(await verbs.journeys.list({ workspaceId: foreign })).toEqual([])
  expect((await verbs.people.list({ workspaceId: foreign, search: '', ...page })).items).toEqual([])
})

test('the traits of people are told by name, most frequent first, and those of no other workspace', async () => {
  const known = await house.runtime.createWorkspace({
    name: 'Known',
    zone: 'UTC',
    currency: 'EUR',
    clock: 'live',
    demo: false,
  })
  const source = await verbs.workspace.createSource({
    workspaceId: known,
    name: 'Shop',
    kind: 'server',
    actor: ACTOR,
  })
  const told = [{ first_name: 'Ana', city: 'Vigo' }, { first_name: 'Ben' }]
  await house.runtime.takeEvents(
    { ...source, workspaceId: known, kind: 'server' },
    told.map((traits, place) => toEvent(house.clock, 'Told', { user: `known-${place}`, traits })),
  )
  await house.work()
  expect(await verbs.people.listTraits({ workspaceId: known })).toEqual(['first_name', 'city'])
  expect(await verbs.people.listTraits({ workspaceId: foreign })).toEqual([])
})

test('a write key works until it is revoked, and is never shown again', async () => {
  const { sourceId, writeKey, keyHint } = await verbs.workspace.createSource({
    workspaceId,
    name: 'Till',
    kind: 'server',
    actor: ACTOR,
  })
  expect(await house.runtime.findSource(writeKey)).toMatchObject({ sourceId, workspaceId })
  expect(writeKey.startsWith(keyHint)).toBe(true)
  expect(JSON.stringify(await verbs.workspace.listSources({ workspaceId }))).not.toContain(writeKey)
  await verbs.workspace.revokeSource({ workspaceId, sourceId, actor: ACTOR })
  house.clock.advance(5_000)
  expect(await house.runtime.findSource(writeKey)).toBeUndefined()
  expect(await house.runtime.findSource('pk_made-up')).toBeUndefined()
})

test('a replaced write key works as long as was said, and the one before it no longer', async () => {
  const { sourceId, writeKey: first } = await verbs.workspace.createSource({
    workspaceId,
    name: 'Kiosk',
    kind: 'server',
    actor: ACTOR,
  })
  const replace = (overlapMs: number) =>
    verbs.workspace.replaceSourceKey({ workspaceId, sourceId, overlapMs, actor: ACTOR })
  const known = async (keys: readonly string[]): Promise<readonly boolean[]> => {
    house.clock.advance(5_000)
    return Promise.all(keys.map(async (key) => (await house.runtime.findSource(key))?.sourceId === sourceId))
  }
  const { writeKey: second, formerKeyUntil, keyHint } = await replace(3_600_000)
  expect([second.startsWith(keyHint), formerKeyUntil]).toEqual([
    true,
    house.clock.now().getTime() + 3_600_000,
  ])
  expect(await known([first, second])).toEqual([true, true])
  const { writeKey: third } = await replace(3_600_000)
  expect(await known([first, second, third])).toEqual([false, true, true])
  house.clock.advance(3_600_000)
  expect(await known([second, third])).toEqual([false, true])
  const { writeKey: fourth } = await replace(0)
  expect(await known([third, fourth])).toEqual([false, true])
  await verbs.workspace.revokeSource({ workspaceId, sourceId, actor: ACTOR })
  expect(await known([fourth])).toEqual([false])
  await expect(replace(0)).rejects.toMatchObject({ code: 'source/not-found' })
})

test('a source tells when it sent its latest event, and one that sent none tells nothing', async () => {
  const source = { workspaceId, kind: 'server', actor: ACTOR } as const
  const till = await verbs.workspace.createSource({ ...source, name: 'Till 2' })
  const idle = await verbs.workspace.createSource({ ...source, name: 'Till 3' })
  const receivedAt = house.clock.now().getTime()
  await house.runtime.takeEvents({ ...source, sourceId: till.sourceId, name: 'Till 2' }, [
    toEvent(house.clock, 'Go', { user: 'latest' }),
  ])
  const listed = await verbs.workspace.listSources({ workspaceId })
  const latestOf = (id: string): number | null | undefined =>
    listed.find(({ sourceId }) => sourceId === id)?.lastEventAt
  expect([latestOf(till.sourceId), latestOf(idle.sourceId)]).toEqual([receivedAt, null])
})

test('the secret webhooks are signed with can be read, and is each workspace’s own', async () => {
  const { secret } = await verbs.workspace.getSigningSecret({ workspaceId })
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/)
  expect(await verbs.workspace.getSigningSecret({ workspaceId })).toEqual({ secret })
  expect(await verbs.workspace.getSigningSecret({ workspaceId: foreign })).not.toEqual({ secret })
  expect(JSON.stringify(await verbs.workspace.get({ workspaceId }))).not.toContain(secret)
})

test('whoever runs no loops tells the present another process has turned to', async () => {
  const turnedAt = Date.parse('2026-01-05T00:00:00Z')
  const facts = { name: 'Replay', zone: 'UTC', currency: 'EUR', clock: 'turned', demo: false } as const
  const replay = await house.runtime.createWorkspace({ ...facts, turnedAt })
  const presentOf = async () => (await verbs.workspace.get({ workspaceId: replay })).now
  expect(await presentOf()).toBe(turnedAt)
  await updateWorkspaceProgress(house.store, replay, { turnedAt: turnedAt + 1 })
  expect(await presentOf()).toBe(turnedAt + 1)
  await updateWorkspaceProgress(house.store, replay, { clock: 'live', turnedAt: null })
  expect(await presentOf()).toBe(house.clock.now().getTime())
})
