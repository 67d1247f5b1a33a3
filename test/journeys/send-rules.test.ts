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

describe('frequency caps', () => {
  const cap = (most: number, amount: number, unit: 'hours' | 'days' = 'days'): SendRules => ({
    channels: { email: { caps: [{ most, within: { amount, unit } }] } },
  })
  const readRefusals = async (versionId: string): Promise<unknown> => {
    const { workspaceId, studio } = room
    const days = { from: '2026-03-01', to: '2026-03-12' }
    const { nodes } = await studio.measures.readOverlay.query({ workspaceId, versionId, ...days })
    return nodes['news']?.refusedByReason
  }
  /** Another journey that the same event begins. */
  const publishNews = (): Promise<{ readonly journeyId: string; readonly versionId: string }> => {
    const nodes = [enterOn('Signed Up'), mail('news', 'marketing'), OUT]
    return room.publish(draw(nodes, ['enter > news', 'news > out'], { reentry: { mode: 'always' } }))
  }

  test('count over all journeys, refuse with their reason, and let go of what is over', async () => {
    await identify(room, 'ana')
    const { versionId } = await publishNews()
    await save(cap(1, 1))
    await signUpAt('2026-03-02T18:00:00Z')
    expect(await listOutbox(room, 'refused')).toHaveLength(1)
    expect(await listOutbox(room, 'sent')).toHaveLength(2)
    expect(await outbox()).toContainEqual(expect.stringContaining('refused (frequency-cap)'))
    await signUpAt('2026-03-03T17:59:59Z')
    expect(await listOutbox(room, 'refused')).toHaveLength(3)
    await signUpAt('2026-03-03T18:00:00Z')
    expect(await listOutbox(room, 'refused')).toHaveLength(4)
    const refused = await readOutbox(room, 'refused')
    const times = refused.filter(({ nodeTitle }) => nodeTitle === 'news').length
    expect(await readRefusals(versionId)).toEqual({ 'frequency-cap': times })
    const receipts = (await listOutbox(room, 'sent')).filter((line) => line === 'receipt sent')
    expect(receipts).toHaveLength(3)
  })

  test('count what both were sent once two people turn out to be one', async () => {
    await identify(room, 'ana')
    await save(cap(2, 7))
    await signUpAt('2026-03-02T18:00:00Z')
    const phone = { anonymousId: 'phone' }
    const known = { traits: { email: 'phone@example.com' } }
    const context = { periplo: { consent: { email: 'granted' } } }
    await room.send('identify', { ...phone, ...known, context })
    await track(room, phone, 'Signed Up')
    await house.settle()
    expect(await listOutbox(room, 'refused')).toEqual([])
    await identify(room, 'ana', { anonymousId: 'phone' })
    await signUpAt('2026-03-04T18:00:00Z')
    expect(await listOutbox(room, 'refused')).toEqual(['offer refused (frequency-cap)'])
  })

  test('ask in the morning what was held at night', async () => {
    await identify(room, 'ana')
    const { caps } = cap(1, 1).channels.email ?? {}
    await save({ channels: { email: { ...NIGHT.channels.email, ...(caps && { caps }) } } })
    await signUpAt('2026-03-02T22:30:00Z')
    await signUpAt('2026-03-02T23:30:00Z')
    await house.turnTo('2026-03-03T07:00:00Z')
    expect((await outbox()).filter((line) => line.startsWith('offer'))).toEqual([
      'offer refused (frequency-cap)',
      'offer sent',
    ])
  })

  test('let the important journey go first among messages that are due together', async () => {
    await identify(room, 'ana')
    const { journeyId } = await publishNews()
    const { caps } = cap(1, 7).channels.email ?? {}
    await save({
      channels: { email: { ...NIGHT.channels.email, ...(caps && { caps }) } },
      important: [journeyId],
    })
    await signUpAt('2026-03-02T22:30:00Z')
    await house.turnTo('2026-03-03T07:00:00Z')
    expect(await outbox()).toEqual(['news sent', 'offer refused (frequency-cap)', 'receipt sent'])
  })

  test('keep room for what comes later and is important', async () => {
    await identify(room, 'ana')
    const nodes = [enterOn('Cart Left'), mail('code', 'marketing'), OUT]
    const rescue = await room.publish(draw(nodes, ['enter > code', 'code > out']))
    const caps = [{ most: 2, kept: 1, within: { amount: 7, unit: 'days' as const } }]
    await save({ channels: { email: { caps } }, important: [rescue.journeyId] })
    await signUpAt('2026-03-02T18:00:00Z')
    await signUpAt('2026-03-03T18:00:00Z')
    expect(await listOutbox(room, 'refused')).toEqual(['offer refused (frequency-cap)'])
    await track(room, ANA, 'Cart Left')
    await house.settle()
    expect(await listOutbox(room, 'sent')).toContain('code sent')
  })

  test('know no journey of another workspace to go first', async () => {
    const elsewhere = room
    room = await house.openRoom('Other')
    const { journeyId } = await publishNews()
    room = elsewhere
    await expect(save({ channels: {}, important: [journeyId] })).rejects.toThrow('There is no such journey')
    const kept = await room.studio.workspace.getSendRules.query({ workspaceId: room.workspaceId })
    expect(kept).toEqual({ channels: {} })
  })

  test.each([
    {
      rules: {
        channels: { email: { caps: [{ most: 2, kept: 2, within: { amount: 1, unit: 'days' as const } }] } },
      },
      why: 'nothing would be left for the others',
    },
    { rules: cap(0, 1), why: 'none at all is no cap' },
    { rules: cap(101, 1), why: 'nobody means so many' },
    { rules: cap(1, 32), why: 'longer than anybody looks back' },
    { rules: cap(1.5, 1), why: 'messages are whole' },
    {
      rules: {
        channels: {
          email: {
            caps: Array.from({ length: 6 }, () => ({
              most: 1,
              within: { amount: 1, unit: 'days' as const },
            })),
          },
        },
      },
      why: 'too many',
    },
  ])('that are none are refused ($why)', async ({ rules }) => {
    await expect(save(rules)).rejects.toThrow('The input is not valid.')
  })
})
