import { Agent, request } from 'undici'
import type { Dispatcher } from 'undici'
import { DEFAULT_PORTS, createConnector, findForbiddenAddress } from './connector.ts'
import type { ResolveHost } from './connector.ts'
import { parseAllowance } from './address.ts'
import type { EgressAllowance } from './address.ts'

/** The longest reply that is read, in bytes; the rest is dropped with its connection. */
export const MAX_REPLY_BYTES = 64 * 1024

/** How long one call may take from name lookup to the last byte, in milliseconds. */
export const EGRESS_TIMEOUT_MS = 10_000

/** One call through the door. */
export interface EgressRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/**
 * What became of a call. `replied` holds whatever status came back, a redirect too: none is followed.
 * `forbidden` means nothing was dialled. `unreachable` covers names, connections, TLS, deadlines and aborts.
 */
export type EgressOutcome =
  | {
      readonly kind: 'replied'
      readonly status: number
      readonly retryAfter: string | undefined
      /** At most {@link MAX_REPLY_BYTES} of it; less where the reply broke off or the deadline passed. */
      readonly body: Buffer
    }
  | { readonly kind: 'forbidden'; readonly reason: string }
  | { readonly kind: 'unreachable'; readonly reason: string }

/** The one door through which a customer's words may make us open a connection. */
export interface Egress {
  /** Makes one call; never throws. Connections are kept and shared between calls to one origin. */
  call(request: EgressRequest, signal: AbortSignal): Promise<EgressOutcome>
  /** Closes idle connections at once and the others when their calls end. */
  close(): Promise<void>
}

/** How the door is set up. */
export interface EgressOptions {
  /** Addresses opened although they are not public; empty for none. */
  readonly allow: readonly EgressAllowance[]
  /** Ports open to public addresses; default 80, 443, 8080, 8443. */
  readonly ports?: readonly number[]
  /** Connections kept per origin; default 64. */
  readonly connections?: number
  readonly timeoutMs?: number
  /** Looks names up; the machine's resolver unless given. */
  readonly resolve?: ResolveHost
}

/**
 * Opens the one egress door: http and https only, on listed ports, to public addresses and those allowed by
 * name. The address is checked at every dial, on the very answer that is dialled, so a name that changes
 * between check and use gains nothing. Throws a RangeError for an unreadable allowance.
 */
export function createEgress(options: EgressOptions): Egress {
  const timeoutMs = options.timeoutMs ?? EGRESS_TIMEOUT_MS
  const ranges = options.allow.map(parseAllowance)
  const door = { ports: options.ports ?? DEFAULT_PORTS, ranges }
  const agent = new Agent({
    connect: createConnector({ ...door, timeoutMs, resolve: options.resolve }),
    connections: options.connections ?? 64,
    pipelining: 1,
    allowH2: false,
    keepAliveTimeout: 15_000,
    keepAliveMaxTimeout: 60_000,
  })
  return {
    async call(call, signal) {
      const url = URL.parse(call.url)
      if (url === null) return { kind: 'forbidden', reason: 'not an absolute address' }
      const reason = findForbiddenAddress(url, door)
      if (reason !== undefined) return { kind: 'forbidden', reason }
      return callWithin(timeoutMs, signal, (until) => callOnce(agent, { url, call, until }))
    },
    async close() {
      await agent.close()
    },
  }
}

/** Runs `work` under one deadline; a timer per call is cheaper than combined signals and leaves nothing behind. */
async function callWithin(
  timeoutMs: number,
  signal: AbortSignal,
  work: (until: AbortSignal) => Promise<EgressOutcome>,
): Promise<EgressOutcome> {
  if (signal.aborted) return { kind: 'unreachable', reason: 'stopped' }
  const controller = new AbortController()
  const stop = (): void => controller.abort('stopped')
  const timer = setTimeout(() => controller.abort('timed out'), timeoutMs)
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await work(controller.signal)
  } catch (error) {
    return toFailure(error, controller.signal)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}

interface OneCall {
  readonly url: URL
  readonly call: EgressRequest
  readonly until: AbortSignal
}

async function callOnce(dispatcher: Dispatcher, { url, call, until }: OneCall): Promise<EgressOutcome> {
  const { method, headers, body = null } = call
  const reply = await request(url, { dispatcher, method, headers: { ...headers }, body, signal: until })
  const retryAfter = reply.headers['retry-after']
  return {
    kind: 'replied',
    status: reply.statusCode,
    retryAfter: Array.isArray(retryAfter) ? retryAfter[0] : retryAfter,
    body: await readCapped(reply.body),
  }
}

/** What could be read of a reply. The status has been heard by then, so a body that breaks off changes nothing. */
async function readCapped(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  try {
    for await (const chunk of body) {
      chunks.push(chunk.subarray(0, MAX_REPLY_BYTES - sizeBytes))
      sizeBytes += chunk.length
      if (sizeBytes >= MAX_REPLY_BYTES) break
    }
  } catch {
    return Buffer.concat(chunks)
  }
  return Buffer.concat(chunks)
}

function toFailure(error: unknown, until: AbortSignal): EgressOutcome {
  if (until.aborted) return { kind: 'unreachable', reason: String(until.reason) }
  const forbidden = findCause(error, 'EGRESS_FORBIDDEN')
  if (forbidden !== undefined) return { kind: 'forbidden', reason: forbidden.message }
  return { kind: 'unreachable', reason: codeOf(error) ?? 'connection failed' }
}

function findCause(error: unknown, code: string): Error | undefined {
  let here: unknown = error
  for (let depth = 0; depth < 5 && here instanceof Error; depth += 1) {
    if (codeOf(here) === code) return here
    here = here instanceof AggregateError ? here.errors[0] : here.cause
  }
  return undefined
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
