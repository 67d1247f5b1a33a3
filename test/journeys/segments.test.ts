import type { Condition } from '@periplo/model'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { identify, track } from './acts.ts'
import { draw, mail, OUT } from './draw.ts'
import { openHouse } from './house.ts'
import type { House, Room } from './house.ts'
import { readFacts } from './tell-facts.ts'

const START = '2026-03-02T10:00:00Z'
const looked: Condition = {
  op: 'count',
  event: 'Product Viewed',
  within: { amount: 7, unit: 'days' },
  is: 'at-least',
  times: 2,
}

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

const keep = async (name: string, rule: Condition): Promise<string> => {
  const { workspaceId, studio } = room
  const { segmentId } = await studio.segments.create.mutate({ workspaceId, draft: { name, rule } })
  await house.settle()
  return segmentId
}
const enterBy = (segmentId: string, change: 'entered' | 'left') =>
  draw(
    [{ id: 'enter', kind: 'segment-entry', segmentId, change }, mail('hello', 'transactional'), OUT],
    ['enter > hello', 'hello > out'],
  )
const look = async (userId: string): Promise<void> => {
  await track(room, { userId }, 'Product Viewed')
  await house.settle()
}
const countEntries = async (userId: string): Promise<number> =>
  (await readFacts(room, userId)).filter((fact) => fact.includes('begins run')).length

test('whoever joins a segment by what they do enters; whoever belonged before does not', async () => {
  const segmentId = await keep('Lookers', looked)
  await look('ana')
  await look('ana')
  await room.publish(enterBy(segmentId, 'entered'))
  await look('ana')
  await look('ben')
  expect(await readFacts(room, 'ben')).toEqual([])
  await look('ben')
  expect(await readFacts(room, 'ana')).toEqual([])
  expect(await countEntries('ben')).toBe(1)
})

test('whoever leaves a segment by time alone enters at the moment the window has run out', async () => {
  const segmentId = await keep('Lookers', looked)
  await room.publish(enterBy(segmentId, 'left'))
  await identify(room, 'ana')
  await look('ana')
  await look('ana')
  await house.turnTo('2026-03-09T09:59:59Z')
  expect(await readFacts(room, 'ana')).toEqual([])
  await house.turnTo('2026-03-09T10:00:00Z')
  expect(await countEntries('ana')).toBe(1)
})

test('a journey and a segment that set each other off come to an end', async () => {
  const isOn: Condition = {
    op: 'compare',
    operand: { from: 'trait', path: 'on' },
    is: 'equals',
    value: 'yes',
  }
  const segmentId = await keep('On', isOn)
  const turn = (change: 'entered' | 'left', value: string) =>
    draw(
      [
        { id: 'enter', kind: 'segment-entry', segmentId, change },
        { id: 'turn', kind: 'update-profile', changes: [{ to: 'value', trait: 'on', value }] },
        OUT,
      ],
      ['enter > turn', 'turn > out'],
      { reentry: { mode: 'always' } },
    )
  await room.publish(turn('entered', 'no'))
  await room.publish(turn('left', 'yes'))
  await identify(room, 'ana', { traits: { on: 'yes' } })
  await house.settle()
  const { studio, workspaceId } = room
  const { size } = await studio.segments.get.query({ workspaceId, segmentId })
  expect([0, 1]).toContain(size)
  expect(await countEntries('ana')).toBeLessThanOrEqual(8)
})

test('an event of a customer that is only called like a change lets nobody in', async () => {
  const segmentId = await keep('Lookers', looked)
  await room.publish(enterBy(segmentId, 'entered'))
  const properties = { segment_id: segmentId, membership: { segmentId, change: 'entered', depth: 0 } }
  await track(room, { userId: 'ana' }, { event: 'Segment Entered', properties })
  await house.settle()
  expect(await readFacts(room, 'ana')).toEqual([])
})
