import { auditInstallation } from '@periplo/runtime'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { identify, listOutbox, readOutbox, sendWell, track } from './acts.ts'
import { draw, enterOn, mail, OUT } from './draw.ts'
import { openHouse } from './house.ts'
import type { House, Room } from './house.ts'
import { findPerson, readFacts } from './tell-facts.ts'

const START = '2026-03-02T10:00:00Z'
const CART = { properties: { cart_id: 'c1' } }

let house: House
let room: Room
let versionId: string

beforeAll(async () => {
  house = await openHouse(START)
})
afterAll(() => house.close())
beforeEach(async () => {
  house.clock.set(START)
  room = await house.openRoom('Shop')
  ;({ versionId } = await room.publish(
    draw(
      [
        enterOn('Product Added'),
        { id: 'rest', kind: 'delay', duration: { amount: 1, unit: 'hours' } },
        mail('hello', 'transactional'),
        {
          id: 'buys',
          kind: 'wait-for-event',
          event: 'Order Completed',
          correlation: { property: 'cart_id', entryProperty: 'cart_id' },
          timeout: { amount: 2, unit: 'hours' },
        },
        { id: 'bought', kind: 'goal' },
        OUT,
      ],
      ['enter > rest', 'rest > hello', 'hello > buys', 'buys:arrived > bought', 'buys:timed-out > out'],
    ),
  ))
})

/** Two people who turn out to be one: what each is known by, and the call that says so. */
const MEETINGS = {
  'somebody anonymous becomes known': {
    first: { anonymousId: 'phone' },
    meet: () => identify(room, 'ana', { anonymousId: 'phone' }),
  },
  'two known people are one by alias': {
    first: { userId: 'old-ana' },
    meet: () => sendWell(room, 'alias', { userId: 'ana', previousId: 'old-ana' }),
  },
} as const

/** The older of the two survives: the first is made known before the other. */
const meetWithElder = async (first: { anonymousId: string } | { userId: string }): Promise<void> => {
  await track(room, first, 'Page Viewed')
  house.clock.advance(1_000)
  await identify(room, 'ana')
}
/** The younger one is the first, so that everything it has moves to the other. */
const meetWithYounger = async (first: { anonymousId: string } | { userId: string }): Promise<void> => {
  await identify(room, 'ana')
  house.clock.advance(1_000)
  await track(room, first, 'Page Viewed')
}

/** Where the run stands when the two meet, and until when it then stands there. */
const POSITIONS = [
  { at: '2026-03-02T10:00:30Z', place: 'at the beginning of a delay' },
  { at: '2026-03-02T10:59:59Z', place: 'at the end of a delay' },
  { at: '2026-03-02T11:00:30Z', place: 'at the beginning of a wait' },
  { at: '2026-03-02T12:59:59Z', place: 'at the end of a wait' },
] as const

describe.each(Object.entries(MEETINGS))('%s', (_, { first, meet }) => {
  describe.each([
    { who: 'the traveller is the elder', prepare: meetWithElder },
    { who: 'the traveller is the younger', prepare: meetWithYounger },
  ])('$who', ({ prepare }) => {
    test.each(POSITIONS)('the run goes on, $place', async ({ at }) => {
      await prepare(first)
      house.clock.set('2026-03-02T10:00:10Z')
      await track(room, first, { event: 'Product Added', ...CART })
      await house.turnTo(at)
      await meet()
      await house.turnTo('2026-03-02T14:00:00Z')
      const facts = await readFacts(room, 'ana@example.com')
      expect(facts.filter((fact) => fact.includes('begins run'))).toHaveLength(1)
      expect(facts.filter((fact) => fact.includes('leaves rest'))).toHaveLength(1)
      expect(facts.filter((fact) => fact.includes('leaves buys'))).toEqual([
        '03-02 13:00 leaves buys by timed-out to out after 120 min',
      ])
      const { workspaceId, studio } = room
      const { items } = await studio.people.list.query({ workspaceId })
      expect(items).toHaveLength(1)
    })

    test('what the other half does wakes the wait', async () => {
      await prepare(first)
      await track(room, first, { event: 'Product Added', ...CART })
      await house.turnTo('2026-03-02T12:00:00Z')
      await meet()
      await track(room, { userId: 'ana' }, { event: 'Order Completed', ...CART })
      await house.settle()
      const facts = await readFacts(room, 'ana@example.com')
      expect(facts.filter((fact) => fact.includes('ends in'))).toEqual(['03-02 12:00 ends in bought: goal'])
    })

    test('a message on its way is sent once, under the key it had', async () => {
      await prepare(first)
      await track(room, first, { event: 'Product Added', ...CART })
      house.clock.set('2026-03-02T11:30:00Z')
      await house.move()
      const [before] = await readOutbox(room, 'pending')
      await meet()
      await house.settle()
      expect((await readOutbox(room)).map(({ sendKey, status }) => [sendKey, status])).toEqual([
        [before?.sendKey, 'sent'],
      ])
      expect(await listOutbox(room, 'pending')).toEqual([])
    })

    test('a receipt of a message sent before is counted', async () => {
      await prepare(first)
      await track(room, first, { event: 'Product Added', ...CART })
      if ('anonymousId' in first)
        await sendWell(room, 'identify', { ...first, traits: { email: 'a@b.example' } })
      else await sendWell(room, 'identify', { ...first, traits: { email: 'a@b.example' } })
      await house.turnTo('2026-03-02T11:30:00Z')
      const [message] = await readOutbox(room, 'sent')
      expect(message?.to).toBe('a@b.example')
      await meet()
      await house.settle()
      const { workspaceId, studio } = room
      const { html } = await studio.messages.get.query({ workspaceId, sendKey: message?.sendKey ?? '' })
      const [pixel = ''] = /http[^"]+\/t\/o\/[^"]+/.exec(html) ?? []
      await house.follow(pixel)
      await house.settle()
      const [seen] = await readOutbox(room, 'sent')
      expect(seen?.outcomes.toSorted()).toEqual(['opened', 'sent'])
      expect((await studio.people.list.query({ workspaceId })).items).toHaveLength(1)
      const days = { from: '2026-03-01', to: '2026-03-05' }
      const overlay = await studio.measures.readOverlay.query({ workspaceId, versionId, ...days })
      expect(overlay.nodes['hello']?.messages).toMatchObject({ sent: 1, opened: 1 })
    })

    test('whoever unsubscribes by a message sent before is not written to again', async () => {
      await prepare(first)
      await track(room, first, { event: 'Product Added', ...CART })
      await sendWell(room, 'identify', { ...first, traits: { email: 'a@b.example' } })
      await house.turnTo('2026-03-02T11:30:00Z')
      const [message] = await readOutbox(room, 'sent')
      await meet()
      await house.settle()
      const { workspaceId, studio } = room
      const { html } = await studio.messages.get.query({ workspaceId, sendKey: message?.sendKey ?? '' })
      expect(html).not.toContain('/u/') // transactional: no way out is needed
      const { personId } = await findPerson(room, 'ana@example.com')
      const token = house.runtime.resources.signer.sign({
        kind: 'unsubscribe',
        workspaceId,
        sendKey: message?.sendKey ?? '',
      })
      await house.follow(`${house.url}/u/${token}`, { method: 'POST' })
      const { consent } = await studio.people.get.query({ workspaceId, personId })
      expect(consent).toMatchObject([{ channel: 'email', purpose: 'marketing', state: 'denied' }])
    })
  })
})

test('traits, consent, orders and measures of both survive', async () => {
  await track(
    room,
    { anonymousId: 'phone' },
    { event: 'Product Viewed', properties: { sku: 'coat-1', category: 'Coats' } },
  )
  house.clock.advance(86_400_000)
  await identify(room, 'ana', { traits: { tier: 'gold' } })
  await track(
    room,
    { userId: 'ana' },
    {
      event: 'Order Completed',
      properties: {
        order_id: 'o1',
        channel: 'pos',
        revenue: 10,
        currency: 'EUR',
        products: [{ sku: 'coat-1', category: 'Coats' }],
      },
    },
  )
  await house.settle()
  const { workspaceId, studio } = room
  const readRopo = async () => {
    const days = { from: '2026-03-01', to: '2026-03-05' }
    const overlay = await studio.measures.readOverlay.query({ workspaceId, versionId, ...days })
    return overlay.workspaceRopo.sku[7].orderRate
  }
  house.clock.set('2026-04-20T10:00:00Z')
  expect(await readRopo()).toMatchObject({ numerator: 0, denominator: 1 })
  await identify(room, 'ana', { anonymousId: 'phone' })
  await house.settle()
  expect(await readRopo()).toMatchObject({ numerator: 1, denominator: 1 })
  const { personId } = await findPerson(room, 'ana@example.com')
  const { traits, consent, mergedFrom } = await studio.people.get.query({ workspaceId, personId })
  expect(traits).toMatchObject({ tier: 'gold' })
  expect(consent).toMatchObject([{ channel: 'email', purpose: 'marketing', state: 'granted' }])
  expect(mergedFrom).toHaveLength(1)
})

test('an order that both halves told of is counted once', async () => {
  const sale = { order_id: 'o1', channel: 'pos', revenue: 10, currency: 'EUR' }
  await identify(room, 'ana')
  house.clock.advance(1_000)
  await track(room, { anonymousId: 'phone' }, { event: 'Order Completed', properties: sale })
  await track(room, { userId: 'ana' }, { event: 'Order Completed', properties: sale })
  await house.settle()
  await identify(room, 'ana', { anonymousId: 'phone' })
  await house.settle()
  const { findings } = await auditInstallation(house.store, {
    now: house.clock.now().getTime(),
    toleranceMs: 0,
    isDrained: true,
  })
  expect(findings).toEqual([])
  const { workspaceId, studio } = room
  const days = { from: '2026-03-01', to: '2026-03-05' }
  house.clock.set('2026-04-20T10:00:00Z')
  const overlay = await studio.measures.readOverlay.query({ workspaceId, versionId, ...days })
  expect(overlay.workspaceRopo.sku[7].orderRate).toMatchObject({ denominator: 1 })
})

test('a message waiting when its person is merged away goes to who they became, at once', async () => {
  await identify(room, 'ana')
  house.clock.advance(1_000)
  await track(room, { anonymousId: 'phone' }, { event: 'Product Added', ...CART })
  await house.settle()
  house.clock.advance(3_600_000)
  await house.move()
  await identify(room, 'ana', { anonymousId: 'phone' })
  await house.post() // nobody has worked the merge yet
  expect((await readOutbox(room)).map(({ status, to }) => [status, to])).toEqual([
    ['sent', 'ana@example.com'],
  ])
})

test('of two runs that re-entry would not allow the older goes on', async () => {
  await track(room, { anonymousId: 'phone' }, { event: 'Product Added', ...CART })
  house.clock.advance(60_000)
  await identify(room, 'ana')
  await track(room, { userId: 'ana' }, { event: 'Product Added', ...CART })
  await house.settle()
  house.clock.advance(60_000)
  await identify(room, 'ana', { anonymousId: 'phone' })
  await house.turnTo('2026-03-02T14:00:00Z')
  const facts = await readFacts(room, 'ana@example.com')
  expect(facts.filter((fact) => fact.includes('ends in')).toSorted()).toEqual([
    '03-02 10:02 ends in rest: merged',
    '03-02 13:00 ends in out: exit',
  ])
  const { workspaceId, studio } = room
  const days = { from: '2026-03-01', to: '2026-03-05' }
  const overlay = await studio.measures.readOverlay.query({ workspaceId, versionId, ...days })
  expect(overlay.stages['decision']?.people).toBe(1)
  expect(overlay.journey).toMatchObject({ entered: 2, inside: 0 })
})

test('two people who share a device but have user ids of their own stay two', async () => {
  await identify(room, 'ana', { anonymousId: 'tablet' })
  await identify(room, 'bea', { anonymousId: 'tablet' })
  await house.settle()
  const { workspaceId, studio } = room
  const { items } = await studio.people.list.query({ workspaceId })
  expect(new Set(items.map(({ name }) => name))).toEqual(new Set(['ana', 'bea']))
  expect(items).toHaveLength(2)
})

test('twenty strangers become one, one after the other, and nothing is lost on the way', async () => {
  await identify(room, 'ana')
  for (let at = 0; at < 20; at += 1) {
    house.clock.advance(1_000)
    await track(room, { anonymousId: `device-${at}` }, { event: 'Product Added', ...CART })
    await house.move()
    await identify(room, 'ana', { anonymousId: `device-${at}` })
    await house.move()
  }
  await house.turnTo('2026-03-02T15:00:00Z')
  const { workspaceId, studio } = room
  const { items } = await studio.people.list.query({ workspaceId })
  expect(items).toMatchObject([{ activeEnrollments: 0 }])
  const facts = await readFacts(room, 'ana@example.com')
  expect(facts.filter((fact) => fact.includes('ends in out: exit'))).toHaveLength(1)
  expect(facts.filter((fact) => fact.endsWith(': merged'))).toHaveLength(19)
})
