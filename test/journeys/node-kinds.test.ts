import { createHash } from 'node:crypto'
import { NODE_KINDS } from '@periplo/model'
import type { NodeKind, TraitChange, WaitTarget } from '@periplo/model'
import { auditInstallation } from '@periplo/runtime'
import { recordingHttpSink } from '@periplo/testkit'
import type { RecordingHttpSink } from '@periplo/testkit'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { identify, listOutbox, readOutbox, track } from './acts.ts'
import { draw, enterOn, mail, OUT } from './draw.ts'
import type { Sketch } from './draw.ts'
import { openHouse } from './house.ts'
import type { House, Room } from './house.ts'
import { findPerson, readFacts } from './tell-facts.ts'

const START = '2026-03-02T10:00:00Z'
const ANA = { userId: 'ana' }
const HOUR = { amount: 1, unit: 'hours' } as const

let sink: RecordingHttpSink
let house: House
let room: Room

beforeAll(async () => {
  sink = await recordingHttpSink()
  house = await openHouse(START, { loopback: [sink.url] })
})
afterAll(async () => {
  await house.close()
  await sink.stop()
})
beforeEach(async () => {
  house.clock.set(START)
  room = await house.openRoom('Shop')
})

const facts = (who = 'ana'): Promise<readonly string[]> => readFacts(room, who)
const readTraits = async (): Promise<unknown> => {
  const { personId } = await findPerson(room, 'ana')
  return (await room.studio.people.get.query({ workspaceId: room.workspaceId, personId })).traits
}

/** Every kind has its part below; a new kind does not compile until it has. */
const PARTS: { readonly [K in NodeKind | 'webhook that waits']: () => void } = {
  'event-entry': () => {
    test('lets in who passes the filter, and nobody else', async () => {
      const filter = {
        op: 'compare',
        operand: { from: 'event', path: 'value' },
        is: 'at-least',
        value: 20,
      } as const
      await room.publish(draw([{ ...enterOn('Product Added'), filter }, OUT], ['enter > out']))
      await track(room, ANA, { event: 'Product Added', properties: { value: 20 } })
      await track(room, { userId: 'bea' }, { event: 'Product Added', properties: { value: 19.99 } })
      await track(room, { userId: 'cleo' }, 'Product Added')
      await house.settle()
      expect(await facts()).toContain('03-02 10:00 begins run 1')
      expect(await facts('bea')).toEqual([])
      expect(await facts('cleo')).toEqual([])
    })
  },
  'segment-entry': () => {
    test('lets in who joins the segment and passes the filter', async () => {
      const { workspaceId, studio } = room
      const rule = { op: 'exists', operand: { from: 'trait', path: 'tier' } } as const
      const { segmentId } = await studio.segments.create.mutate({
        workspaceId,
        draft: { name: 'Tiered', rule },
      })
      const filter = { ...rule, operand: { from: 'trait', path: 'phone' } } as const
      const joins = { id: 'joins', kind: 'segment-entry', segmentId, change: 'entered', filter } as const
      await room.publish(draw([joins, OUT], ['joins > out']))
      await identify(room, 'ana', { traits: { tier: 'gold', phone: '1' } })
      await identify(room, 'bea', { traits: { tier: 'gold' } })
      await identify(room, 'cleo', { traits: { phone: '1' } })
      await house.settle()
      expect(await facts()).toContain('03-02 10:00 begins run 1')
      expect(await facts('bea')).toEqual([])
      expect(await facts('cleo')).toEqual([])
    })
  },
  'api-entry': () => {
    const asked = draw(
      [
        {
          id: 'asked',
          kind: 'api-entry',
          filter: {
            op: 'compare',
            operand: { from: 'event', path: 'plan' },
            is: 'not-equals',
            value: 'none',
          },
        },
        { ...enterOn('Signed Up') },
        mail('hello', 'transactional'),
        OUT,
      ],
      ['asked > hello', 'enter > hello', 'hello > out'],
    )

    test('lets in whom a server asks for, once for each ask, if the filter and re-entry say so', async () => {
      const { journeyId } = await room.publish(asked)
      await identify(room, 'ana')
      const ask = (plan: string, messageId: string) =>
        room.send('enroll', { journeyId, userId: 'ana', messageId, properties: { plan, cart_id: 'c9' } })
      expect((await ask('none', 'm1')).status).toBe(200)
      expect((await ask('pro', 'm2')).status).toBe(200)
      expect((await ask('pro', 'm2')).status).toBe(200)
      await house.settle()
      expect((await facts()).filter((fact) => fact.startsWith('03-02 10:00 begins'))).toEqual([
        '03-02 10:00 begins run 1',
      ])
      const [message] = await readOutbox(room)
      const { workspaceId, studio } = room
      const { text } = await studio.messages.get.query({ workspaceId, sendKey: message?.sendKey ?? '' })
      expect(text).toContain('Cart c9')
    })

    test('lets in whom a member asks for', async () => {
      const { journeyId } = await room.publish(
        draw([{ id: 'asked', kind: 'api-entry' }, OUT], ['asked > out']),
      )
      await track(room, ANA, 'Page Viewed')
      await house.settle()
      const { personId } = await findPerson(room, 'ana')
      const { workspaceId, studio } = room
      await studio.people.enrol.mutate({ workspaceId, personId, journeyId })
      await house.settle()
      expect(await facts()).toContain('03-02 10:00 begins run 1')
    })

    test('is not to be had for a journey that takes nobody by call, nor by an event of that name', async () => {
      const { journeyId } = await room.publish(draw([enterOn('Signed Up'), OUT], ['enter > out']))
      const answer = await room.send('enroll', { journeyId, userId: 'ana' })
      expect(answer.status).toBe(404)
      expect((await room.send('enroll', { journeyId: 'x', userId: 'ana' })).status).toBe(400)
      const open = await room.publish(draw([{ id: 'asked', kind: 'api-entry' }, OUT], ['asked > out']))
      const forged = { event: 'Enrollment Requested', properties: { enrol: { journeyId: open.journeyId } } }
      await track(room, ANA, forged)
      await house.settle()
      expect(await facts()).toEqual([])
    })
  },
  delay: () => {
    test('holds for exact hours', async () => {
      const delay = { id: 'rest', kind: 'delay', duration: HOUR } as const
      await room.publish(draw([enterOn('Signed Up'), delay, OUT], ['enter > rest', 'rest > out']))
      await track(room, ANA, 'Signed Up')
      await house.turnTo('2026-03-02T10:59:59.999Z')
      expect(await facts()).not.toContain('03-02 11:00 leaves rest by next to out after 60 min')
      await house.turnTo('2026-03-02T11:00:00Z')
      expect(await facts()).toContain('03-02 11:00 leaves rest by next to out after 60 min')
    })

    test('holds for civil days in the zone of the person: two days over a clock change are 47 hours', async () => {
      const duration = { amount: 2, unit: 'days' } as const
      const delay = { id: 'rest', kind: 'delay', duration } as const
      await room.publish(draw([enterOn('Signed Up'), delay, OUT], ['enter > rest', 'rest > out']))
      house.clock.set('2026-03-28T09:00:00Z')
      await track(room, ANA, { event: 'Signed Up', context: { timezone: 'Europe/Madrid' } })
      await track(room, { userId: 'bea' }, { event: 'Signed Up', context: { timezone: 'America/Bogota' } })
      await house.turnTo('2026-04-02T00:00:00Z')
      expect(await facts()).toContain('03-30 08:00 leaves rest by next to out after 2820 min')
      expect(await facts('bea')).toContain('03-30 09:00 leaves rest by next to out after 2880 min')
    })
  },
  'wait-until': () => {
    const hold = (until: WaitTarget) =>
      draw(
        [enterOn('Signed Up'), { id: 'hold', kind: 'wait-until', until }, OUT],
        ['enter > hold', 'hold > out', ...(until.by === 'property' ? ['hold:no-date > out'] : [])],
      )
    const MORNING: WaitTarget = {
      by: 'window',
      window: { weekdays: [1, 2, 3, 4, 5], fromMinute: 600, untilMinute: 720 },
    }

    test('holds until the hours of a working day, where each person is', async () => {
      await room.publish(hold(MORNING))
      house.clock.set('2026-03-27T11:30:00Z')
      await track(room, ANA, { event: 'Signed Up', context: { timezone: 'Europe/Madrid' } })
      await track(room, { userId: 'bea' }, { event: 'Signed Up', context: { timezone: 'Asia/Kathmandu' } })
      await track(room, { userId: 'cleo' }, { event: 'Signed Up', context: { timezone: 'Europe/London' } })
      await house.turnTo('2026-03-31T00:00:00Z')
      // Friday 12:30 in Madrid; the clocks change on Sunday
      expect(await facts()).toContain('03-30 08:00 leaves hold by next to out after 4110 min')
      expect(await facts('bea')).toContain('03-30 04:15 leaves hold by next to out after 3885 min')
      expect(await facts('cleo')).toContain('03-27 11:30 leaves hold by next to out after 0 min')
    })

    test('follows who travels while they wait', async () => {
      await room.publish(hold(MORNING))
      await track(room, ANA, { event: 'Signed Up', context: { timezone: 'Asia/Tokyo' } })
      house.clock.advance(60_000)
      await track(room, ANA, { event: 'Store Visit Recorded', context: { timezone: 'America/Bogota' } })
      await house.turnTo('2026-03-04T00:00:00Z')
      expect((await facts()).filter((fact) => fact.includes('hold'))).toEqual([
        '03-02 10:00 leaves enter by next to hold after 0 min',
        '03-02 10:00 enters hold',
        '03-03 15:00 leaves hold by next to out after 1740 min',
      ])
    })

    test('holds until days before a date the person has, as it stands when it comes', async () => {
      await room.publish(
        hold({ by: 'property', operand: { from: 'trait', path: 'visit' }, offsetDays: -1, atMinute: 540 }),
      )
      await identify(room, 'ana', { traits: { visit: '2026-03-05' } })
      await track(room, ANA, 'Signed Up')
      await track(room, { userId: 'bea' }, 'Signed Up')
      await house.turnTo('2026-03-03T00:00:00Z')
      await identify(room, 'ana', { traits: { visit: '2026-03-10' } })
      await house.turnTo('2026-03-12T00:00:00Z')
      expect(await facts()).toContain('03-09 08:00 leaves hold by next to out after 9960 min')
      expect(await facts('bea')).toContain('03-02 10:00 leaves hold by no-date to out after 0 min')
    })

    test('holds until a leap day two years ahead', async () => {
      await room.publish(hold({ by: 'date', date: '2028-02-29T18:00' }))
      await track(room, ANA, 'Signed Up')
      await house.turnTo('2028-03-01T00:00:00Z')
      const minutes = (Date.parse('2028-02-29T17:00:00Z') - Date.parse(START)) / 60_000
      expect(await facts()).toContain(`02-29 17:00 leaves hold by next to out after ${minutes} min`)
    })
  },
  'wait-for-event': () => {
    const wait = {
      id: 'buys',
      kind: 'wait-for-event',
      event: 'Order Completed',
      correlation: { property: 'cart_id', entryProperty: 'cart_id' },
      timeout: HOUR,
    } as const
    const thanks = { id: 'bought', kind: 'goal' } as const
    const drawn = draw(
      [enterOn('Product Added'), wait, thanks, OUT],
      ['enter > buys', 'buys:arrived > bought', 'buys:timed-out > out'],
    )

    test('ends with the event of the same cart', async () => {
      await room.publish(drawn)
      await track(room, ANA, { event: 'Product Added', properties: { cart_id: 'c1' } })
      house.clock.advance(60_000)
      await track(room, ANA, { event: 'Order Completed', properties: { cart_id: 'c2' } })
      house.clock.advance(60_000)
      await track(room, ANA, { event: 'Order Completed', properties: { cart_id: 'c1' } })
      await house.settle()
      expect(await facts()).toContain('03-02 10:02 leaves buys by arrived to bought after 2 min')
    })

    test('times out by its own clock, and what comes later changes nothing', async () => {
      await room.publish(drawn)
      await track(room, ANA, { event: 'Product Added', properties: { cart_id: 'c1' } })
      await house.turnTo('2026-03-02T11:00:00Z')
      await track(room, ANA, { event: 'Order Completed', properties: { cart_id: 'c1' } })
      await house.settle()
      const seen = await facts()
      expect(seen).toContain('03-02 11:00 leaves buys by timed-out to out after 60 min')
      expect(seen.filter((fact) => fact.includes('leaves buys'))).toHaveLength(1)
    })

    test('is not ended by what happened before it began', async () => {
      await room.publish(drawn)
      await track(room, ANA, { event: 'Order Completed', properties: { cart_id: 'c1' } })
      await track(room, ANA, { event: 'Product Added', properties: { cart_id: 'c1' } })
      await house.turnTo('2026-03-02T12:00:00Z')
      expect(await facts()).toContain('03-02 11:00 leaves buys by timed-out to out after 60 min')
    })

    test('ends by the event that arrived before the timeout, however late anybody looks', async () => {
      await room.publish(drawn)
      await track(room, ANA, { event: 'Product Added', properties: { cart_id: 'c1' } })
      house.clock.set('2026-03-02T10:59:00Z')
      await track(room, ANA, { event: 'Order Completed', properties: { cart_id: 'c1' } })
      house.clock.set('2026-03-05T00:00:00Z')
      await house.settle()
      expect(await facts()).toContain('03-02 10:59 leaves buys by arrived to bought after 59 min')
    })

    test('times out before an event that arrived after the timeout, however late anybody looks', async () => {
      await room.publish(drawn)
      await track(room, ANA, { event: 'Product Added', properties: { cart_id: 'c1' } })
      house.clock.set('2026-03-02T11:01:00Z')
      await track(room, ANA, { event: 'Order Completed', properties: { cart_id: 'c1' } })
      await house.settle()
      expect(await facts()).toContain('03-02 11:00 leaves buys by timed-out to out after 60 min')
    })
  },
  condition: () => {
    test.each([
      { traits: { tier: 'gold' }, way: 'yes', why: 'equal' },
      { traits: { tier: 'GOLD' }, way: 'yes', why: 'text compares without regard to case' },
      { traits: { tier: 'silver' }, way: 'no', why: 'not equal' },
      { traits: {}, way: 'no', why: 'unknown goes the way of no' },
    ])('sends $traits the way of $way ($why)', async ({ traits, way }) => {
      const condition = {
        op: 'compare',
        operand: { from: 'trait', path: 'tier' },
        is: 'equals',
        value: 'gold',
      } as const
      const nodes = [enterOn('Signed Up'), { id: 'gold', kind: 'condition', condition } as const, OUT]
      await room.publish(draw(nodes, ['enter > gold', 'gold:yes > out', 'gold:no > out']))
      await identify(room, 'ana', { traits })
      await track(room, ANA, 'Signed Up')
      await house.settle()
      expect(await facts()).toContain(`03-02 10:00 leaves gold by ${way} to out after 0 min`)
    })

    test('counts what the person did, up to the event at hand and this one included', async () => {
      const condition = {
        op: 'count',
        event: 'Product Viewed',
        within: HOUR,
        is: 'exactly',
        times: 2,
      } as const
      const nodes = [enterOn('Product Viewed'), { id: 'twice', kind: 'condition', condition } as const, OUT]
      const ways = ['enter > twice', 'twice:yes > out', 'twice:no > out']
      await room.publish(draw(nodes, ways, { reentry: { mode: 'always' } }))
      for (const time of ['10:00', '10:01', '10:02', '11:01']) {
        house.clock.set(`2026-03-02T${time}:00Z`)
        await track(room, ANA, 'Product Viewed')
      }
      await house.settle()
      expect((await facts()).filter((fact) => fact.includes('leaves twice'))).toEqual([
        '03-02 10:00 leaves twice by no to out after 0 min',
        '03-02 10:01 leaves twice by yes to out after 0 min',
        '03-02 10:02 leaves twice by no to out after 0 min',
        '03-02 11:01 leaves twice by yes to out after 0 min',
      ])
    })
  },
  switch: () => {
    test('sends each the first way that holds, else the other', async () => {
      const is = (value: string) =>
        ({ op: 'compare', operand: { from: 'event', path: 'plan' }, is: 'equals', value }) as const
      const cases = ['pro', 'free'].map((id) => ({ id, title: id, condition: is(id) }))
      await room.publish(
        draw(
          [enterOn('Signed Up'), { id: 'plan', kind: 'switch', cases }, OUT],
          ['enter > plan', 'plan:pro > out', 'plan:free > out', 'plan:otherwise > out'],
        ),
      )
      for (const [userId, plan] of Object.entries({ ana: 'pro', bea: 'free', cleo: 'team' }))
        await track(room, { userId }, { event: 'Signed Up', properties: { plan } })
      await house.settle()
      expect(await facts()).toContain('03-02 10:00 leaves plan by pro to out after 0 min')
      expect(await facts('bea')).toContain('03-02 10:00 leaves plan by free to out after 0 min')
      expect(await facts('cleo')).toContain('03-02 10:00 leaves plan by otherwise to out after 0 min')
    })
  },
  experiment: () => {
    test('keeps each in one arm over all their runs, and tells it once a run', async () => {
      const trial: Sketch = {
        id: 'trial',
        kind: 'experiment',
        variants: [{ id: 'a', title: 'A', weight: 1 }],
        controlWeight: 1,
      }
      const ways = ['enter > trial', 'trial:a > out', 'trial:control > out']
      await room.publish(draw([enterOn('Signed Up'), trial, OUT], ways, { reentry: { mode: 'always' } }))
      const people = Array.from({ length: 20 }, (_, at) => `person-${100 + at}`)
      const batch = [...people, ...people].map((userId) => ({ type: 'track', userId, event: 'Signed Up' }))
      await room.send('batch', { batch })
      await house.settle()
      const arms = await Promise.all(
        people.map(async (person) =>
          (await facts(person)).flatMap((fact) => / assigns (\w+)/.exec(fact)?.[1] ?? []),
        ),
      )
      for (const [first, ...others] of arms) expect(others).toEqual([first])
      expect(new Set(arms.flat())).toEqual(new Set(['a', 'control']))
    })
  },
  'random-split': () => {
    const split: Sketch = {
      id: 'offer',
      kind: 'random-split',
      branches: [
        { id: 'a', title: 'A', weight: 1 },
        { id: 'b', title: 'B', weight: 1 },
        { id: 'never', title: 'Never', weight: 0 },
      ],
    }
    const ways = ['enter > offer', 'offer:a > out', 'offer:b > out', 'offer:never > out']

    test('sends somebody the same way every time, and people both ways', async () => {
      const drawn = draw([enterOn('Signed Up'), split, OUT], ways, { reentry: { mode: 'always' } })
      await room.publish(drawn)
      const people = Array.from({ length: 40 }, (_, at) => `person-${100 + at}`)
      const batch = [...people, ...people].map((userId) => ({ type: 'track', userId, event: 'Signed Up' }))
      await room.send('batch', { batch })
      await house.settle()
      const taken = await Promise.all(
        people.map(async (person) =>
          (await facts(person))
            .filter((fact) => fact.includes('leaves offer'))
            .map((fact) => fact.split(' by ')[1]),
        ),
      )
      for (const [first, second, ...more] of taken) expect([second, more]).toEqual([first, []])
      const branches = new Set(taken.map(([first]) => first?.split(' ')[0]))
      expect(branches).toEqual(new Set(['a', 'b']))
    })
  },
  message: () => {
    test('renders with the person as they are when it is sent, and the events as they were', async () => {
      const wait = { id: 'next', kind: 'wait-for-event', event: 'Cart Viewed', timeout: HOUR } as const
      const nodes = [enterOn('Product Added'), wait, mail('hello', 'transactional'), OUT]
      const ways = ['enter > next', 'next:arrived > hello', 'next:timed-out > out', 'hello > out']
      await room.publish(draw(nodes, ways))
      await identify(room, 'ana')
      await track(room, ANA, { event: 'Product Added', properties: { cart_id: 'c1' } })
      await track(room, ANA, { event: 'Cart Viewed', properties: { cart_id: 'c2' } })
      await house.move()
      await identify(room, 'ana', { traits: { first_name: 'Anna' } })
      await house.settle()
      const [message] = await readOutbox(room)
      expect(message).toMatchObject({ subject: 'hello for Anna', to: 'ana@example.com', status: 'sent' })
      const { workspaceId, studio } = room
      const { text } = await studio.messages.get.query({ workspaceId, sendKey: message?.sendKey ?? '' })
      expect(text).toContain('Cart c1, lately c2.')
    })

    test('refused, it goes on or ends the run, as the node says', async () => {
      const strict = { ...mail('ask', 'marketing'), onRefused: 'exit' } as const
      const nodes = [enterOn('Signed Up'), mail('tell', 'marketing'), strict, OUT]
      await room.publish(draw(nodes, ['enter > tell', 'tell > ask', 'ask > out']))
      await identify(room, 'ana', { granted: false })
      await track(room, ANA, 'Signed Up')
      await house.settle()
      expect(await listOutbox(room)).toEqual(['tell refused (consent-unknown)'])
      expect(await facts()).toEqual([
        '03-02 10:00 begins run 1',
        '03-02 10:00 enters stage decision',
        '03-02 10:00 enters enter',
        '03-02 10:00 leaves enter by next to tell after 0 min',
        '03-02 10:00 enters tell',
        '03-02 10:00 leaves tell by next to ask after 0 min',
        '03-02 10:00 enters ask',
        '03-02 10:00 ask refused (consent-unknown)',
        '03-02 10:00 ends in ask: refused',
        '03-02 10:00 leaves stage decision after 0 min',
        '03-02 10:00 tell refused (consent-unknown)',
      ])
    })

    test('without an address it is refused, and says so', async () => {
      await room.publish(
        draw([enterOn('Signed Up'), mail('hello', 'transactional'), OUT], ['enter > hello', 'hello > out']),
      )
      await track(room, ANA, 'Signed Up')
      await house.settle()
      expect(await listOutbox(room)).toEqual(['hello refused (no-address)'])
    })

    test('with a broken template it is never published', async () => {
      const broken = { ...mail('broken', 'transactional'), body: '{{ person.first_name | no_such_filter }}' }
      const drawn = draw([enterOn('Signed Up'), broken, OUT], ['enter > broken', 'broken > out'])
      await expect(room.publish(drawn)).rejects.toThrow('“broken” cannot be rendered')
    })
  },
  webhook: () => {
    test('calls once per visit, with the person and the events at hand', async () => {
      const hook = { id: 'tell', kind: 'webhook', url: `${sink.url}/kinds` } as const
      await room.publish(draw([enterOn('Signed Up'), hook, OUT], ['enter > tell', 'tell > out']))
      await identify(room, 'ana')
      await track(room, ANA, { event: 'Signed Up', properties: { plan: 'pro' } })
      await house.settle()
      const calls = sink.requests.filter(({ path }) => path === '/kinds')
      expect(calls).toHaveLength(1)
      expect(JSON.parse(calls[0]?.body ?? '')).toMatchObject({
        type: 'journey.webhook',
        timestamp: '2026-03-02T10:00:00.000Z',
        data: {
          nodeId: 'tell',
          visit: 1,
          person: { traits: { first_name: 'ana' } },
          entry: { properties: { plan: 'pro' } },
        },
      })
      expect(await listOutbox(room)).toEqual(['tell sent'])
    })
  },
  'webhook that waits': () => {
    const ask = (url: string): Sketch => ({
      id: 'points',
      kind: 'webhook',
      url,
      answer: { timeout: { amount: 5, unit: 'minutes' } },
    })
    const rich = {
      op: 'compare',
      operand: { from: 'answer', path: 'points.balance' },
      is: 'at-least',
      value: 100,
    } as const
    const tell: Sketch = {
      ...mail('tell', 'transactional'),
      body: 'You have {{ answer.points.balance }} points, {{ entry.plan }}.',
    }
    const ways = [
      'enter > points',
      'points:answered > rich',
      'points:failed > out',
      'rich:yes > tell',
      'rich:no > out',
      'tell > out',
    ]
    const drawn = (url: string) =>
      draw(
        [enterOn('Signed Up'), ask(url), { id: 'rich', kind: 'condition', condition: rich }, tell, OUT],
        ways,
      )
    const begin = async () => {
      await identify(room, 'ana')
      await track(room, ANA, { event: 'Signed Up', properties: { plan: 'pro' } })
      await house.settle()
    }

    test('goes on with what was answered, which later rules and messages can use', async () => {
      sink.answerWith({ body: '{"balance":120,"secret":"x"}' })
      await room.publish(drawn(`${sink.url}/points`))
      await begin()
      expect(await facts()).toContain('03-02 10:00 leaves points by answered to rich after 0 min')
      const message = (await readOutbox(room)).find(({ channel }) => channel === 'email')
      const { workspaceId, studio } = room
      const { text } = await studio.messages.get.query({ workspaceId, sendKey: message?.sendKey ?? '' })
      expect(text).toContain('You have 120 points, pro.')
      sink.answerWith({})
    })

    test.each([
      { status: 404, body: '', why: 'refused' },
      { status: 200, body: 'no JSON', why: 'an answer without the value' },
      { status: 200, body: '{"balance":99}', why: 'too little' },
    ])('goes another way: $why', async ({ status, body }) => {
      sink.answerWith({ status, body })
      await room.publish(drawn(`${sink.url}/points`))
      await begin()
      const way = status === 404 ? 'points by failed' : 'rich by no'
      expect(await facts()).toContain(`03-02 10:00 leaves ${way} to out after 0 min`)
      sink.answerWith({})
    })

    test('fails when nothing usable comes in time, and a later answer changes nothing', async () => {
      sink.answerWith({ status: 503, headers: { 'retry-after': '600' } })
      await room.publish(drawn(`${sink.url}/points`))
      await begin()
      await house.turnTo('2026-03-02T10:06:00Z')
      expect(await facts()).toContain('03-02 10:05 leaves points by failed to out after 5 min')
      sink.answerWith({ body: '{"balance":120}' })
      await house.turnTo('2026-03-02T11:00:00Z')
      expect((await facts()).filter((fact) => fact.includes('leaves points'))).toHaveLength(1)
      sink.answerWith({})
    })
  },
  audience: () => {
    const list = (id: string, act: 'add' | 'remove', audience = 'No ads'): Sketch => {
      return { id, kind: 'audience', act, audience }
    }
    const listMembers = async (audience: string): Promise<readonly string[]> => {
      const { workspaceId, studio } = room
      const first = await studio.people.listAudienceMembers.query({ workspaceId, audience, limit: 1 })
      const rest = first.next
        ? await studio.people.listAudienceMembers.query({ workspaceId, audience, cursor: first.next })
        : { items: [] }
      return [...first.items, ...rest.items].map(({ emailSha256 }) => emailSha256 ?? '')
    }
    const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
    const listAudiences = () => room.studio.people.listAudiences.query({ workspaceId: room.workspaceId })

    test('keeps who came in until they are taken out, tells each change once, and asks of it', async () => {
      const isIn = { id: 'in', kind: 'condition', condition: { op: 'audience', audience: 'No ads' } } as const
      await room.publish(
        draw(
          [enterOn('Order Completed'), list('spare', 'add'), list('again', 'add'), isIn, OUT],
          ['enter > spare', 'spare > again', 'again > in', 'in:yes > out', 'in:no > out'],
        ),
      )
      await room.publish(draw([enterOn('Lapsed'), list('ads', 'remove'), OUT], ['enter > ads', 'ads > out']))
      for (const userId of ['ana', 'bea']) {
        await identify(room, userId)
        await track(room, { userId }, 'Order Completed')
      }
      await house.settle()
      expect((await facts()).filter((fact) => /spare|again/.test(fact) && fact.includes(' adds '))).toEqual([
        '03-02 10:00 spare adds to No ads',
      ])
      expect(await facts()).toContain('03-02 10:00 leaves in by yes to out after 0 min')
      expect(await listAudiences()).toEqual([{ audience: 'No ads', members: 2 }])
      expect((await listMembers('No ads')).toSorted()).toEqual(
        [sha256('ana@example.com'), sha256('bea@example.com')].toSorted(),
      )
      await track(room, ANA, 'Lapsed')
      await house.settle()
      expect(await facts()).toContain('03-02 10:00 ads removes from No ads')
      expect(await listMembers('No ads')).toEqual([sha256('bea@example.com')])
      expect(await listAudiences()).toEqual([{ audience: 'No ads', members: 1 }])
    })

    test('of two people who turn out to be one, the one who stays is in it', async () => {
      await room.publish(
        draw([enterOn('Clicked'), list('vip', 'add', 'VIP'), OUT], ['enter > vip', 'vip > out']),
      )
      await identify(room, 'ana')
      house.clock.advance(60_000)
      await track(room, { anonymousId: 'phone' }, 'Clicked')
      await house.settle()
      expect(await listMembers('VIP')).toEqual([''])
      await identify(room, 'ana', { anonymousId: 'phone' })
      await house.settle()
      expect(await listMembers('VIP')).toEqual([sha256('ana@example.com')])
      const { personId } = await findPerson(room, 'ana')
      const { workspaceId, studio } = room
      expect((await studio.people.get.query({ workspaceId, personId })).audiences).toEqual(['VIP'])
    })

    test('is nobody else’s business, and a name nobody has has nobody in it', async () => {
      await room.publish(
        draw([enterOn('Clicked'), list('vip', 'add', 'VIP'), OUT], ['enter > vip', 'vip > out']),
      )
      await track(room, ANA, 'Clicked')
      await house.settle()
      expect(await listMembers('Vip')).toEqual([])
      room = await house.openRoom('Other')
      expect(await listAudiences()).toEqual([])
      expect(await listMembers('VIP')).toEqual([])
    })
  },
  'loyalty-points': () => {
    const give = (points: number): Sketch => {
      return { id: 'give', kind: 'loyalty-points', act: 'add', points, reason: 'Order' }
    }
    const redeem: Sketch = {
      id: 'redeem',
      kind: 'loyalty-points',
      act: 'subtract',
      points: 50,
      reason: 'Code',
    }
    const readPerson = async () => {
      const { personId } = await findPerson(room, 'ana')
      return room.studio.people.get.query({ workspaceId: room.workspaceId, personId })
    }
    const readLedger = async (): Promise<readonly string[]> =>
      (await readPerson()).pointsLedger.map(
        ({ points, balance, reason }) => `${points} ${reason} = ${balance}`,
      )

    test('adds up in a ledger, never falls below zero, and is told in a message', async () => {
      const told = { ...mail('told', 'transactional'), body: 'You have {{ loyalty.points }} points.' }
      const always = { reentry: { mode: 'always' } } as const
      await room.publish(
        draw([enterOn('Order Completed'), give(40), OUT], ['enter > give', 'give > out'], always),
      )
      await room.publish(
        draw(
          [enterOn('Code Asked'), redeem, told, OUT],
          ['enter > redeem', 'redeem > told', 'redeem:too-few > out', 'told > out'],
          always,
        ),
      )
      await identify(room, 'ana')
      for (const event of ['Order Completed', 'Code Asked', 'Order Completed', 'Code Asked']) {
        await track(room, ANA, event)
        await house.settle()
        house.clock.advance(60_000)
      }
      expect(await readLedger()).toEqual(['-50 Code = 30', '40 Order = 80', '40 Order = 40'])
      expect(await readPerson()).toMatchObject({ points: 30 })
      expect(await facts()).toContain('03-02 10:01 leaves redeem by too-few to out after 0 min')
      expect(await facts()).toContain('03-02 10:03 redeem changes points by -50 to 30')
      const [message, ...others] = await readOutbox(room)
      expect(others).toEqual([])
      const { workspaceId, studio } = room
      const { text } = await studio.messages.get.query({ workspaceId, sendKey: message?.sendKey ?? '' })
      expect(text).toContain('You have 30 points.')
    })

    test('of two people who turn out to be one come together, and both ledgers add up', async () => {
      await room.publish(draw([enterOn('Order Completed'), give(40), OUT], ['enter > give', 'give > out']))
      await identify(room, 'ana')
      await track(room, ANA, 'Order Completed')
      await house.settle()
      house.clock.advance(60_000)
      await track(room, { anonymousId: 'phone' }, 'Order Completed')
      await house.settle()
      house.clock.advance(60_000)
      await identify(room, 'ana', { anonymousId: 'phone' })
      await house.settle()
      expect(await readPerson()).toMatchObject({ points: 80 })
      expect(await readLedger()).toEqual(['40  = 80', '40 Order = 40'])
      const { findings } = await auditInstallation(house.store, {
        now: house.clock.now().getTime(),
        toleranceMs: 60_000,
        isDrained: true,
      })
      expect(findings.filter(({ check }) => check === 'points-differ')).toEqual([])
    })
  },
  'update-profile': () => {
    test('changes traits in order, and the nodes after it see the new values', async () => {
      const changes: TraitChange[] = [
        { to: 'value', trait: 'tier', value: 'gold' },
        { to: 'copy', trait: 'cart', operand: { from: 'entry', path: 'cart_id' } },
        { to: 'copy', trait: 'nothing', operand: { from: 'event', path: 'missing' } },
        { to: 'add', trait: 'visits', by: 2 },
        { to: 'add', trait: 'visits', by: 1 },
        { to: 'nothing', trait: 'first_name' },
      ]
      const condition = {
        op: 'compare',
        operand: { from: 'trait', path: 'visits' },
        is: 'equals',
        value: 3,
      } as const
      const nodes = [
        enterOn('Product Added'),
        { id: 'note', kind: 'update-profile', changes } as const,
        { id: 'three', kind: 'condition', condition } as const,
        OUT,
      ]
      await room.publish(draw(nodes, ['enter > note', 'note > three', 'three:yes > out', 'three:no > out']))
      await identify(room, 'ana')
      await track(room, ANA, { event: 'Product Added', properties: { cart_id: 'c1' } })
      await house.settle()
      expect(await facts()).toContain('03-02 10:00 leaves three by yes to out after 0 min')
      expect(await readTraits()).toEqual({ email: 'ana@example.com', tier: 'gold', cart: 'c1', visits: 3 })
    })
  },
  'emit-event': () => {
    const tell = {
      id: 'tell',
      kind: 'emit-event',
      event: 'Cart Abandoned',
      properties: [
        { name: 'cart', value: { from: 'entry', path: 'cart_id' } },
        { name: 'missing', value: { from: 'trait', path: 'nowhere' } },
        { name: 'kind', value: 'late' },
      ],
    } satisfies Sketch

    test('is heard by other journeys and by runs that wait, with the properties it copies', async () => {
      await room.publish(draw([enterOn('Product Added'), tell, OUT], ['enter > tell', 'tell > out']))
      const filter = {
        op: 'compare',
        operand: { from: 'event', path: 'cart' },
        is: 'equals',
        value: 'c1',
      } as const
      const wait = {
        id: 'hears',
        kind: 'wait-for-event',
        event: 'Cart Abandoned',
        filter,
        timeout: HOUR,
      } as const
      await room.publish(
        draw(
          [enterOn('Product Added'), wait, OUT],
          ['enter > hears', 'hears:arrived > out', 'hears:timed-out > out'],
        ),
      )
      await room.publish(
        draw(
          [
            { ...enterOn('Cart Abandoned'), id: 'left' },
            { id: 'won', kind: 'goal' },
          ],
          ['left > won'],
        ),
      )
      await track(room, ANA, { event: 'Product Added', properties: { cart_id: 'c1' } })
      await house.settle()
      const seen = await facts()
      expect(seen).toContain('03-02 10:00 tell emits Cart Abandoned')
      expect(seen).toContain('03-02 10:00 leaves hears by arrived to out after 0 min')
      expect(seen).toContain('03-02 10:00 enters left')
      const { personId } = await findPerson(room, 'ana')
      const { workspaceId, studio } = room
      const { items } = await studio.people.getTimeline.query({ workspaceId, personId, limit: 200 })
      const told = items.flatMap((entry) =>
        entry.kind === 'event' && entry.name === 'Cart Abandoned' ? [entry] : [],
      )
      expect(told).toHaveLength(1)
      expect(told[0]?.properties).toEqual({ cart: 'c1', kind: 'late' })
    })

    test('stops where events would bring one another about without end', async () => {
      const again = { ...tell, event: 'Product Added', properties: [] }
      const settings = { reentry: { mode: 'always' } } as const
      await room.publish(
        draw([enterOn('Product Added'), again, OUT], ['enter > tell', 'tell > out'], settings),
      )
      await track(room, ANA, 'Product Added')
      await house.settle()
      const seen = await facts()
      expect(seen.filter((fact) => fact.endsWith('tell emits Product Added'))).toHaveLength(8)
      expect(seen.filter((fact) => fact.endsWith('(refused: loop)'))).toHaveLength(1)
    })

    test('goes on round a loop that waits', async () => {
      const again = { ...tell, event: 'Reminded', properties: [] }
      const rest = { id: 'rest', kind: 'delay', duration: HOUR } as const
      const ways = ['enter > rest', 'rest > tell', 'tell > out']
      const settings = { reentry: { mode: 'always' } } as const
      await room.publish(draw([enterOn('Reminded'), rest, again, OUT], ways, settings))
      await track(room, ANA, 'Reminded')
      await house.turnTo('2026-03-02T22:30:00Z')
      const seen = await facts()
      expect(seen.filter((fact) => fact.endsWith('tell emits Reminded'))).toHaveLength(12)
    })
  },
  'start-journey': () => {
    test('ends the run, and the other journey lets the person in by its own rules', async () => {
      const second = await room.publish(
        draw(
          [{ id: 'asked', kind: 'api-entry' }, mail('hello', 'transactional'), OUT],
          ['asked > hello', 'hello > out'],
          {
            reentry: { mode: 'never' },
          },
        ),
      )
      const on = { id: 'on', kind: 'start-journey', journeyId: second.journeyId } as const
      await room.publish(
        draw([enterOn('Product Added'), on], ['enter > on'], { reentry: { mode: 'always' } }),
      )
      await identify(room, 'ana')
      for (const cart_id of ['c1', 'c2'])
        await track(room, ANA, { event: 'Product Added', properties: { cart_id } })
      await house.settle()
      const seen = await facts()
      expect(seen.filter((fact) => fact.endsWith('ends in on: handed-on'))).toHaveLength(2)
      expect(seen.filter((fact) => fact.endsWith('enters asked'))).toHaveLength(1)
      const [message] = await readOutbox(room)
      const { workspaceId, studio } = room
      const { text } = await studio.messages.get.query({ workspaceId, sendKey: message?.sendKey ?? '' })
      expect(text).toContain('Cart c1')
    })
  },
  goal: () => {
    test('ends the run as a success', async () => {
      const done = { id: 'done', kind: 'goal' } as const
      await room.publish(draw([enterOn('Order Completed'), done], ['enter > done']))
      await track(room, ANA, 'Order Completed')
      await house.settle()
      expect((await facts()).slice(-3)).toEqual([
        '03-02 10:00 ends in done: goal',
        '03-02 10:00 reaches the goal after 0 min',
        '03-02 10:00 leaves stage decision after 0 min',
      ])
    })
  },
  exit: () => {
    test('ends the run without success', async () => {
      await room.publish(draw([enterOn('Order Completed'), OUT], ['enter > out']))
      await track(room, ANA, 'Order Completed')
      await house.settle()
      expect((await facts()).slice(-2)).toEqual([
        '03-02 10:00 ends in out: exit',
        '03-02 10:00 leaves stage decision after 0 min',
      ])
    })
  },
}

for (const kind of [...NODE_KINDS, 'webhook that waits'] as const) describe(kind, PARTS[kind])
