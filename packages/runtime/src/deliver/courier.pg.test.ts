import { createEgress, createWebhookChannel } from '@periplo/channels'
import type { JourneyDefinition, Node } from '@periplo/model'
import { toRunner } from '@periplo/store'
import { createDatabase, recordingHttpSink, seededIds, turnedClock } from '@periplo/testkit'
import type { RecordingHttpSink } from '@periplo/testkit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ACTOR, openRuntimeOver, toEvent, toRestingJourney, toSchema } from '../opened-runtime.fixture.ts'
import type { OpenedRuntime } from '../opened-runtime.fixture.ts'
import { createCourier } from './courier.ts'
import { createLedgerWriter } from './ledger-writer.ts'
import { createStandingReader } from './load-claims.ts'
import type { DeliverRoom } from './load-claims.ts'

const DAILY_ONE = {
  channels: { email: { caps: [{ most: 1, within: { amount: 1, unit: 'days' } as const }] } },
}
const NEVER = new AbortController().signal
const frame = { stage: 'decision', position: { x: 0, y: 0 } }

let house: OpenedRuntime
const sinks: RecordingHttpSink[] = []

beforeEach(async () => {
  const ground = { clock: turnedClock('2026-03-02T10:00:00Z'), ids: seededIds('courier') }
  house = await openRuntimeOver({ ...ground, database: await createDatabase(toSchema) })
})
afterEach(async () => {
  for (const sink of sinks.splice(0)) await sink.stop()
  await house.close()
})

async function openSink(): Promise<RecordingHttpSink> {
  const sink = await recordingHttpSink()
  sinks.push(sink)
  return sink
}

/** The event lets in; the node follows; whoever has been there rests. */
function drawNode(event: string, node: Node): JourneyDefinition {
  const definition = toRestingJourney([node])
  const nodes = definition.nodes.map((other) => (other.kind === 'event-entry' ? { ...other, event } : other))
  const edges = [
    { from: 'enter', port: 'next', to: node.id },
    { from: node.id, port: 'next', to: 'rest' },
    { from: 'rest', port: 'next', to: 'out' },
  ]
  return { ...definition, name: event, nodes, edges }
}

const toHook = (url: string): Node => ({ ...frame, id: 'hook', title: 'hook', kind: 'webhook', url })
const listStatuses = (): Promise<{ status: string; reason: string | null }[]> =>
  toRunner(house.store).run('fates', 'select status, reason from outbox order by status', [])

/** The room of the house, its calls let out to these sinks. */
function openToSinks(): DeliverRoom {
  const allow = sinks.map(({ url }) => ({ cidr: '127.0.0.1/32', ports: [Number(new URL(url).port)] }))
  return { ...house.runtime.resources, webhook: createWebhookChannel({ egress: createEgress({ allow }) }) }
}

test('an address that does not answer keeps nobody else waiting, and messages that find it full wait their turn', async () => {
  const slow = await openSink()
  const quick = await openSink()
  const { promise: answered, resolve: answer } = Promise.withResolvers<undefined>()
  slow.answerWith({ heldUntil: answered })
  await house.publish(drawNode('Slow', toHook(`${slow.url}/hook`)))
  await house.publish(drawNode('Quick', toHook(`${quick.url}/hook`)))
  const users = Array.from({ length: 600 }, (_, at) => `user-${at}`)
  await house.take(users.map((user) => toEvent(house.clock, 'Slow', { user })))
  await house.work()
  house.clock.advance(1)
  await house.take([toEvent(house.clock, 'Quick', { user: 'ana' })])
  await house.work()
  const courier = createCourier(openToSinks())
  const terms = { leases: await house.lease(), signal: NEVER }
  expect(await courier.dispatch(terms, 1_000)).toBe(601)
  await quick.waitForRequests(1)
  await slow.waitForRequests(64)
  answer(undefined)
  await courier.rest()
  const fates = await listStatuses()
  expect(fates.filter(({ status }) => status === 'sent')).toHaveLength(64 + 448 + 1)
  const held = fates.filter(({ status }) => status === 'pending')
  expect(new Set(held.map(({ reason }) => reason))).toEqual(new Set(['the address is busy; held back']))
  const counted = await toRunner(house.store).run(
    'attempts',
    "select attempt from outbox where status = 'pending'",
    [],
  )
  expect(counted).toEqual(held.map(() => ({ attempt: 0 })))
})

test('a courier under way is not given the same message again, however long it takes', async () => {
  const sink = await openSink()
  const { promise: answered, resolve: answer } = Promise.withResolvers<undefined>()
  sink.answerWith({ heldUntil: answered })
  await house.publish(drawNode('Slow', toHook(`${sink.url}/hook`)))
  await house.take([toEvent(house.clock, 'Slow', { user: 'ana' })])
  await house.work()
  const courier = createCourier(openToSinks())
  const terms = { leases: await house.lease(), signal: NEVER }
  expect(await courier.dispatch(terms, 10)).toBe(1)
  await sink.waitForRequests(1)
  house.clock.advance(3_600_000)
  expect(await courier.dispatch(terms, 10)).toBe(0)
  answer(undefined)
  await courier.rest()
  expect(sink.requests).toHaveLength(1)
  expect(await listStatuses()).toEqual([{ status: 'sent', reason: null }])
})

test('a withdrawal while a message is being rendered keeps it from leaving', async () => {
  const mail = {
    ...frame,
    id: 'mail',
    title: 'mail',
    subject: 'Hello',
    body: 'Hello',
    onRefused: 'continue',
  } as const
  await house.publish(drawNode('Go', { ...mail, kind: 'message', channel: 'email', purpose: 'marketing' }))
  const identifiers = [{ kind: 'email', value: 'ana@example.com' }] as const
  const say = (state: 'granted' | 'denied') =>
    toEvent(house.clock, 'Consent Updated', {
      identifiers,
      consent: [{ channel: 'email', purpose: 'marketing', state }],
    })
  await house.take([say('granted'), toEvent(house.clock, 'Go', { identifiers })])
  await house.work()
  const { renderer } = house.runtime.resources
  const room: DeliverRoom = {
    ...house.runtime.resources,
    renderer: {
      ...renderer,
      async renderEmail(request) {
        house.clock.advance(1_000)
        await house.take([say('denied')])
        return renderer.renderEmail(request)
      },
    },
  }
  const courier = createCourier(room)
  expect(await courier.dispatch({ leases: await house.lease(), signal: NEVER }, 10)).toBe(1)
  await courier.rest()
  expect(await listStatuses()).toEqual([{ status: 'refused', reason: 'consent-denied' }])
})

const drawOffer = (event: string): JourneyDefinition => {
  const text = { title: 'mail', subject: 'Hello', body: 'Hello', onRefused: 'continue' } as const
  const node = { ...frame, ...text, id: 'mail', channel: 'email', purpose: 'marketing' } as const
  const drawn = drawNode(event, { ...node, kind: 'message' })
  return { ...drawn, settings: { ...drawn.settings, reentry: { mode: 'always' } } }
}
const consent = [{ channel: 'email', purpose: 'marketing', state: 'granted' }] as const

/** Two workers with half of the partitions each send all that is due at the same time. */
async function sendByTwo(): Promise<void> {
  const leases = await house.lease()
  const halves = [0, 1].map((rest) => leases.filter(({ partitionId }) => partitionId % 2 === rest))
  const couriers = halves.map((held) => {
    // each with a runtime of its own, as in a process of its own
    const { store, journeys, clock } = house.runtime.resources
    const room: DeliverRoom = {
      ...house.runtime.resources,
      readStanding: createStandingReader({ store, journeys, clock }),
      writeLedger: createLedgerWriter(store),
    }
    return { held, courier: createCourier(room) }
  })
  await Promise.all(
    couriers.map(async ({ held, courier }) => {
      await courier.dispatch({ leases: held, signal: NEVER }, 1_000)
      await courier.rest()
    }),
  )
}

test('a hundred messages to one person, two workers, a cap of one: one leaves', async () => {
  const { verbs } = house.runtime
  await verbs.workspace.saveSendRules({ workspaceId: house.workspaceId, rules: DAILY_ONE, actor: ACTOR })
  await house.publish(drawOffer('Go'))
  const email = { kind: 'email', value: 'ana@example.com' } as const
  const devices = Array.from(
    { length: 20 },
    (_, at) => ({ kind: 'anonymous', value: `device-${at}` }) as const,
  )
  // strangers of twenty partitions, five messages each
  for (const device of devices)
    await house.take(Array.from({ length: 5 }, () => toEvent(house.clock, 'Go', { identifiers: [device] })))
  await house.work()
  // turn out to be one, and nobody has worked the merges yet
  for (const device of devices)
    await house.take([toEvent(house.clock, 'Known', { identifiers: [device, email], consent })])
  await sendByTwo()
  const fates = await listStatuses()
  expect(fates).toHaveLength(100)
  expect(Object.groupBy(fates, ({ status, reason }) => reason ?? status)).toMatchObject({
    sent: { length: 1 },
    'frequency-cap': { length: 99 },
  })
})

test('people who become one while they are written to get no more than one of them may', async () => {
  const { verbs } = house.runtime
  await verbs.workspace.saveSendRules({ workspaceId: house.workspaceId, rules: DAILY_ONE, actor: ACTOR })
  await house.publish(drawOffer('Go'))
  const user = { kind: 'user', value: 'ana' } as const
  const phone = { kind: 'anonymous', value: 'phone' } as const
  const traits = { email: 'ana@example.com' }
  await house.take([toEvent(house.clock, 'Go', { identifiers: [user], consent, traits })])
  house.clock.advance(1_000)
  await house.take([toEvent(house.clock, 'Go', { identifiers: [phone], consent, traits })])
  await house.work()
  const { renderer } = house.runtime.resources
  let rendered = 0
  const room: DeliverRoom = {
    ...house.runtime.resources,
    renderer: {
      ...renderer,
      async renderEmail(request) {
        rendered += 1
        if (rendered === 2) await house.take([toEvent(house.clock, 'Known', { identifiers: [user, phone] })])
        return renderer.renderEmail(request)
      },
    },
  }
  const courier = createCourier(room)
  await courier.dispatch({ leases: await house.lease(), signal: NEVER }, 10)
  await courier.rest()
  expect(rendered).toBe(2)
  expect(await listStatuses()).toEqual([
    { status: 'refused', reason: 'frequency-cap' },
    { status: 'sent', reason: null },
  ])
})
