import { createServer } from 'node:http'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createEgress } from '../egress/egress.ts'
import { listenOnLoopback } from '../loopback.ts'
import { verifyWebhook } from '../seal/webhook-signature.ts'
import type { WebhookRequest } from './channel.ts'
import { createWebhookChannel } from './webhook.ts'

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const AT = Date.UTC(2026, 10, 22, 12, 0, 0)
const never = new AbortController().signal

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

const received: Received[] = []
let answer: (reply: ServerResponse) => void = (reply) => reply.writeHead(204).end()
const server = createServer((request, reply) => {
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  request.on('end', () => {
    received.push({ headers: request.headers, body })
    answer(reply)
  })
})

let url = ''
beforeAll(async () => {
  url = `http://127.0.0.1:${await listenOnLoopback(server)}/hook`
})
const egress = createEgress({
  allow: [{ cidr: '127.0.0.0/8', ports: Array.from({ length: 65_535 }, (_, n) => n + 1) }],
})
afterAll(async () => {
  await egress.close()
  server.close()
})

const channel = createWebhookChannel({ egress })
const call = (over: Partial<WebhookRequest> = {}): WebhookRequest => ({
  kind: 'webhook',
  sendKey: 'key-1',
  url,
  body: '{"person":"ñ"}',
  secret: SECRET,
  at: AT,
  ...over,
})

describe('a webhook', () => {
  test('arrives signed, byte for byte, with the send key as its id', async () => {
    answer = (reply) => reply.writeHead(204).end()
    expect(await channel.send(call(), never)).toEqual({ kind: 'sent', providerId: null, answer: '' })
    const [got] = received.splice(0)
    expect(got?.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': 'key-1',
      'webhook-timestamp': String(AT / 1_000),
      'idempotency-key': 'key-1',
    })
    const { headers = {}, body = '' } = got ?? {}
    expect(verifyWebhook({ secrets: [SECRET], headers, body, now: AT })).toEqual({
      kind: 'valid',
      id: 'key-1',
    })
  })

  test.each([
    { status: 200, outcome: { kind: 'sent' }, why: 'accepted' },
    { status: 202, outcome: { kind: 'sent' }, why: 'accepted for later' },
    { status: 301, outcome: { kind: 'failed' }, why: 'redirects are not followed' },
    { status: 400, outcome: { kind: 'failed' }, why: 'refused' },
    { status: 401, outcome: { kind: 'failed' }, why: 'refused' },
    { status: 410, outcome: { kind: 'failed' }, why: 'gone for good' },
    { status: 408, outcome: { kind: 'retry', afterMs: null }, why: 'too slow this time' },
    { status: 425, outcome: { kind: 'retry', afterMs: null }, why: 'too early' },
    { status: 429, retryAfter: '7', outcome: { kind: 'retry', afterMs: 7_000 }, why: 'too many, seconds' },
    {
      status: 429,
      retryAfter: 'Sun, 22 Nov 2026 12:00:30 GMT',
      outcome: { kind: 'retry', afterMs: 30_000 },
      why: 'too many, date',
    },
    { status: 500, outcome: { kind: 'retry', afterMs: null }, why: 'broken' },
    { status: 503, retryAfter: '120', outcome: { kind: 'retry', afterMs: 120_000 }, why: 'down for a while' },
  ])('answered $status is $outcome.kind ($why)', async ({ status, retryAfter, outcome }) => {
    answer = (reply) => {
      if (retryAfter !== undefined) reply.setHeader('retry-after', retryAfter)
      reply.writeHead(status).end()
    }
    expect(await channel.send(call(), never)).toMatchObject(outcome)
  })

  test('to a server that hangs up may be retried', async () => {
    answer = (reply) => reply.destroy()
    expect(await channel.send(call(), never)).toMatchObject({ kind: 'retry', afterMs: null })
  })

  test('to an address inside fails without a call, and its reason names no address', async () => {
    const outcome = await channel.send(call({ url: 'http://169.254.169.254/latest/meta-data' }), never)
    expect(outcome).toEqual({ kind: 'failed', reason: 'forbidden: the address is not public' })
  })

  test('under a stopping worker is given back untried', async () => {
    received.splice(0)
    expect(await channel.send(call(), AbortSignal.abort())).toMatchObject({ kind: 'retry' })
    expect(received).toEqual([])
  })

  test.each([{ key: 'a\r\nx-injected: 1' }, { key: 'a\nb' }])(
    'never lets a key break into the headers',
    async ({ key }) => {
      received.splice(0)
      answer = (reply) => reply.writeHead(204).end()
      await channel.send(call({ sendKey: key }), never)
      expect(received.flatMap(({ headers }) => Object.keys(headers))).not.toContain('x-injected')
    },
  )
})
