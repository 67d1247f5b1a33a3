import { afterAll, beforeAll, expect, test } from 'vitest'
import { identify, readOutbox, track } from './acts.ts'
import { draw, enterOn, mail, OUT } from './draw.ts'
import { openHouse } from './house.ts'
import type { House, Room } from './house.ts'

let house: House
let room: Room
beforeAll(async () => {
  house = await openHouse('2026-03-02T10:00:00Z')
  room = await house.openRoom('Shop')
  await room.publish(
    draw([enterOn('Signed Up'), mail('offer', 'marketing'), OUT], ['enter > offer', 'offer > out']),
  )
  await identify(room, 'ana')
  await track(room, { userId: 'ana' }, 'Signed Up')
  await house.settle()
})
afterAll(() => house.close())

const readTouches = async (): Promise<unknown> => {
  const text = `select name, count(*)::int as count from event_log where name like 'Email %' group by 1 order by 1`
  const { rows } = await house.runtime.resources.store.enginePool.query(text)
  return rows
}

test('a pixel and each link count once an hour, however often somebody calls for them', async () => {
  const { signer } = house.runtime.resources
  const [message] = await readOutbox(room)
  const about = { workspaceId: room.workspaceId, sendKey: message?.sendKey ?? '' }
  const toClick = (url: string): string => `/t/c/${signer.sign({ kind: 'click', ...about, url })}`
  const links = [
    `/t/o/${signer.sign({ kind: 'open', ...about })}`,
    toClick('https://shop.example/a'),
    toClick('https://shop.example/b'),
  ]
  const callOften = (): Promise<readonly Response[]> =>
    Promise.all(
      Array.from({ length: 60 }, (_, at) =>
        fetch(`${house.url}${links[at % links.length]}`, { redirect: 'manual' }),
      ),
    )
  const answers = await callOften()
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 302]))
  await callOften()
  const once = [
    { name: 'Email Link Clicked', count: 2 },
    { name: 'Email Opened', count: 1 },
  ]
  expect(await readTouches()).toEqual(once)
  house.clock.advance(3_600_000)
  await callOften()
  expect(await readTouches()).toEqual(once.map(({ name, count }) => ({ name, count: 2 * count })))
})
