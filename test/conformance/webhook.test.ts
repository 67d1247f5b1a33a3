import { recordingHttpSink, turnedClock } from '@periplo/testkit'
import type { RecordedRequest, RecordingHttpSink, TurnedClock } from '@periplo/testkit'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { draw, enterOn, OUT } from '../journeys/draw.ts'
import { openPeriplo } from './open-periplo.ts'
import type { Periplo } from './open-periplo.ts'

/** Longer than the first wait before a call is made again; far inside the five minutes a receiver allows. */
const WAIT_MS = 20_000
const NOTE = '¡Olé! 👋 "quoted"'

let sink: RecordingHttpSink
let clock: TurnedClock
let periplo: Periplo
let secret: string
let calls: readonly Received[]

beforeAll(async () => {
  sink = await recordingHttpSink()
  // The receiving library goes by the machine's clock, so ours begins there.
  clock = turnedClock(new Date().toISOString())
  periplo = await openPeriplo({ loopback: [sink.url], clock })
  secret = await periplo.readSecret()
  const hook = { id: 'tell', kind: 'webhook', url: `${sink.url}/hooks/ñ?shop=1` } as const
  await periplo.publish(draw([enterOn('Signed Up'), hook, OUT], ['enter > tell', 'tell > out']))
  const writeKey = await periplo.createKey('server')
  const body = { writeKey, userId: 'ana', event: 'Signed Up', properties: { note: NOTE } }
  sink.answerWith({ status: 503 })
  await fetch(`${periplo.url}/v1/track`, { method: 'POST', body: JSON.stringify(body) })
  await periplo.work()
  sink.answerWith({ status: 204 })
  clock.advance(WAIT_MS)
  await periplo.work()
  calls = sink.requests.map(toReceived)
})
afterAll(async () => {
  await periplo.close()
  await sink.stop()
})

/** A call as the receiving library wants it: one value for each header. */
interface Received {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

function toReceived({ body, headers }: RecordedRequest): Received {
  const single = Object.entries(headers).map(([name, value]) => [name, String(value)])
  return { body, headers: Object.fromEntries(single) }
}

test('a receiver with the published library believes the call and its repetition, and can tell they are one', () => {
  const [first, again, ...more] = calls
  expect(more).toEqual([])
  for (const call of [first, again])
    expect(new Webhook(secret).verify(call?.body ?? '', { ...call?.headers })).toMatchObject({
      type: 'journey.webhook',
      data: { entry: { properties: { note: NOTE } } },
    })
  const stamps = calls.map(({ headers }) => Number(headers['webhook-timestamp']))
  expect((stamps[1] ?? 0) - (stamps[0] ?? 0)).toBe(WAIT_MS / 1_000)
  expect(again?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
  expect(again?.body).toBe(first?.body)
})

test.each([
  { what: 'the body', forge: (call: Received) => ({ ...call, body: call.body.replace('Olé', 'Ole') }) },
  { what: 'the id', forge: (call: Received) => withHeader(call, 'webhook-id', 'another') },
  {
    what: 'the timestamp',
    forge: (call: Received) =>
      withHeader(call, 'webhook-timestamp', String(Number(call.headers['webhook-timestamp']) + 1)),
  },
])('the same receiver refuses it where $what was changed on the way', ({ forge }) => {
  const { body, headers } = forge(calls[0] ?? { body: '', headers: {} })
  expect(() => new Webhook(secret).verify(body, { ...headers })).toThrow('No matching signature')
})

test('a receiver with the secret of somebody else refuses it', () => {
  const [call] = calls
  const other = new Webhook(`whsec_${Buffer.alloc(24, 1).toString('base64')}`)
  expect(() => other.verify(call?.body ?? '', { ...call?.headers })).toThrow('No matching signature')
})

function withHeader({ body, headers }: Received, name: string, value: string): Received {
  return { body, headers: { ...headers, [name]: value } }
}
