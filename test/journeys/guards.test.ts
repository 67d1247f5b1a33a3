import type { Condition, NodeOf, SendRules } from '@periplo/model'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { identify, listOutbox, track } from './acts.ts'
import { draw, enterOn, mail, OUT } from './draw.ts'
import { openHouse } from './house.ts'
import type { House, Room } from './house.ts'
import { readFacts } from './tell-facts.ts'

const START = '2026-03-02T18:00:00Z'
const ANA = { userId: 'ana' }
const NIGHT: SendRules = { channels: { email: { quietHours: { fromMinute: 1_320, untilMinute: 480 } } } }
const IN_STOCK: Condition = {
  op: 'compare',
  operand: { from: 'trait', path: 'stock' },
  is: 'at-least',
  value: 1,
}
const NOT_BOUGHT: Condition = {
  op: 'count',
  event: 'Order Completed',
  within: { amount: 1, unit: 'days' },
  is: 'exactly',
  times: 0,
}
const SAME_SIZE: Condition = {
  op: 'all',
  of: [
    {
      op: 'compare',
      operand: { from: 'entry', path: 'size' },
      is: 'equals',
      value: { from: 'trait', path: 'size' },
    },
    { op: 'compare', operand: { from: 'run', path: 'entry_number' }, is: 'equals', value: 1 },
  ],
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

const publish = (message: NodeOf<'message'>) =>
  room.publish(
    draw([enterOn('Cart Left'), message, OUT], ['enter > offer', 'offer > out'], {
      reentry: { mode: 'always' },
    }),
  )
const readOffer = async (versionId: string) => {
  const { workspaceId, studio } = room
  const days = { from: '2026-03-01', to: '2026-03-12' }
  return (await studio.measures.readOverlay.query({ workspaceId, versionId, ...days })).nodes['offer']
}

test('a message asks its guard as it leaves: what was in stock at night is refused in the morning, and counted', async () => {
  const { versionId } = await publish({ ...mail('offer', 'marketing'), guard: IN_STOCK })
  await room.studio.workspace.saveSendRules.mutate({ workspaceId: room.workspaceId, rules: NIGHT })
  await identify(room, 'ana', { traits: { stock: 3 } })
  await house.turnTo('2026-03-02T22:30:00Z')
  await track(room, ANA, 'Cart Left')
  await house.settle()
  expect(await listOutbox(room)).toEqual(['offer pending (quiet-hours)'])
  await identify(room, 'ana', { traits: { stock: 0 } })
  await house.turnTo('2026-03-03T08:00:00Z')
  expect(await listOutbox(room)).toEqual(['offer refused (not-eligible)'])
  expect(await readOffer(versionId)).toMatchObject({ refusedByReason: { 'not-eligible': 1 } })
  expect(await readFacts(room, 'ana')).toContain('03-02 22:30 leaves offer by next to out after 0 min')
})

test.each([
  { guard: NOT_BOUGHT, buys: false, size: 'M', status: 'offer sent', why: 'they have not bought' },
  {
    guard: NOT_BOUGHT,
    buys: true,
    size: 'M',
    status: 'offer refused (not-eligible)',
    why: 'bought in between',
  },
  { guard: SAME_SIZE, buys: false, size: 'M', status: 'offer sent', why: 'the size they looked for' },
  { guard: SAME_SIZE, buys: false, size: 'L', status: 'offer refused (not-eligible)', why: 'another size' },
])('a guard sees what they did since, and what they entered with: $status ($why)', async (row) => {
  await publish({ ...mail('offer', 'transactional'), guard: row.guard })
  await identify(room, 'ana', { traits: { size: row.size } })
  await track(room, ANA, { event: 'Cart Left', properties: { size: 'M' } })
  await house.move()
  house.clock.advance(60_000)
  if (row.buys) await track(room, ANA, 'Order Completed')
  await house.settle()
  expect(await listOutbox(room)).toEqual([row.status])
})

test('where the node says so, whom the guard refuses leaves the journey, and is a loss of its own kind', async () => {
  const { versionId } = await publish({ ...mail('offer', 'marketing'), guard: IN_STOCK, onRefused: 'exit' })
  await identify(room, 'ana', { traits: { stock: 0 } })
  await track(room, ANA, 'Cart Left')
  await house.settle()
  expect(await listOutbox(room)).toEqual([])
  expect(await readFacts(room, 'ana')).toEqual(
    expect.arrayContaining([
      '03-02 18:00 offer refused (not-eligible)',
      '03-02 18:00 ends in offer: refused',
    ]),
  )
  await house.turnTo('2026-03-11T18:00:00Z')
  const offer = await readOffer(versionId)
  expect(offer).toMatchObject({ refusedByReason: { 'not-eligible': 1 }, dropOffByReason: { suppressed: 1 } })
})

test('a message whose guard is not finished cannot be published', async () => {
  const unfinished: Condition = { op: 'exists', operand: { from: 'trait', path: '' } }
  await expect(publish({ ...mail('offer', 'marketing'), guard: unfinished })).rejects.toThrow(
    'incomplete-condition',
  )
})
