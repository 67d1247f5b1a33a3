import type { InFlightChoice, JourneyDefinition } from '@periplo/model'
import { auditInstallation } from '@periplo/runtime'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { identify, listOutbox, track } from './acts.ts'
import { draw, enterOn, mail, OUT } from './draw.ts'
import { openHouse } from './house.ts'
import type { House, Room } from './house.ts'
import { findPerson, readFacts } from './tell-facts.ts'

const START = '2026-03-02T10:00:00Z'
const ANA = { userId: 'ana' }

let house: House
let room: Room
let journeyId: string
let versionId: string

type Sketch = Parameters<typeof draw>[0][number]
const REST = (hours: number): Sketch => ({
  id: 'rest',
  kind: 'delay',
  duration: { amount: hours, unit: 'hours' },
})
const BUYS = (correlated: boolean): Sketch => ({
  id: 'buys',
  kind: 'wait-for-event',
  event: 'Order Completed',
  timeout: { amount: 4, unit: 'hours' },
  ...(correlated && { correlation: { property: 'cart', entryProperty: 'cart' } }),
})
const EDGES = [
  'enter > rest',
  'rest > hello',
  'hello > buys',
  'buys:arrived > bought',
  'buys:timed-out > out',
]
const BOUGHT: Sketch = { id: 'bought', kind: 'goal' }

/** Six hours of rest, a mail, four hours to buy what is in the cart. */
const FIRST = draw(
  [enterOn('Product Added'), REST(6), mail('hello', 'transactional'), BUYS(true), BOUGHT, OUT],
  EDGES,
)
/** The same, with another rest. */
const withRest = (hours: number): JourneyDefinition =>
  draw(
    [enterOn('Product Added'), REST(hours), mail('hello', 'transactional'), BUYS(true), BOUGHT, OUT],
    EDGES,
  )

beforeAll(async () => {
  house = await openHouse(START)
})
afterAll(() => house.close())
beforeEach(async () => {
  house.clock.set(START)
  room = await house.openRoom('Shop')
  ;({ journeyId, versionId } = await room.publish(FIRST))
  await identify(room, 'ana')
  await track(room, ANA, { event: 'Product Added', properties: { cart: 'c1' } })
  await house.settle()
})
afterEach(async () => {
  await house.settle()
  const now = house.clock.now().getTime()
  const { findings } = await auditInstallation(house.store, { now, toleranceMs: 0, isDrained: true })
  expect(findings).toEqual([])
})

const journey = () => ({ workspaceId: room.workspaceId, journeyId })
const moves = () => room.studio.journeys.listMoves.query(journey())
const publish = async (definition: JourneyDefinition, inFlight: InFlightChoice): Promise<string> => {
  const { journeys } = room.studio
  const { revision } = await journeys.getDraft.query(journey())
  const saved = await journeys.saveDraft.mutate({ ...journey(), revision, definition })
  const terms = { acceptWarnings: true, inFlight }
  const version = await journeys.publish.mutate({ ...journey(), revision: saved.revision, ...terms })
  await house.settle()
  return version.versionId
}
const into = (node: string, target: string): InFlightChoice => ({
  kind: 'migrate',
  spreadMs: 0,
  nodes: [{ versionId, node, target: { kind: 'to', node: target } }],
})
/** What somebody did from an hour of the first day on. */
const since = async (from: string): Promise<readonly string[]> =>
  (await readFacts(room, 'ana'))
    .filter((fact) => fact >= `03-02 ${from}` && !/stage/.test(fact))
    .map((fact) => fact.slice('03-02 '.length))
const overlayOf = (id: string) =>
  room.studio.measures.readOverlay.query({
    workspaceId: room.workspaceId,
    versionId: id,
    from: '2026-03-01',
    to: '2026-03-10',
  })

describe('people in flight', () => {
  test('stay on their version where nothing else is said', async () => {
    await house.turnTo('2026-03-02T12:00:00Z')
    await publish(withRest(9), { kind: 'stay' })
    await house.turnTo('2026-03-02T16:00:00Z')
    expect((await since('12:00')).at(0)).toBe('16:00 leaves rest by next to hello after 360 min')
    expect(await moves()).toEqual([])
  })

  test('follow: the time they have waited counts by the new rule, and they go on in the new version', async () => {
    await house.turnTo('2026-03-02T12:00:00Z')
    await publish(withRest(9), { kind: 'follow', spreadMs: 0 })
    await house.turnTo('2026-03-02T21:00:00Z')
    await track(room, ANA, { event: 'Order Completed', properties: { cart: 'c1' } })
    await house.settle()
    expect(await since('10:01')).toEqual([
      '12:00 is moved out of rest after 120 min',
      '12:00 is moved into rest after 120 min',
      '19:00 leaves rest by next to hello after 540 min',
      '19:00 enters hello',
      '19:00 leaves hello by next to buys after 0 min',
      '19:00 enters buys',
      '19:00 hello sent',
      '21:00 leaves buys by arrived to bought after 120 min',
      '21:00 enters bought',
      '21:00 ends in bought: goal',
      '21:00 reaches the goal after 660 min',
    ])
  })

  test('migrate to a wait for an event hear it by the cart they entered with', async () => {
    await publish(withRest(9), into('rest', 'buys'))
    await track(room, ANA, { event: 'Order Completed', properties: { cart: 'another' } })
    await house.settle()
    expect((await since('10:00')).at(-1)).toBe('10:00 is moved into buys after 0 min')
    await track(room, ANA, { event: 'Order Completed', properties: { cart: 'c1' } })
    await house.settle()
    expect((await since('10:00')).at(-1)).toBe('10:00 reaches the goal after 0 min')
  })

  test('migrate to a node that is no wait act at once', async () => {
    await publish(withRest(9), into('rest', 'hello'))
    expect(await listOutbox(room)).toEqual(['hello sent'])
    expect((await moves())[0]).toMatchObject({ moved: 1, returnable: 0 })
  })

  test('leave where the mapping says so', async () => {
    const nodes = [{ versionId, node: 'rest', target: { kind: 'leave' as const } }]
    await publish(withRest(9), { kind: 'migrate', spreadMs: 0, nodes })
    expect((await since('10:00')).at(-1)).toBe('10:00 ends in rest: withdrawn')
  })

  test('are brought back to where they were, with the timer they had', async () => {
    await house.turnTo('2026-03-02T12:00:00Z')
    await publish(withRest(9), { kind: 'follow', spreadMs: 0 })
    await room.studio.journeys.bringBack.mutate({ ...journey(), moveNo: 1, spreadMs: 0 })
    await house.turnTo('2026-03-02T16:00:00Z')
    expect((await since('12:01')).at(0)).toBe('16:00 leaves rest by next to hello after 360 min')
    expect((await moves()).map(({ kind, isUndone }) => [kind, isUndone])).toEqual([
      ['back', false],
      ['follow', true],
    ])
  })

  test('can be asked about afterwards: every step is told by the version it was made under', async () => {
    await house.turnTo('2026-03-02T12:00:00Z')
    const second = await publish(
      draw(
        [enterOn('Product Added'), REST(9), { id: 'late', kind: 'exit' }],
        ['enter > rest', 'rest > late'],
      ),
      { kind: 'follow', spreadMs: 0 },
    )
    await house.turnTo('2026-03-02T19:00:00Z')
    const { personId } = await findPerson(room, 'ana')
    const told = await room.studio.people.explain.query({ ...journey(), personId })
    expect(told.runs.map((run) => [run.versionId, run.steps.map((step) => step.isFaithful)])).toEqual([
      [second, [true, true, true]],
    ])
    expect(told.runs[0]?.steps.at(-1)?.reasons.map(({ node }) => node)).toEqual(['rest', 'late'])
  })

  test('an end after the move is counted by the window of the version they ended on', async () => {
    await publish(
      { ...withRest(9), settings: { ...FIRST.settings, goal: { event: 'Subscribed' } } },
      { kind: 'follow', spreadMs: 0 },
    )
    await track(room, ANA, 'Subscribed')
    await house.settle()
    expect((await since('10:00')).at(-1)).toBe('10:00 reaches the goal after 0 min')
  })
})

/**
 * Four people enter on the first version; one leaves its rest under it, three are moved after two hours: one of them
 * buys, one times out, one is still resting. One more enters on the second version and buys.
 */
test('K01 to K05 count every entry and person in the version that decides them', async () => {
  await house.turnTo('2026-03-02T14:00:00Z')
  for (const who of ['bea', 'cleo', 'dora']) {
    await identify(room, who)
    await track(room, { userId: who }, { event: 'Product Added', properties: { cart: who } })
  }
  await house.turnTo('2026-03-02T16:00:00Z') // ana's rest is over: she has her mail, and waits to buy
  const second = await publish(withRest(3), {
    kind: 'migrate',
    spreadMs: 0,
    nodes: [{ versionId, node: 'rest', target: { kind: 'to', node: 'rest' } }],
  })
  await house.turnTo('2026-03-02T17:00:00Z') // theirs is over by the new rule, three hours after they came
  await track(
    room,
    { userId: 'bea' },
    {
      event: 'Order Completed',
      properties: {
        cart: 'bea',
        order_id: '1',
        total: 10,
        currency: 'EUR',
      },
    },
  )
  await identify(room, 'eva')
  await track(room, { userId: 'eva' }, { event: 'Product Added', properties: { cart: 'eva' } })
  await house.turnTo('2026-03-20T00:00:00Z') // all is over, and mature: four hours and a week
  const [one, two] = [await overlayOf(versionId), await overlayOf(second)]
  const flow = (overlay: typeof one, node: string) => {
    const { entered, left, ended, movedIn, movedOut, inside } = overlay.nodes[node] ?? {}
    return { entered, left, ended, movedIn, movedOut, inside }
  }
  expect(flow(one, 'rest')).toEqual({ entered: 4, left: 1, ended: 0, movedIn: 0, movedOut: 3, inside: 0 })
  expect(flow(two, 'rest')).toEqual({ entered: 4, left: 4, ended: 0, movedIn: 3, movedOut: 0, inside: 0 })
  expect(flow(two, 'buys')).toEqual({ entered: 4, left: 4, ended: 0, movedIn: 0, movedOut: 0, inside: 0 })
  const share = (overlay: typeof one, edge: string) => {
    const { value, numerator, denominator } = overlay.edges[edge]?.share ?? {}
    return [value, numerator, denominator]
  }
  expect(share(one, 'rest:next')).toEqual([1, 1, 1])
  expect(share(two, 'rest:next')).toEqual([1, 4, 4])
  expect(share(two, 'buys:arrived')).toEqual([0.25, 1, 4])
  expect(one.nodes['rest']?.dropOff.value).toBe(0)
  expect(two.nodes['buys']?.dropOffByReason.abandoned).toBe(3)
  expect([one.nodes['rest']?.dwell.p50.n, two.nodes['rest']?.dwell.p50.n]).toEqual([1, 4])
  const hours = (two.nodes['rest']?.dwell.p50.value ?? 0) / 3_600_000
  expect(hours).toBeGreaterThan(2.96)
  expect(hours).toBeLessThan(3.04)
  const stage = FIRST.nodes.find(({ id }) => id === 'rest')?.stage ?? ''
  expect([one.stages[stage]?.people, two.stages[stage]?.people]).toEqual([1, 4])
  expect([one.journey.entered, two.journey.entered]).toEqual([4, 1])
  expect(one.ropo).toEqual(two.ropo) // orders belong to the journey, whichever version
  const versions = await room.studio.journeys.listVersions.query(journey())
  expect(versions.map(({ number, entered, insideNow }) => [number, entered, insideNow])).toEqual([
    [2, 1, 0],
    [1, 4, 0],
  ])
})
