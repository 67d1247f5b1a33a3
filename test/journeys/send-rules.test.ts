import type { SendRules } from '@periplo/model'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { identify, listOutbox, readOutbox, track } from './acts.ts'
import { draw, enterOn, mail, OUT } from './draw.ts'
import { openHouse } from './house.ts'
import type { House, Room } from './house.ts'

const START = '2026-03-02T18:00:00Z'
const ANA = { userId: 'ana' }
/** 22:00 to 08:00. */
const NIGHT: SendRules = { channels: { email: { quietHours: { fromMinute: 1_320, untilMinute: 480 } } } }

let house: House
let room: Room

beforeAll(async () => {
  house = await openHouse(START)
})
afterAll(() => house.close())
beforeEach(async () => {
  house.clock.set(START)
  room = await house.openRoom('Shop')
  const nodes = [enterOn('Signed Up'), mail('offer', 'marketing'), mail('receipt', 'transactional'), OUT]
  const ways = ['enter > offer', 'offer > receipt', 'receipt > out']
  await room.publish(draw(nodes, ways, { reentry: { mode: 'always' } }))
})

const save = (rules: SendRules): Promise<SendRules> =>
  room.studio.workspace.saveSendRules.mutate({ workspaceId: room.workspaceId, rules })
const outbox = async (): Promise<readonly string[]> => (await listOutbox(room)).toSorted()
const isFrom = (timezone: string) => ({ event: 'App Opened', context: { timezone } })

/** Somebody signs up at that instant. */
async function signUpAt(iso: string): Promise<void> {
  await house.turnTo(iso)
  await track(room, ANA, 'Signed Up')
  await house.settle()
}

/** The messages sent, with when. */
async function listSent(): Promise<readonly string[]> {
  const sent = await readOutbox(room, 'sent')
  return sent.map(
    ({ nodeTitle, sentAt }) => `${nodeTitle} ${new Date(sentAt ?? 0).toISOString().slice(5, 16)}`,
  )
}

describe('quiet hours', () => {
  beforeEach(async () => {
    await identify(room, 'ana')
    await save(NIGHT)
  })

  test('hold marketing until they end where the person is, and say so; what is transactional goes', async () => {
    await signUpAt('2026-03-02T22:30:00Z')
    expect(await outbox()).toEqual(['offer pending (quiet-hours)', 'receipt sent'])
    const [held] = await readOutbox(room, 'pending')
    expect(held).toMatchObject({ dueAt: Date.parse('2026-03-03T07:00:00Z'), sentAt: null })
    const { attempts } = await room.studio.messages.get.query({
      workspaceId: room.workspaceId,
      sendKey: held?.sendKey ?? '',
    })
    expect(attempts).toBe(0)
    await house.turnTo('2026-03-03T06:59:59Z')
    expect(await listSent()).toEqual(['receipt 03-02T22:30'])
    await house.turnTo('2026-03-03T07:00:00Z')
    expect(await listSent()).toEqual(['offer 03-03T07:00', 'receipt 03-02T22:30'])
  })

  test.each([
    { zone: 'Asia/Kathmandu', at: '2026-03-02T19:00:00Z', sent: '03-03T02:15', why: '00:45 there' },
    { zone: 'America/New_York', at: '2026-03-02T22:30:00Z', sent: '03-02T22:30', why: '17:30 there' },
    {
      zone: 'Mars/Olympus',
      at: '2026-03-02T22:30:00Z',
      sent: '03-03T07:00',
      why: 'nowhere: the workspace is',
    },
    { zone: 'Europe/Madrid', at: '2026-03-28T22:00:00Z', sent: '03-29T06:00', why: 'a night an hour short' },
  ])('in $zone ($why)', async ({ zone, at, sent }) => {
    await track(room, ANA, isFrom(zone))
    await signUpAt(at)
    await house.turnTo('2026-03-29T12:00:00Z')
    expect(await listSent()).toContain(`offer ${sent}`)
  })

  test('whoever has flown west in between sleeps on, and is written to in their own morning', async () => {
    await signUpAt('2026-03-02T22:30:00Z')
    await track(room, ANA, isFrom('America/New_York'))
    await house.turnTo('2026-03-03T12:59:00Z')
    expect(await listOutbox(room, 'pending')).toEqual(['offer pending (quiet-hours)'])
    await house.turnTo('2026-03-03T13:00:00Z')
    expect(await listSent()).toContain('offer 03-03T13:00')
  })

  test('whoever withdraws while a message is held is not written to', async () => {
    await signUpAt('2026-03-02T22:30:00Z')
    const choice = { channel: 'email', purpose: 'marketing', state: 'denied' }
    await track(room, ANA, { event: 'Consent Updated', properties: choice })
    await house.turnTo('2026-03-03T08:00:00Z')
    expect(await outbox()).toEqual(['offer refused (consent-denied)', 'receipt sent'])
  })

  test('that are no longer kept hold nobody: what they held goes at once', async () => {
    await signUpAt('2026-03-02T22:30:00Z')
    await save({ channels: {} })
    await house.settle()
    expect(await outbox()).toEqual(['offer sent', 'receipt sent'])
  })

  test('of one workspace are not those of another', async () => {
    room = await house.openRoom('Other')
    expect(await room.studio.workspace.getSendRules.query({ workspaceId: room.workspaceId })).toEqual({
      channels: {},
    })
  })

  test('that are none are refused, and those before still hold', async () => {
    const nonsense = { channels: { email: { quietHours: { fromMinute: 60, untilMinute: 60 } } } }
    await expect(save(nonsense)).rejects.toThrow('The input is not valid.')
    expect(await room.studio.workspace.getSendRules.query({ workspaceId: room.workspaceId })).toEqual(NIGHT)
  })
})
