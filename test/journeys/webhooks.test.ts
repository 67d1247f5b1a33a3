import { recordingHttpSink } from '@periplo/testkit'
import type { RecordingHttpSink } from '@periplo/testkit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { identify, listOutbox, readOutbox, track } from './acts.ts'
import { draw, enterOn, OUT } from './draw.ts'
import { openHouse } from './house.ts'
import type { House, Room } from './house.ts'

const ANA = { userId: 'ana' }

let sink: RecordingHttpSink
let house: House
let room: Room
let versionId: string

beforeEach(async () => {
  sink = await recordingHttpSink()
  house = await openHouse('2026-03-02T10:00:00Z', { loopback: [sink.url] })
  room = await house.openRoom('Shop')
  const hook = { id: 'tell', kind: 'webhook', url: `${sink.url}/hook` } as const
  const drawn = draw([enterOn('Signed Up'), hook, OUT], ['enter > tell', 'tell > out'])
  ;({ versionId } = await room.publish(drawn))
})
afterEach(async () => {
  await house.close()
  await sink.stop()
})

const keys = (): readonly unknown[] => sink.requests.map(({ headers }) => headers['idempotency-key'])
const countOutcomes = async (): Promise<unknown> => {
  const days = { from: '2026-03-01', to: '2026-03-10' }
  const { workspaceId, studio } = room
  const overlay = await studio.measures.readOverlay.query({ workspaceId, versionId, ...days })
  return overlay.nodes['tell']?.messages
}

test('an address that asks to wait is called again after that long, with the same key', async () => {
  sink.answerWith(() =>
    sink.requests.length === 1 ? { status: 503, headers: { 'retry-after': '120' } } : { status: 200 },
  )
  await track(room, ANA, 'Signed Up')
  await house.settle()
  expect(await listOutbox(room)).toMatchObject([expect.stringMatching(/^tell pending/)])
  await house.turnTo('2026-03-02T10:01:59Z')
  expect(sink.requests).toHaveLength(1)
  await house.turnTo('2026-03-02T10:10:00Z')
  expect(sink.requests).toHaveLength(2)
  expect(new Set(keys()).size).toBe(1)
  expect(sink.requests[0]?.body).toBe(sink.requests[1]?.body)
  expect(await listOutbox(room)).toEqual(['tell sent'])
  expect(await countOutcomes()).toMatchObject({ sent: 1, failed: 0 })
})

test('an address that refuses is not called again', async () => {
  sink.answerWith({ status: 422 })
  await track(room, ANA, 'Signed Up')
  await house.turnTo('2026-03-03T10:00:00Z')
  expect(sink.requests).toHaveLength(1)
  expect(await readOutbox(room)).toMatchObject([{ status: 'failed' }])
  expect(await countOutcomes()).toMatchObject({ sent: 0, failed: 1 })
})

test('an address that never answers is given up within hours, and says so', async () => {
  sink.answerWith({ status: 500 })
  await track(room, ANA, 'Signed Up')
  await house.turnTo('2026-03-05T10:00:00Z')
  const [message] = await readOutbox(room)
  expect(message).toMatchObject({ status: 'failed' })
  expect(message?.reason).toContain('given up')
  expect(new Set(keys()).size).toBe(1)
  expect(sink.requests.length).toBeGreaterThan(5)
  expect(sink.requests.length).toBeLessThanOrEqual(20)
})

test('a connection that breaks off is tried again', async () => {
  sink.answerWith(() => (sink.requests.length === 1 ? { hangUp: true } : { status: 204 }))
  await track(room, ANA, 'Signed Up')
  await house.turnTo('2026-03-02T12:00:00Z')
  expect(await listOutbox(room)).toEqual(['tell sent'])
  expect(new Set(keys()).size).toBe(1)
})

/** Somebody signed up anonymously, and turns out to be Ana while the address is being called about them. */
async function meetDuringCall(status: number): Promise<void> {
  await identify(room, 'ana')
  house.clock.advance(1_000)
  await track(room, { anonymousId: 'phone' }, 'Signed Up')
  await house.move()
  const meet = async (): Promise<void> => {
    await identify(room, 'ana', { anonymousId: 'phone' })
    await house.move()
  }
  sink.answerWith(() => ({ status, heldUntil: meet() }))
  await house.post()
  sink.answerWith({ status: 200 })
  await house.turnTo('2026-03-02T12:00:00Z')
}

test('a call under way while its person is merged away is made once, and counted once', async () => {
  await meetDuringCall(200)
  expect(sink.requests).toHaveLength(1)
  expect(await listOutbox(room)).toEqual(['tell sent'])
  expect(await countOutcomes()).toMatchObject({ sent: 1, failed: 0, refused: 0 })
})

test('one that has to be made again is, about who they became, with the same key', async () => {
  await meetDuringCall(503)
  expect(sink.requests).toHaveLength(2)
  expect(new Set(keys()).size).toBe(1)
  expect(JSON.parse(sink.requests[1]?.body ?? '').data.person.traits).toMatchObject({ first_name: 'ana' })
  expect(await countOutcomes()).toMatchObject({ sent: 1, failed: 0, refused: 0 })
})
