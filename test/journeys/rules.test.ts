import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { identify, listOutbox, sendWell, track } from './acts.ts'
import { draw, enterOn, mail, OUT } from './draw.ts'
import type { Sketch } from './draw.ts'
import { openHouse } from './house.ts'
import type { House, Room } from './house.ts'
import { readFacts } from './tell-facts.ts'

const START = '2026-03-02T10:00:00Z'
const ANA = { userId: 'ana' }
const DAYS = { from: '2026-03-01', to: '2026-04-30' }

let house: House
let room: Room

beforeAll(async () => {
  house = await openHouse(START)
})
afterAll(() => house.close())
beforeEach(async () => {
  house.clock.set(START)
  room = await house.openRoom('Shop')
})

const REST: Sketch = { id: 'rest', kind: 'delay', duration: { amount: 1, unit: 'hours' } }
const RESTING = [enterOn('Product Added'), REST, OUT]
const WAYS = ['enter > rest', 'rest > out']
const facts = (): Promise<readonly string[]> => readFacts(room, 'ana')
const only = async (word: string): Promise<readonly string[]> =>
  (await facts()).filter((fact) => fact.includes(word))

describe('rules of the whole journey fire at any instant, also inside a delay', () => {
  test('the goal ends the run as a success', async () => {
    await room.publish(draw(RESTING, WAYS, { goal: { event: 'Order Completed' } }))
    await track(room, ANA, 'Product Added')
    await house.turnTo('2026-03-02T10:20:00Z')
    await track(room, ANA, 'Order Completed')
    await house.turnTo('2026-03-02T12:00:00Z')
    expect(await facts()).toEqual([
      '03-02 10:00 begins run 1',
      '03-02 10:00 enters stage decision',
      '03-02 10:00 enters enter',
      '03-02 10:00 leaves enter by next to rest after 0 min',
      '03-02 10:00 enters rest',
      '03-02 10:20 ends in rest: goal',
      '03-02 10:20 reaches the goal after 20 min',
      '03-02 10:20 leaves stage decision after 20 min',
    ])
  })

  test('an exit ends it without', async () => {
    const filter = { op: 'compare', operand: { from: 'event', path: 'why' }, is: 'equals', value: 'moved' }
    const exits = [{ event: 'Account Deleted', filter }] as const
    await room.publish(draw(RESTING, WAYS, JSON.parse(JSON.stringify({ exits }))))
    await track(room, ANA, 'Product Added')
    await track(room, ANA, { event: 'Account Deleted', properties: { why: 'angry' } })
    await track(room, ANA, { event: 'Account Deleted', properties: { why: 'moved' } })
    await house.turnTo('2026-03-02T12:00:00Z')
    expect(await only('ends in')).toEqual(['03-02 10:00 ends in rest: exit-rule'])
  })
})

describe('a conversion counts until its window ends, also after the run has', () => {
  test.each([
    { at: '2026-03-09T10:00:00Z', reached: 1, why: 'the last instant, after seven civil days' },
    { at: '2026-03-09T10:00:00.001Z', reached: 0, why: 'a millisecond later' },
  ])('at $at: $reached ($why)', async ({ at, reached }) => {
    const settings = {
      goal: { event: 'Order Completed' },
      conversionWindow: { amount: 7, unit: 'days' } as const,
    }
    const { versionId } = await room.publish(draw([enterOn('Product Added'), OUT], ['enter > out'], settings))
    await track(room, ANA, 'Product Added')
    await house.turnTo(at)
    await track(room, ANA, 'Order Completed')
    await track(room, ANA, 'Order Completed')
    await house.settle()
    expect(await only('reaches the goal')).toHaveLength(reached)
    house.clock.set('2026-04-20T10:00:00Z')
    const { workspaceId, studio } = room
    const overlay = await studio.measures.readOverlay.query({ workspaceId, versionId, ...DAYS })
    expect(overlay.journey.goal).toMatchObject({ numerator: reached, denominator: 1 })
  })
})

describe('re-entry', () => {
  const runs = async (reentry: object, correlationKey?: string): Promise<readonly string[]> => {
    const settings = { reentry, ...(correlationKey === undefined ? {} : { correlationKey }) }
    await room.publish(draw(RESTING, WAYS, JSON.parse(JSON.stringify(settings))))
    for (const [at, cart] of [
      ['10:00', 'c1'],
      ['10:30', 'c2'],
      ['11:30', 'c1'],
      ['14:00', 'c1'],
    ]) {
      await house.turnTo(`2026-03-02T${at}:00Z`)
      await track(room, ANA, { event: 'Product Added', properties: { cart_id: cart ?? '' } })
    }
    await house.turnTo('2026-03-02T20:00:00Z')
    return (await only('begins run')).map((fact) => fact.slice('03-02 '.length))
  }

  test.each([
    { reentry: { mode: 'never' }, expected: ['10:00'], why: 'once for ever' },
    { reentry: { mode: 'after-exit' }, expected: ['10:00', '11:30', '14:00'], why: 'one at a time' },
    {
      reentry: { mode: 'cool-down', coolDown: { amount: 3, unit: 'hours' } },
      expected: ['10:00', '14:00'],
      why: 'ended at 11:00: three hours later is 14:00',
    },
    { reentry: { mode: 'always' }, expected: ['10:00', '10:30', '11:30', '14:00'], why: 'any number' },
  ])('$reentry.mode ($why)', async ({ reentry, expected }) => {
    expect(await runs(reentry)).toEqual(expected.map((at, index) => `${at} begins run ${index + 1}`))
  })

  test('is counted per value of the correlation key', async () => {
    expect(await runs({ mode: 'after-exit' }, 'cart_id')).toEqual([
      '10:00 begins run 1',
      '10:30 begins run 2',
      '11:30 begins run 3',
      '14:00 begins run 4',
    ])
  })

  test('never holds per cart', async () => {
    expect(await runs({ mode: 'never' }, 'cart_id')).toEqual(['10:00 begins run 1', '10:30 begins run 2'])
  })
})

describe('events', () => {
  test('that come twice are taken once', async () => {
    await room.publish(draw(RESTING, WAYS, { reentry: { mode: 'always' } }))
    for (let at = 0; at < 3; at += 1) await track(room, ANA, { event: 'Product Added', messageId: 'same' })
    await sendWell(room, 'batch', {
      batch: Array.from({ length: 3 }, () => ({
        type: 'track',
        ...ANA,
        event: 'Product Added',
        messageId: 'same',
      })),
    })
    await house.settle()
    expect(await only('begins run')).toHaveLength(1)
  })

  test('of one source do not stand for those of another', async () => {
    await room.publish(draw(RESTING, WAYS, { reentry: { mode: 'always' } }))
    const { workspaceId, studio } = room
    const other = await studio.workspace.createSource.mutate({ workspaceId, name: 'Till', kind: 'server' })
    await track(room, ANA, { event: 'Product Added', messageId: 'same' })
    await sendWell(room, 'track', {
      ...ANA,
      writeKey: other.writeKey,
      event: 'Product Added',
      messageId: 'same',
    })
    await house.settle()
    expect(await only('begins run')).toHaveLength(2)
  })

  test('that come late do not reopen a closed wait, and do count for conditions', async () => {
    const wait: Sketch = {
      id: 'buys',
      kind: 'wait-for-event',
      event: 'Order Completed',
      timeout: { amount: 1, unit: 'hours' },
    }
    const bought: Sketch = {
      id: 'bought',
      kind: 'condition',
      condition: {
        op: 'count',
        event: 'Order Completed',
        within: { amount: 1, unit: 'days' },
        is: 'at-least',
        times: 1,
      },
    }
    const rest: Sketch = { ...REST, id: 'rest' }
    await room.publish(
      draw(
        [enterOn('Product Added'), wait, rest, bought, OUT],
        [
          'enter > buys',
          'buys:arrived > out',
          'buys:timed-out > rest',
          'rest > bought',
          'bought:yes > out',
          'bought:no > out',
        ],
      ),
    )
    await track(room, ANA, 'Product Added')
    await house.turnTo('2026-03-02T11:30:00Z')
    await track(room, ANA, { event: 'Order Completed', timestamp: '2026-03-02T10:30:00Z' })
    await house.turnTo('2026-03-02T13:00:00Z')
    expect(await only('leaves buys')).toEqual(['03-02 11:00 leaves buys by timed-out to rest after 60 min'])
    expect(await only('leaves bought')).toEqual(['03-02 12:00 leaves bought by yes to out after 0 min'])
  })

  test('out of order move people in the order of the log, and keep their own times', async () => {
    const wait: Sketch = {
      id: 'buys',
      kind: 'wait-for-event',
      event: 'Order Completed',
      timeout: { amount: 1, unit: 'hours' },
    }
    await room.publish(
      draw(
        [enterOn('Product Added'), wait, OUT],
        ['enter > buys', 'buys:arrived > out', 'buys:timed-out > out'],
      ),
    )
    await house.turnTo('2026-03-02T10:40:00Z')
    await track(room, ANA, { event: 'Product Added', timestamp: '2026-03-02T10:30:00Z' })
    await track(room, ANA, { event: 'Order Completed', timestamp: '2026-03-02T10:20:00Z' })
    await house.settle()
    expect(await only('leaves buys')).toEqual(['03-02 10:30 leaves buys by arrived to out after 0 min'])
  })

  test('of an import tell about people and enrol nobody', async () => {
    const { versionId } = await room.publish(
      draw([enterOn('Product Added'), mail('hello', 'transactional'), OUT], ['enter > hello', 'hello > out']),
    )
    await sendWell(room, 'import', {
      batch: [
        {
          type: 'identify',
          ...ANA,
          traits: { email: 'ana@example.com', tier: 'gold' },
          timestamp: '2026-01-05T10:00:00Z',
        },
        { type: 'track', ...ANA, event: 'Product Added', timestamp: '2026-01-05T10:01:00Z' },
      ],
    })
    await house.settle()
    expect(await facts()).toEqual([])
    expect(await listOutbox(room)).toEqual([])
    const { workspaceId, studio } = room
    const { items } = await studio.people.list.query({ workspaceId })
    expect(items).toMatchObject([{ name: 'ana@example.com', activeEnrollments: 0 }])
    const overlay = await studio.measures.readOverlay.query({ workspaceId, versionId, ...DAYS })
    expect(overlay.journey.entered).toBe(0)
  })

  test('that are refused are listed with their reason, beside the healthy ones', async () => {
    const answer = await room.send('batch', {
      batch: [
        { type: 'track', ...ANA, event: 'Product Added' },
        { type: 'track', ...ANA },
        { type: 'track', event: 'Product Added' },
      ],
    })
    expect(answer.status).toBe(200)
    const { rejected }: { rejected: readonly { index: number; code: string }[] } = JSON.parse(
      await answer.text(),
    )
    expect(rejected.map(({ index, code }) => [index, code])).toEqual([
      [1, 'missing-event-name'],
      [2, 'missing-identity'],
    ])
    const { workspaceId, studio } = room
    const { items } = await studio.events.list.query({ workspaceId, show: 'rejected' })
    expect(items).toHaveLength(2)
  })

  test('of one batch are listed page by page, none lost', async () => {
    const batch = Array.from({ length: 120 }, (_, at) => ({ type: 'track', ...ANA, event: `Event ${at}` }))
    await sendWell(room, 'batch', { batch })
    const { workspaceId, studio } = room
    const names: string[] = []
    for (let cursor: string | null = null, turns = 0; turns < 10; turns += 1) {
      const page: Awaited<ReturnType<typeof studio.events.list.query>> = await studio.events.list.query({
        workspaceId,
        cursor,
        limit: 50,
      })
      names.push(...page.items.flatMap((item) => (item.kind === 'accepted' ? [item.name] : [])))
      cursor = page.next
      if (cursor === null) break
    }
    expect(names.toSorted()).toEqual(batch.map(({ event }) => event).toSorted())
  })
})

test('whoever is inside stays on their version, and the next one gets the new', async () => {
  const { journeyId } = await room.publish(draw(RESTING, WAYS))
  await track(room, ANA, 'Product Added')
  await house.settle()
  const { workspaceId, studio } = room
  const definition = draw([enterOn('Product Added'), { id: 'done', kind: 'goal' }], ['enter > done'])
  const saved = await studio.journeys.saveDraft.mutate({ workspaceId, journeyId, revision: 1, definition })
  await studio.journeys.publish.mutate({ workspaceId, journeyId, revision: saved.revision })
  await track(room, { userId: 'bea' }, 'Product Added')
  await house.turnTo('2026-03-02T12:00:00Z')
  expect(await only('ends in')).toEqual(['03-02 11:00 ends in out: exit'])
  expect((await readFacts(room, 'bea')).filter((fact) => fact.includes('ends in'))).toEqual([
    '03-02 10:00 ends in done: goal',
  ])
})

test('an archived journey lets nobody in, and people inside go on', async () => {
  const { journeyId } = await room.publish(draw(RESTING, WAYS))
  await track(room, ANA, 'Product Added')
  await house.settle()
  await room.studio.journeys.archive.mutate({ workspaceId: room.workspaceId, journeyId })
  await track(room, { userId: 'bea' }, 'Product Added')
  await house.turnTo('2026-03-02T12:00:00Z')
  expect(await only('ends in')).toEqual(['03-02 11:00 ends in out: exit'])
  expect(await readFacts(room, 'bea')).toEqual([])
})

test('two workspaces never see each other', async () => {
  const other = await house.openRoom('Other')
  await room.publish(draw([enterOn('Product Added'), OUT], ['enter > out']))
  await identify(room, 'ana')
  await identify(other, 'ana')
  await track(other, ANA, 'Product Added')
  await track(other, { userId: 'bea' }, 'Product Added')
  await house.settle()
  expect(await facts()).toEqual([])
  const seen = await Promise.all(
    [room, other].map(async ({ studio, workspaceId }) => ({
      people: (await studio.people.list.query({ workspaceId })).items
        .map(({ name }) => name ?? '')
        .toSorted(),
      events: (await studio.events.list.query({ workspaceId })).items.length,
      journeys: (await studio.journeys.list.query({ workspaceId })).length,
    })),
  )
  expect(seen).toEqual([
    { people: ['ana'], events: 1, journeys: 1 },
    { people: ['ana', 'bea'], events: 3, journeys: 0 },
  ])
})
