import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { request as forwardRequest } from 'undici'

/**
 * What becomes of a call. `pass`: it is answered. `refuse`: 503, and the server never sees it. The server takes
 * it, but its answer is lost: `time-out` puts a 504 in its place, `cut` ends the connection.
 */
export type Fate = 'pass' | 'refuse' | 'time-out' | 'cut'

/** A call of the tracking API as it came to the door. */
export interface Call {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
  /** The `messageId` of every event in it. */
  readonly messageIds: readonly string[]
  readonly fate: Fate
  /** What the server answered; undefined where it was never asked. */
  readonly status: number | undefined
}

/** A proxy before the server: the address its clients know, and where calls get lost. */
export interface FrontDoor {
  readonly url: string
  /** Calls of the tracking API so far, in the order they were dealt with. */
  readonly calls: readonly Call[]
  /** Sets where everything goes. */
  leadTo(target: string): void
  /** Decides about every later call of the tracking API by the events in it. */
  decideBy(fateOf: (messageIds: readonly string[]) => Fate): void
  /** Fulfilled once the calls so far are what is waited for. */
  waitUntil(isReached: (calls: readonly Call[]) => boolean): Promise<void>
  close(): Promise<void>
}

/** Opens a door on a free loopback port; everything passes until decided otherwise. */
export async function openFrontDoor(): Promise<FrontDoor> {
  const calls: Call[] = []
  const waiting: { isReached: (calls: readonly Call[]) => boolean; resolve: () => void }[] = []
  let target = ''
  let fateOf: (messageIds: readonly string[]) => Fate = () => 'pass'
  const note = (call: Call): void => {
    calls.push(call)
    for (const { isReached, resolve } of waiting) if (isReached(calls)) resolve()
  }
  const server = createServer((incoming, response) => {
    const deal = isTracking(incoming) ? dealWith(incoming, response) : passOn(incoming, response)
    deal.catch(() => response.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')

  async function passOn(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    await answerWith(response, await forward(target, incoming, await buffer(incoming)))
  }
  async function dealWith(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url: path = '', headers } = incoming
    const bytes = await buffer(incoming)
    const messageIds = listMessageIds(headers, bytes)
    const fate = fateOf(messageIds)
    const answer = fate === 'refuse' ? undefined : await forward(target, incoming, bytes)
    note({ path, headers, bytes, messageIds, fate, status: answer?.status })
    if (answer === undefined) response.writeHead(503, AS_WE_DO).end()
    else if (fate === 'time-out') response.writeHead(504, AS_WE_DO).end()
    else if (fate === 'cut') response.destroy()
    else await answerWith(response, answer)
  }
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a TCP listener has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    leadTo: (url) => {
      target = url
    },
    decideBy: (decide) => {
      fateOf = decide
    },
    waitUntil: (isReached) =>
      isReached(calls) ? Promise.resolve() : new Promise((resolve) => waiting.push({ isReached, resolve })),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function isTracking({ method, url = '' }: IncomingMessage): boolean {
  return method === 'POST' && url.startsWith('/v1/')
}

function listMessageIds(headers: IncomingHttpHeaders, bytes: Buffer): readonly string[] {
  const text = headers['content-encoding'] === 'gzip' ? gunzipSync(bytes).toString() : bytes.toString()
  const body: { messageId?: string; batch?: readonly { messageId: string }[] } = JSON.parse(text)
  if (body.batch !== undefined) return body.batch.map(({ messageId }) => messageId)
  return body.messageId === undefined ? [] : [body.messageId]
}

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
}

/** The server lets pages of other origins read its refusals too; without it they would see a lost connection. */
const AS_WE_DO = { 'access-control-allow-origin': '*' } as const

/** Headers that speak of one connection. */
const PER_HOP = ['host', 'connection', 'keep-alive', 'transfer-encoding', 'content-length']

async function forward(target: string, incoming: IncomingMessage, bytes: Buffer): Promise<Answer> {
  const { method = 'GET', url = '/', headers } = incoming
  const body = method === 'GET' || method === 'HEAD' ? null : bytes
  const answer = await forwardRequest(new URL(url, target), { method, headers: withoutHop(headers), body })
  const received = Buffer.from(await answer.body.arrayBuffer())
  return { status: answer.statusCode, headers: answer.headers, bytes: received }
}

async function answerWith(response: ServerResponse, { status, headers, bytes }: Answer): Promise<void> {
  response.writeHead(status, withoutHop(headers)).end(bytes)
  await once(response, 'close')
}

function withoutHop(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !PER_HOP.includes(name)))
}
