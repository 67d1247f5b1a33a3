import { afterAll, beforeAll, expect, test } from 'vitest'
import { readJourney, readStory } from '../fixtures/read-fixture.ts'
import type { StoryStep } from '../fixtures/read-fixture.ts'
import { sendWell } from './acts.ts'
import { draw, OUT } from './draw.ts'
import { openHouse } from './house.ts'
import type { House, Room } from './house.ts'
import { readFacts } from './tell-facts.ts'

const PEOPLE = ['ana', 'bea', 'cleo', 'dora', 'elsa', 'fina']

let house: House
let story: readonly StoryStep[]

beforeAll(async () => {
  house = await openHouse('2026-03-01T08:00:00Z')
  story = (await readStory('cart-recovery')).filter(({ body }) => body !== undefined)
})
afterAll(() => house.close())

/** What people did, without what became of messages: that is told by when they were sent. */
const readSteps = (room: Room): Promise<readonly (readonly string[])[]> =>
  Promise.all(
    PEOPLE.map(async (person) =>
      (await readFacts(room, `${person}@example.com`)).filter((fact) => !/ (code-mail|points) /.test(fact)),
    ),
  )

async function walk(name: string, between: () => Promise<void>): Promise<readonly (readonly string[])[]> {
  house.clock.set('2026-03-01T08:00:00Z')
  const room = await house.openRoom(name)
  await room.publish(await readJourney('cart-recovery'))
  for (const { at, call, body } of story) {
    house.clock.set(at)
    await sendWell(room, call, body ?? {})
    await between()
  }
  house.clock.set('2026-03-10T00:00:00Z')
  await house.move()
  return readSteps(room)
}

test('a worker that sleeps for a week moves people as one that never does', async () => {
  const awake = await walk('Awake', () => house.move())
  const asleep = await walk('Asleep', async () => undefined)
  expect(asleep).toEqual(awake)
  expect(awake.flat()).toContain('03-03 12:20 ends in recovered: goal')
})

test('people who only pass by leave nothing but their profile', async () => {
  const room = await house.openRoom('Quiet')
  await room.publish(draw([{ id: 'enter', kind: 'event-entry', event: 'Never' }, OUT], ['enter > out']))
  for (const { call, body } of story) await sendWell(room, call, body ?? {})
  await house.move()
  expect((await readSteps(room)).flat()).toEqual([])
})
