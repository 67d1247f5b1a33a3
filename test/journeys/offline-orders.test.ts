import { toRunner } from '@periplo/store'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { identify, track } from './acts.ts'
import { openHouse } from './house.ts'
import type { House, Room } from './house.ts'

const START = '2026-03-02T10:00:00Z'
const ANA = { userId: 'ana' }

let house: House
let room: Room

beforeAll(async () => {
  house = await openHouse(START)
})
afterAll(() => house.close())
beforeEach(async () => {
  house.clock.set(START)
  room = await house.openRoom('Shop')
  await identify(room, 'ana')
  await house.settle()
  house.clock.advance(7_200_000)
})

const buy = (timestamp?: string): Promise<void> =>
  track(room, ANA, {
    event: 'Order Completed',
    properties: { order_id: 'o1', channel: 'pos', revenue: 10, currency: 'EUR' },
    ...(timestamp === undefined ? {} : { timestamp }),
  })
const refund = (total: number): Promise<void> =>
  track(room, ANA, { event: 'Order Refunded', properties: { order_id: 'o1', total, currency: 'EUR' } })

/** Net revenue of all offline orders, in minor units. */
async function readNet(): Promise<number | undefined> {
  const text = `select coalesce(sum(total), 0)::bigint as net from rollups
    where workspace_id = $1 and subject = 'workspace' and counter like 'net-all%'`
  const [row] = await toRunner(house.store).run<{ net: number }>('read-net', text, [room.workspaceId])
  return row?.net
}

test.each([
  { between: () => house.settle(), why: 'worked one after the other' },
  { between: () => Promise.resolve(), why: 'worked in one batch' },
])('a refund counts whether it comes after its order or before, $why', async ({ between }) => {
  await refund(3)
  await between()
  house.clock.advance(7_200_000)
  await buy('2026-03-02T11:30:00Z')
  await between()
  await refund(2)
  await house.settle()
  expect(await readNet()).toBe(500)
})
