import { createEgress, createWebhookChannel } from '@periplo/channels'
import type { JourneyDefinition, Node } from '@periplo/model'
import { toRunner } from '@periplo/store'
import { createDatabase, recordingHttpSink, seededIds, turnedClock } from '@periplo/testkit'
import type { RecordingHttpSink } from '@periplo/testkit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openRuntimeOver, toEvent, toRestingJourney, toSchema } from '../opened-runtime.fixture.ts'
import type { OpenedRuntime } from '../opened-runtime.fixture.ts'
import { createCourier } from './courier.ts'
import type { DeliverRoom } from './load-claims.ts'

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
