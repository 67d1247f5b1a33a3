import type { InFlightChoice, JourneyDefinition, Node } from '@periplo/model'
import { toRunner } from '@periplo/store'
import { createDatabase, seededIds, turnedClock } from '@periplo/testkit'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { auditInstallation } from '../audit/audit-installation.ts'
import { ACTOR, openRuntimeOver, toEvent, toRestingJourney, toSchema } from '../opened-runtime.fixture.ts'
import type { OpenedRuntime } from '../opened-runtime.fixture.ts'
import { advanceBatch } from './advance-batch.ts'

const HOUR_MS = 3_600_000
const PEOPLE = Array.from({ length: 40 }, (_, at) => `p${at}`)
const FOLLOW: InFlightChoice = { kind: 'follow', spreadMs: 0 }

let house: OpenedRuntime
let journeyId: string
let versionId: string

beforeEach(async () => {
  house = await openRuntimeOver({
    clock: turnedClock('2026-03-02T10:00:00Z'),
    ids: seededIds('moves'),
    database: await createDatabase(toSchema),
  })
  ;({ journeyId, versionId } = await house.publish(toRestingJourney()))
})
afterEach(async () => {
  const now = house.clock.now().getTime()
  const { findings } = await auditInstallation(house.store, { now, toleranceMs: 0, isDrained: true })
  await house.close()
  expect(findings).toEqual([])
})

const ask = async <R extends Record<string, unknown>>(text: string): Promise<R[]> =>
  (await house.store.enginePool.query<R>(text)).rows
const journey = () => ({ workspaceId: house.workspaceId, journeyId, actor: ACTOR })
const moves = () => house.runtime.verbs.journeys.listMoves(journey())
const enterAll = async (people: readonly string[] = PEOPLE): Promise<void> => {
  await house.take(people.map((user) => toEvent(house.clock, 'Go', { user })))
  await house.work()
}

/** The journey as it is drawn next: a rest of so many hours, with another name where one is given. */
function toNext(hours: number, name = 'rest', more: readonly Node[] = []): JourneyDefinition {
  const drawn = toRestingJourney(more)
  const rename = (id: string): string => (id === 'rest' ? name : id)
  return {
    ...drawn,
    nodes: drawn.nodes.map((node) =>
      node.kind === 'delay' ? { ...node, id: name, duration: { amount: hours, unit: 'hours' } } : node,
    ),
    edges: drawn.edges.map((edge) => ({ ...edge, from: rename(edge.from), to: rename(edge.to) })),
  }
}

async function publish(definition: JourneyDefinition, inFlight: InFlightChoice): Promise<string> {
  const { journeys } = house.runtime.verbs
  const { revision } = await journeys.getDraft(journey())
  const saved = await journeys.saveDraft({ ...journey(), revision, definition })
  const published = await journeys.publish({ ...journey(), revision: saved.revision, inFlight })
  return published.versionId
}

/** Runs by version number, node and whether they are under way. */
async function countRuns(): Promise<Readonly<Record<string, number>>> {
  const rows = await ask<{ place: string; count: number }>(`
    select 'v' || v.number || ' ' || e.node_id || ' ' || coalesce(e.end_reason, 'active') as place, count(*)::int as count
    from enrollments e join versions v using (version_id) group by 1 order by 1`)
  return Object.fromEntries(rows.map(({ place, count }) => [place, count]))
}

describe('a move', () => {
  test('reaches everybody in small batches, each once, and is then not looked for again', async () => {
    await enterAll()
    await publish(toNext(3), FOLLOW)
    for (let leases = await house.lease(); ;) {
      const outcome = await advanceBatch(house.runtime.resources, leases, 3)
      if (outcome.kind === 'idle') break
      leases = outcome.kind === 'advanced' ? outcome.leases : await house.lease()
    }
    expect(await countRuns()).toEqual({ 'v2 rest active': PEOPLE.length })
    expect(await ask(`select 1 from history where input = 'move:1'`)).toHaveLength(PEOPLE.length)
    expect(await ask(`select visited::text from moves`)).toEqual([{ visited: '1'.repeat(64) }])
    expect(house.runtime.resources.journeys.moves.listUnasked()).toEqual([])
    const due = Date.parse('2026-03-02T13:00:00Z')
    expect(await ask(`select distinct due_at from enrollments`)).toEqual([{ due_at: due }])
  })

  test('of a worker that has lost its partitions changes nobody; its successor does', async () => {
    await enterAll()
    const zombie = await house.lease()
    await toRunner(house.store).run('usurp', 'update partition_offsets set epoch = epoch + 1', [])
    await publish(toNext(3), FOLLOW)
    expect(await advanceBatch(house.runtime.resources, zombie, 1_000)).toEqual({ kind: 'lost' })
    expect(await countRuns()).toEqual({ 'v1 rest active': PEOPLE.length })
    await house.work()
    expect(await countRuns()).toEqual({ 'v2 rest active': PEOPLE.length })
  })

  test('leaves each run moved once where a worker dies before its commit, or right after it', async () => {
    await enterAll()
    await publish(toNext(3), FOLLOW)
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
    expect(await countRuns()).toEqual({ 'v2 rest active': PEOPLE.length })
    expect(await ask('select 1 from enrollments where seq <> 2')).toEqual([])
  })

  test('does not ask whoever enters the new version, and lets those who stay finish on theirs', async () => {
    await enterAll(['ana'])
    await publish(toNext(3, 'pause'), FOLLOW)
    await enterAll(['bea'])
    expect(await countRuns()).toEqual({ 'v1 rest active': 1, 'v2 pause active': 1 })
    expect(await moves()).toMatchObject([{ moved: 0, stayed: 1, waiting: 0, returnable: 0 }])
    house.clock.advance(HOUR_MS)
    await house.work()
    expect(await countRuns()).toEqual({ 'v1 out exit': 1, 'v2 pause active': 1 })
  })

  test('comes after what was due before it, however late the worker is', async () => {
    await enterAll(['ana'])
    house.clock.advance(2 * HOUR_MS)
    await publish(toNext(3), FOLLOW)
    await house.work()
    expect(await countRuns()).toEqual({ 'v1 out exit': 1 })
  })

  test('takes out who is to leave, as withdrawn', async () => {
    await enterAll()
    const nodes = [{ versionId, node: 'rest', target: { kind: 'leave' } }] as const
    await publish(toNext(3), { kind: 'migrate', spreadMs: 0, nodes: [...nodes] })
    await house.work()
    expect(await countRuns()).toEqual({ 'v1 rest withdrawn': PEOPLE.length })
    expect(await moves()).toMatchObject([{ moved: 0, left: PEOPLE.length, stayed: 0 }])
  })

  test('waits while the journey is paused, and comes before the release of those who are held', async () => {
    await enterAll()
    await house.runtime.verbs.journeys.pause(journey())
    house.clock.advance(2 * HOUR_MS)
    await house.work()
    await publish(toNext(9), FOLLOW)
    await house.work()
    expect(await countRuns()).toEqual({ 'v1 rest active': PEOPLE.length })
    expect(await moves()).toMatchObject([{ waiting: PEOPLE.length }])
    const overdue = { kind: 'continue', spreadMs: 0 } as const
    await house.runtime.verbs.journeys.resume({ ...journey(), overdue })
    await house.work()
    expect(await countRuns()).toEqual({ 'v2 rest active': PEOPLE.length })
    house.clock.advance(7 * HOUR_MS)
    await house.work()
    expect(await countRuns()).toEqual({ 'v2 out exit': PEOPLE.length })
  })

  test('is followed by whoever comes to somebody else by a merge in its middle', async () => {
    await house.take([toEvent(house.clock, 'Page Viewed', { user: 'elder' })])
    house.clock.advance(1_000)
    await enterAll(['ana'])
    const [run] = await ask<{ partition_id: number }>('select partition_id from enrollments')
    const user = (value: string) => ({ kind: 'user', value }) as const
    const met = { type: 'alias', identifiers: [user('elder')], previous: user('ana') } as const
    await house.take([toEvent(house.clock, 'Alias', met)])
    const lost = (await house.lease()).filter(({ partitionId }) => partitionId === run?.partition_id)
    await advanceBatch(house.runtime.resources, lost, 1_000)
    expect(await countRuns()).toEqual({})
    await publish(toNext(3), FOLLOW)
    await house.work()
    expect(await countRuns()).toEqual({ 'v2 rest active': 1 })
  })
})

describe('of two persons who turn out to be one', () => {
  const user = (value: string) => ({ kind: 'user', value }) as const
  const meet = async (): Promise<void> => {
    const met = { type: 'alias', identifiers: [user('elder')], previous: user('ana') } as const
    await house.take([toEvent(house.clock, 'Alias', met)])
    await house.work()
  }
  const rests = { v1: toRestingJourney(), v2: toNext(3) }
  const always = { reentry: { mode: 'always' } } as const

  // the audit counts everything anew after each of these
  test.each([
    { order: ['meet', 'move'], why: 'the second run is nobody any more when it moves' },
    { order: ['move', 'meet'], why: 'it was counted where it came to' },
    { order: ['move', 'meet', 'back'], why: 'and goes back uncounted' },
    { order: ['move', 'back', 'meet'], why: 'it was counted where it went back to' },
  ])('each is counted once: $order ($why)', async ({ order }) => {
    const withReentry = (definition: JourneyDefinition): JourneyDefinition => ({
      ...definition,
      settings: { ...definition.settings, ...always },
    })
    ;({ journeyId, versionId } = await house.publish(withReentry(rests.v1)))
    await enterAll(['elder'])
    house.clock.advance(1_000)
    await enterAll(['ana'])
    const acts: Readonly<Record<string, () => Promise<unknown>>> = {
      meet,
      move: () => publish(withReentry(rests.v2), FOLLOW),
      back: () => house.runtime.verbs.journeys.bringBack({ ...journey(), moveNo: 1, spreadMs: 0 }),
    }
    for (const act of order) {
      await acts[act]?.()
      await house.work()
    }
    const numbers = await ask<{ entry_number: number }>(
      `select entry_number from enrollments where journey_id = '${journeyId}' order by 1`,
    )
    expect(numbers).toEqual([{ entry_number: 1 }, { entry_number: 2 }])
    house.clock.advance(4 * HOUR_MS)
    await house.work()
  })
})

describe('two moves', () => {
  test('are followed one after the other, also where the first has reached nobody yet', async () => {
    await enterAll()
    await publish(toNext(3), FOLLOW)
    await publish(toNext(5), FOLLOW)
    await house.work()
    expect(await countRuns()).toEqual({ 'v3 rest active': PEOPLE.length })
    expect(await ask('select distinct seq, move_no from enrollments')).toEqual([{ seq: 3, move_no: 2 }])
  })

  test('the second brings back whom the first has moved, and nobody else', async () => {
    await enterAll()
    await publish(toNext(3), FOLLOW)
    await house.work()
    await enterAll(['new'])
    expect(await moves()).toMatchObject([{ moved: PEOPLE.length, returnable: PEOPLE.length }])
    await house.runtime.verbs.journeys.bringBack({ ...journey(), moveNo: 1, spreadMs: 0 })
    await house.work()
    expect(await countRuns()).toEqual({ 'v1 rest active': PEOPLE.length, 'v2 rest active': 1 })
    const due = Date.parse('2026-03-02T11:00:00Z')
    expect(await ask('select distinct due_at from enrollments where move_no = 2')).toEqual([{ due_at: due }])
    expect(await moves()).toMatchObject([
      { kind: 'back', moved: PEOPLE.length, undoes: 1 },
      { kind: 'follow', moved: PEOPLE.length, isUndone: true, returnable: 0 },
    ])
  })

  test('who has moved on since stays, and is counted', async () => {
    await enterAll(['ana'])
    house.clock.advance(HOUR_MS / 2)
    await enterAll(['bea'])
    const longer = toNext(1)
    const rests = longer.nodes.filter((node) => node.kind === 'delay')
    const nodes = [...longer.nodes, ...rests.map((rest) => ({ ...rest, id: 'again', title: 'again' }))]
    const edges = [
      { from: 'enter', port: 'next', to: 'rest' },
      { from: 'rest', port: 'next', to: 'again' },
      { from: 'again', port: 'next', to: 'out' },
    ]
    await publish({ ...longer, nodes, edges }, FOLLOW)
    house.clock.advance(HOUR_MS / 2)
    await house.work()
    expect(await countRuns()).toEqual({ 'v2 again active': 1, 'v2 rest active': 1 })
    expect(await moves()).toMatchObject([{ moved: 2, returnable: 1 }])
    await house.runtime.verbs.journeys.bringBack({ ...journey(), moveNo: 1, spreadMs: 0 })
    await house.work()
    expect(await countRuns()).toEqual({ 'v1 rest active': 1, 'v2 again active': 1 })
    expect(await moves()).toMatchObject([
      { moved: 1, stayed: 1 },
      { moved: 2, isUndone: true },
    ])
  })

  test('back and forth before a worker has seen either leaves everybody where they were', async () => {
    await enterAll()
    await publish(toNext(3), FOLLOW)
    await house.runtime.verbs.journeys.bringBack({ ...journey(), moveNo: 1, spreadMs: 0 })
    await house.work()
    expect(await countRuns()).toEqual({ 'v1 rest active': PEOPLE.length })
  })
})

describe('what cannot be is refused, and nothing is published', () => {
  const line = (node: string, target: string, of?: string) => ({
    versionId: of ?? versionId,
    node,
    target: { kind: 'to', node: target } as const,
  })
  test.each([
    { node: 'nowhere', target: 'rest', why: 'no such node', says: /no node nowhere/ },
    { node: 'rest', target: 'nowhere', why: 'no such target', says: /rest should lead to nowhere/ },
    { node: 'rest', target: 'enter', why: 'an entry', says: /nobody can be moved into an entry or an end/ },
    { node: 'rest', target: 'out', why: 'an end', says: /nobody can be moved into an entry or an end/ },
    { node: 'out', target: 'rest', why: 'nobody waits there', says: /Nobody ever waits in the node out/ },
  ])('$node → $target: $why', async ({ node, target, says }) => {
    await enterAll(['ana'])
    const flawed = publish(toNext(3), { kind: 'migrate', spreadMs: 0, nodes: [line(node, target)] })
    await expect(flawed).rejects.toMatchObject({
      code: 'journey/flawed-mapping',
      message: expect.stringMatching(says),
    })
    expect(await ask('select number from versions')).toEqual([{ number: 1 }])
    expect(await moves()).toEqual([])
  })

  test('a version of another journey', async () => {
    const other = await house.publish(toRestingJourney())
    const nodes = [line('rest', 'rest', other.versionId)]
    await expect(publish(toNext(3), { kind: 'migrate', spreadMs: 0, nodes })).rejects.toMatchObject({
      code: 'journey/flawed-mapping',
    })
  })

  test('a journey of another workspace', async () => {
    const facts = { name: 'Other', zone: 'UTC', currency: 'EUR', clock: 'live', demo: false } as const
    const workspaceId = await house.runtime.createWorkspace(facts)
    const { journeys } = house.runtime.verbs
    const foreign = { workspaceId, journeyId, actor: ACTOR }
    const missing = { code: 'journey/not-found' }
    await expect(journeys.foreseeMove({ ...foreign, choice: FOLLOW })).rejects.toMatchObject(missing)
    await expect(journeys.listMoves(foreign)).rejects.toMatchObject(missing)
    await expect(journeys.bringBack({ ...foreign, moveNo: 1, spreadMs: 0 })).rejects.toMatchObject(missing)
  })

  test('a move that is not the latest, or was taken back', async () => {
    const { journeys } = house.runtime.verbs
    const wrong = { code: 'journey/wrong-state' }
    const back = (moveNo: number) => journeys.bringBack({ ...journey(), moveNo, spreadMs: 0 })
    await expect(back(1)).rejects.toMatchObject(wrong)
    await publish(toNext(3), FOLLOW)
    await expect(back(2)).rejects.toMatchObject(wrong)
    await back(1)
    await expect(back(1)).rejects.toMatchObject(wrong)
    await expect(back(2)).rejects.toMatchObject(wrong)
  })
})

test('what is foreseen is what comes of it', async () => {
  await enterAll()
  await house.runtime.verbs.journeys.pause(journey())
  house.clock.advance(HOUR_MS / 2)
  const mail: Node = {
    id: 'mail',
    kind: 'message',
    channel: 'email',
    purpose: 'transactional',
    subject: 'Hi',
    body: '{{ entry.cart }}',
    onRefused: 'continue',
    stage: 'decision',
    title: 'Mail',
    position: { x: 0, y: 0 },
  }
  const drawn = toNext(3, 'pause', [mail])
  const edges = [
    { from: 'enter', port: 'next', to: 'pause' },
    { from: 'pause', port: 'next', to: 'mail' },
    { from: 'mail', port: 'next', to: 'out' },
  ]
  const { journeys } = house.runtime.verbs
  const { revision } = await journeys.getDraft(journey())
  await journeys.saveDraft({ ...journey(), revision, definition: { ...drawn, edges } })
  const foresee = (choice: InFlightChoice) => journeys.foreseeMove({ ...journey(), choice })
  const crowd = {
    versionId,
    number: 1,
    node: 'rest',
    title: 'rest',
    kind: 'delay',
    people: 40,
    held: 0,
    over: 0,
  }
  expect(await foresee(FOLLOW)).toEqual({
    crowds: [{ ...crowd, target: { kind: 'stay' }, becomes: 'stays' }],
    forgotten: [],
    unasked: 0,
  })
  const to = (node: string): InFlightChoice => ({
    kind: 'migrate',
    spreadMs: 0,
    nodes: [{ versionId, node: 'rest', target: { kind: 'to', node } }],
  })
  const target = { kind: 'to', node: 'pause' }
  expect(await foresee(to('pause'))).toMatchObject({ crowds: [{ ...crowd, target, becomes: 'waits' }] })
  expect(await foresee(to('mail'))).toMatchObject({
    crowds: [{ becomes: 'acts' }],
    forgotten: [{ number: 1, names: ['entry.cart'] }],
  })
  const shorter = {
    ...toNext(1, 'rest'),
    nodes: toNext(1).nodes.map((node) =>
      node.kind === 'delay' ? { ...node, duration: { amount: 20, unit: 'minutes' } as const } : node,
    ),
  }
  await journeys.saveDraft({ ...journey(), revision: revision + 1, definition: shorter })
  expect(await foresee(FOLLOW)).toMatchObject({ crowds: [{ people: 40, becomes: 'waits', over: 40 }] })
})
