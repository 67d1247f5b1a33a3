import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { identify, listOutbox, readOutbox, track } from './acts.ts'
import { draw, enterOn, mail, OUT } from './draw.ts'
import { openHouse } from './house.ts'
import type { House, Room } from './house.ts'
import { findPerson } from './tell-facts.ts'

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
  const nodes = [enterOn('Signed Up'), mail('offer', 'marketing'), mail('receipt', 'transactional'), OUT]
  const ways = ['enter > offer', 'offer > receipt', 'receipt > out']
  await room.publish(draw(nodes, ways, { reentry: { mode: 'always' } }))
})

const say = (state: string, more: object = {}): Promise<void> =>
  track(room, ANA, {
    event: 'Consent Updated',
    properties: { channel: 'email', purpose: 'marketing', state, ...more },
  })
const outbox = async (): Promise<readonly string[]> => (await listOutbox(room)).toSorted()
const readConsent = async (): Promise<unknown> => {
  const { personId } = await findPerson(room, 'ana')
  const { consent } = await room.studio.people.get.query({ workspaceId: room.workspaceId, personId })
  return consent.map(({ channel, purpose, state }) => `${channel} ${purpose} ${state}`)
}

describe('what somebody said decides what they are sent', () => {
  test.each([
    { said: [], offer: 'refused (consent-unknown)', why: 'nothing said' },
    { said: ['granted'], offer: 'sent', why: 'asked for it' },
    { said: ['denied'], offer: 'refused (consent-denied)', why: 'does not want it' },
    { said: ['granted', 'denied'], offer: 'refused (consent-denied)', why: 'the latest choice holds' },
    { said: ['denied', 'granted'], offer: 'sent', why: 'changed their mind' },
    { said: ['maybe'], offer: 'refused (consent-unknown)', why: 'what cannot be read is no choice' },
  ])('marketing is $offer, and the receipt goes ($why)', async ({ said, offer }) => {
    await identify(room, 'ana', { granted: false })
    for (const state of said) {
      house.clock.advance(1_000)
      await say(state)
    }
    await track(room, ANA, 'Signed Up')
    await house.settle()
    expect(await outbox()).toEqual([`offer ${offer}`, 'receipt sent'])
  })

  test('a denial of transactional messages holds for them alone', async () => {
    await identify(room, 'ana')
    await say('denied', { purpose: 'transactional' })
    await track(room, ANA, 'Signed Up')
    await house.settle()
    expect(await outbox()).toEqual(['offer sent', 'receipt refused (consent-denied)'])
  })

  test('consent to another channel is none to this one', async () => {
    await identify(room, 'ana', { granted: false })
    await say('granted', { channel: 'sms' })
    await track(room, ANA, 'Signed Up')
    await house.settle()
    expect(await outbox()).toEqual(['offer refused (consent-unknown)', 'receipt sent'])
  })
})

test('a withdrawal between the outbox and the send is heard', async () => {
  await identify(room, 'ana')
  await track(room, ANA, 'Signed Up')
  await house.move()
  expect(await outbox()).toEqual(['offer pending', 'receipt pending'])
  house.clock.advance(1_000)
  await say('denied')
  await house.post() // nobody has worked the withdrawal yet: it holds from its commit on
  expect(await outbox()).toEqual(['offer refused (consent-denied)', 'receipt sent'])
})

test('whoever complains or bounces for good is not written to again, for any purpose', async () => {
  await identify(room, 'ana')
  await track(room, ANA, { event: 'Email Bounced', properties: { bounce_type: 'hard' } })
  await track(room, ANA, 'Signed Up')
  await house.settle()
  expect(await outbox()).toEqual(['offer refused (suppressed)', 'receipt refused (suppressed)'])
})

describe('the way out', () => {
  const readLink = async (): Promise<string> => {
    const sent = await readOutbox(room, 'sent')
    const sendKey = sent.find(({ nodeTitle }) => nodeTitle === 'offer')?.sendKey ?? ''
    const { workspaceId, studio } = room
    const { text } = await studio.messages.get.query({ workspaceId, sendKey })
    return /http\S+\/u\/\S+/.exec(text)?.[0] ?? ''
  }
  beforeEach(async () => {
    await identify(room, 'ana')
    await track(room, ANA, 'Signed Up')
    await house.settle()
    house.clock.advance(60_000)
  })

  test('looking at it changes nothing, however often', async () => {
    const link = await readLink()
    const looked = await Promise.all(Array.from({ length: 50 }, () => house.follow(link)))
    expect(new Set(looked.map(({ status }) => status))).toEqual(new Set([200]))
    await house.settle()
    expect(await readConsent()).toEqual(['email marketing granted'])
  })

  test('one click is enough, in force at once, and twice is as good as once', async () => {
    const link = await readLink()
    const oneClick = {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    }
    expect((await house.follow(link, oneClick)).status).toBe(200)
    expect(await readConsent()).toEqual(['email marketing denied'])
    expect((await house.follow(link, oneClick)).status).toBe(200)
    await track(room, ANA, 'Signed Up')
    await house.settle()
    expect(await outbox()).toEqual([
      'offer refused (consent-denied)',
      'offer sent',
      'receipt sent',
      'receipt sent',
    ])
    const { workspaceId, studio } = room
    const { items } = await studio.events.list.query({ workspaceId, name: 'Unsubscribed' })
    expect(items).toHaveLength(1)
  })

  test('it works again for whoever has come back since', async () => {
    const link = await readLink()
    await house.follow(link, { method: 'POST' })
    house.clock.advance(60_000)
    await say('granted')
    expect(await readConsent()).toEqual(['email marketing granted'])
    house.clock.advance(60_000)
    expect((await house.follow(link, { method: 'POST' })).status).toBe(200)
    expect(await readConsent()).toEqual(['email marketing denied'])
  })

  test('a made-up or cut-off link changes nothing and says so', async () => {
    const link = await readLink()
    for (const broken of [link.slice(0, -2), `${house.url}/u/none`]) {
      expect((await house.follow(broken, { method: 'POST' })).status).toBe(404)
    }
    expect(await readConsent()).toEqual(['email marketing granted'])
  })
})
