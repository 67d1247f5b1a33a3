import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

/** One request as it arrived. */
export interface RecordedRequest {
  readonly method: string
  /** Path and query, as sent. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** The body as UTF-8 text; empty if there was none. */
  readonly body: string
}

/** What the sink answers with. */
export interface SinkAnswer {
  /** HTTP status; 200 if left out. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Holds the answer back until this is fulfilled; a test decides when, no clock does. */
  readonly heldUntil?: Promise<unknown>
  /** Milliseconds before answering, for timeouts measured by the other side; 0 if left out. */
  readonly delayMs?: number
  /** Drops the connection without an answer. */
  readonly hangUp?: boolean
}

/** A real HTTP server on loopback that remembers what it was sent. */
export interface RecordingHttpSink {
  /** Origin, without a slash at the end. */
  readonly url: string
  /** In the order their bodies were complete. */
  readonly requests: readonly RecordedRequest[]
  /** Sets the answer to every later request; a function decides for each. */
  answerWith(answer: SinkAnswer | ((request: RecordedRequest) => SinkAnswer)): void
  /** Fulfilled once that many requests in all have arrived. */
  waitForRequests(count: number): Promise<readonly RecordedRequest[]>
  /** Drops open connections and stops listening. */
  stop(): Promise<void>
}

/** Starts a sink on a free loopback port; it answers 200 until told otherwise. */
export async function recordingHttpSink(): Promise<RecordingHttpSink> {
  const requests: RecordedRequest[] = []
  const waiting: { count: number; resolve: (seen: readonly RecordedRequest[]) => void }[] = []
  let decide: (request: RecordedRequest) => SinkAnswer = () => ({})
  const server = createServer((incoming, response) => {
    void readRequest(incoming).then((request) => {
      requests.push(request)
      for (const { count, resolve } of waiting) if (requests.length >= count) resolve(requests)
      return answer(response, decide(request))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a TCP listener has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    answerWith: (next) => {
      decide = typeof next === 'function' ? next : () => next
    },
    waitForRequests: (count) =>
      requests.length >= count
        ? Promise.resolve(requests)
        : new Promise((resolve) => waiting.push({ count, resolve })),
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function readRequest(incoming: IncomingMessage): Promise<RecordedRequest> {
  const body = await text(incoming)
  const { method = 'GET', url: path = '/', headers } = incoming
  return { method, path, headers, body }
}

async function answer(response: ServerResponse, planned: SinkAnswer): Promise<void> {
  const { status = 200, headers = {}, body = '', heldUntil, delayMs = 0, hangUp = false } = planned
  await heldUntil
  if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs))
  if (hangUp) response.destroy()
  else response.writeHead(status, headers).end(body)
}
