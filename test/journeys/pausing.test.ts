import type { OverdueChoice } from '@periplo/model'
import { auditInstallation } from '@periplo/runtime'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { identify, listOutbox, track } from './acts.ts'
import { draw, enterOn, mail, OUT } from './draw.ts'
import { openHouse } from './house.ts'
import type { House, Room } from './house.ts'
import { findPerson, readFacts } from './tell-facts.ts'

const START = '2026-03-02T10:00:00Z'
const ANA = { userId: 'ana' }
const HOUR_MS = 3_600_000
const AT_ONCE: OverdueChoice = { kind: 'continue', spreadMs: 0 }

let house: House
let room: Room
let journeyId: string
let versionId: string

/** An hour of rest, a mail, then an order is waited for; who gives none within two hours is reminded. */
const JOURNEY = draw(
  [
    enterOn('Product Added'),
    { id: 'rest', kind: 'delay', duration: { amount: 1, unit: 'hours' } },
    mail('hello', 'transactional'),
    {
      id: 'buys',
      kind: 'wait-for-event',
      event: 'Order Completed',
      timeout: { amount: 2, unit: 'hours' },
    },
    { id: 'bought', kind: 'goal' },
    mail('remind', 'transactional'),
    OUT,
  ],
  [
    'enter > rest',
    'rest > hello',
    'hello > buys',
    'buys:arrived > bought',
    'buys:timed-out > remind',
    'remind > out',
  ],
  { goal: { event: 'Subscribed' }, exits: [{ event: 'Account Deleted' }] },
)

beforeAll(async () => {
  house = await openHouse(START)
})
afterAll(() => house.close())
beforeEach(async () => {
  house.clock.set(START)
  room = await house.openRoom('Shop')
  ;({ journeyId, versionId } = await room.publish(JOURNEY))
  await identify(room, 'ana')
})
afterEach(async () => {
  await house.settle()
  const now = house.clock.now().getTime()
  const { findings } = await auditInstallation(house.store, { now, toleranceMs: 0, isDrained: true })
  expect(findings).toEqual([])
})

const journey = () => ({ workspaceId: room.workspaceId, journeyId })
const pause = () => room.studio.journeys.pause.mutate(journey())
const resume = (overdue: OverdueChoice) => room.studio.journeys.resume.mutate({ ...journey(), overdue })
const inside = () => room.studio.journeys.readInside.query(journey())
const enter = async (at = '10:00'): Promise<void> => {
  await house.turnTo(`2026-03-02T${at}:00Z`)
  await track(room, ANA, 'Product Added')
  await house.settle()
}
/** What somebody did from an hour of the first day on. */
const since = async (from: string, who = 'ana'): Promise<readonly string[]> =>
  (await readFacts(room, who))
    .filter((fact) => fact >= `03-02 ${from}` && !/stage/.test(fact))
    .map((fact) => fact.slice('03-02 '.length))

describe('while a journey is paused', () => {
  test('nobody enters, and nobody who missed it is let in later', async () => {
    await pause()
    await enter()
    await resume(AT_ONCE)
    await house.turnTo('2026-03-02T20:00:00Z')
    expect(await inside()).toEqual({ inside: 0, held: 0 })
  })

  test('nobody moves on by a timer, and nothing is sent', async () => {
    await enter()
    await pause()
    await house.turnTo('2026-03-03T10:00:00Z')
    expect(await since('10:01')).toEqual([])
    expect(await listOutbox(room)).toEqual([])
    expect(await inside()).toEqual({ inside: 1, held: 1 })
  })

  test('what was on its way is held back', async () => {
    await enter()
    house.clock.set('2026-03-02T11:00:00Z')
    await house.move()
    await pause()
    await house.post()
    expect(await listOutbox(room)).toEqual(['hello pending (the journey is paused; held back)'])
    await resume(AT_ONCE)
    await house.turnTo('2026-03-02T11:15:00Z')
    expect(await listOutbox(room)).toEqual(['hello sent'])
  })

  test.each([
    { event: 'Subscribed', ends: ['14:00 ends in rest: goal', '14:00 reaches the goal after 240 min'] },
    { event: 'Account Deleted', ends: ['14:00 ends in rest: exit-rule'] },
  ])('the rules of the journey still act: $event', async ({ event, ends }) => {
    await enter()
    await pause()
    await house.turnTo('2026-03-02T14:00:00Z')
    await track(room, ANA, event)
    await house.settle()
    expect(await since('10:01')).toEqual(ends)
  })

  test('a conversion after the end of the run counts', async () => {
    await enter()
    await track(room, ANA, 'Account Deleted')
    await house.settle()
    await pause()
    await house.turnTo('2026-03-02T14:00:00Z')
    await track(room, ANA, 'Subscribed')
    await house.settle()
    expect(await since('14:00')).toEqual(['14:00 reaches the goal after 240 min'])
  })
})

describe('when it goes on', () => {
  beforeEach(async () => {
    await enter()
    await pause()
    await house.turnTo('2026-03-02T15:00:00Z')
  })

  test('who continues goes on from now, not from when they were due', async () => {
    await resume(AT_ONCE)
    await house.turnTo('2026-03-02T16:59:00Z')
    expect(await since('10:01')).toEqual([
      '15:00 leaves rest by next to hello after 300 min',
      '15:00 enters hello',
      '15:00 leaves hello by next to buys after 0 min',
      '15:00 enters buys',
      '15:00 hello sent',
    ])
    await house.turnTo('2026-03-02T17:00:00Z')
    expect(await listOutbox(room)).toEqual(['hello sent', 'remind sent'])
  })

  test('who skips goes on without what was overdue, and is written to again from the next wait on', async () => {
    await resume({ kind: 'skip' })
    await house.turnTo('2026-03-02T17:00:00Z')
    expect(await since('10:01')).toContain('15:00 hello refused (overdue)')
    expect(await listOutbox(room)).toEqual(['remind sent'])
    const overlay = await room.studio.measures.readOverlay.query({
      workspaceId: room.workspaceId,
      versionId,
      from: '2026-03-01',
      to: '2026-03-10',
    })
    expect(overlay.nodes['hello']?.refusedByReason).toMatchObject({ overdue: 1 })
  })

  test('who is let go ends as withdrawn, and is no loss of the step', async () => {
    await resume({ kind: 'leave' })
    await house.turnTo('2026-03-02T20:00:00Z')
    expect(await since('10:01')).toEqual(['15:00 ends in rest: withdrawn'])
    expect(await inside()).toEqual({ inside: 0, held: 0 })
  })

  test('who was not overdue is left alone by every choice', async () => {
    await identify(room, 'bea')
    await resume(AT_ONCE)
    await track(room, { userId: 'bea' }, 'Product Added')
    await house.settle()
    await pause()
    await resume({ kind: 'leave' })
    await house.turnTo('2026-03-02T16:30:00Z')
    expect(await since('16:00', 'bea')).toContain('16:00 leaves rest by next to hello after 60 min')
  })

  test('a pause in the midst of a release holds whoever is still to come', async () => {
    await resume({ kind: 'continue', spreadMs: 24 * HOUR_MS })
    await house.settle()
    await pause()
    await house.turnTo('2026-03-04T15:00:00Z')
    expect(await inside()).toEqual({ inside: 1, held: 1 })
    await resume(AT_ONCE)
    await house.settle()
    expect(await listOutbox(room)).toEqual(['hello sent'])
  })
})

test('a crowd that was held is spread over the time that was asked for', async () => {
  const people = Array.from({ length: 24 }, (_, at) => `p${at}`)
  for (const who of people) await identify(room, who)
  for (const userId of people) await track(room, { userId }, 'Product Added')
  await house.settle()
  await pause()
  await house.turnTo('2026-03-02T15:00:00Z')
  expect(await inside()).toEqual({ inside: 24, held: 24 })
  await resume({ kind: 'continue', spreadMs: 6 * HOUR_MS })
  const sent: number[] = []
  for (const hour of [17, 19, 21]) {
    await house.turnTo(`2026-03-02T${hour}:00:00Z`)
    const before = sent.reduce((sum, count) => sum + count, 0)
    sent.push((await listOutbox(room)).filter((line) => line === 'hello sent').length - before)
  }
  expect(sent.reduce((sum, count) => sum + count, 0)).toBe(24)
  expect(Math.max(...sent)).toBeLessThan(16)
})

describe('an event that somebody waited for', () => {
  beforeEach(async () => {
    await enter()
    await house.turnTo('2026-03-02T11:30:00Z')
    await pause()
    await house.turnTo('2026-03-02T12:00:00Z')
    await track(room, ANA, 'Order Completed')
    await house.turnTo('2026-03-02T15:00:00Z')
  })

  test('is kept through the pause, and leads on afterwards', async () => {
    expect(await since('11:31')).toEqual([])
    expect(await inside()).toEqual({ inside: 1, held: 1 })
    await resume(AT_ONCE)
    await house.settle()
    expect(await since('11:31')).toEqual([
      '12:00 leaves buys by arrived to bought after 60 min',
      '12:00 enters bought',
      '12:00 ends in bought: goal',
      '12:00 reaches the goal after 120 min',
    ])
    expect(await listOutbox(room)).toEqual(['hello sent'])
  })

  test('is explained afterwards', async () => {
    await resume(AT_ONCE)
    await house.settle()
    const { personId } = await findPerson(room, 'ana')
    const { runs } = await room.studio.people.explain.query({ ...journey(), personId })
    expect(runs[0]?.missed).toEqual([])
    expect(runs[0]?.steps.map(({ event, isFaithful }) => [event?.name ?? null, isFaithful])).toEqual([
      ['Product Added', true],
      [null, true],
      ['Order Completed', true],
    ])
  })
})

describe('archiving', () => {
  const archive = (choice: 'finish' | 'leave') =>
    room.studio.journeys.archive.mutate({ ...journey(), inside: choice })
  const readStatus = async (): Promise<string | undefined> =>
    (await room.studio.journeys.list.query(room)).find((one) => one.journeyId === journeyId)?.status

  beforeEach(() => enter())

  test('lets those inside finish', async () => {
    await archive('finish')
    await track(room, { userId: 'bea' }, 'Product Added')
    await house.turnTo('2026-03-02T20:00:00Z')
    expect(await listOutbox(room)).toEqual(['hello sent', 'remind sent'])
    expect(await since('13:00')).toContain('13:00 ends in out: exit')
    expect(await readStatus()).toBe('ended')
  })

  test('or takes them out at once', async () => {
    await house.turnTo('2026-03-02T10:30:00Z')
    await archive('leave')
    await house.turnTo('2026-03-02T20:00:00Z')
    expect(await since('10:01')).toEqual(['10:30 ends in rest: withdrawn'])
    expect(await listOutbox(room)).toEqual([])
  })

  test('can be taken back: people enter again, and nobody new is taken out', async () => {
    await archive('leave')
    await house.settle()
    await room.studio.journeys.unarchive.mutate(journey())
    await enter('10:30')
    await house.turnTo('2026-03-02T11:30:00Z')
    expect(await since('11:30')).toContain('11:30 enters buys')
    expect(await readStatus()).toBe('live')
  })

  test('takes out those a pause has held, and is refused where they were to finish', async () => {
    await pause()
    await house.turnTo('2026-03-02T12:00:00Z')
    await expect(archive('finish')).rejects.toThrow(/Resume it first, or let them leave. Nothing was changed/)
    expect(await readStatus()).toBe('paused')
    await archive('leave')
    await house.settle()
    expect(await inside()).toEqual({ inside: 0, held: 0 })
  })
})

test.each([
  { act: () => resume(AT_ONCE), says: /not paused/, why: 'it runs' },
  { act: () => pause().then(pause), says: /Only a live journey/, why: 'it is paused already' },
])('what a journey’s state does not allow is refused: $why', async ({ act, says }) => {
  await expect(act()).rejects.toThrow(says)
})
