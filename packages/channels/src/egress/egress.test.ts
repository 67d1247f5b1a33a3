import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { listenOnLoopback } from '../loopback.ts'
import { MAX_REPLY_BYTES, createEgress } from './egress.ts'
import type { Egress, EgressOptions } from './egress.ts'
import type { ResolveHost } from './connector.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

const never = new AbortController().signal

function open(options: Partial<EgressOptions> = {}): Egress {
  const egress = createEgress({ allow: [], ...options })
  closers.push(() => egress.close())
  return egress
}

/** A sink that counts connections, not requests: a refused dial must not even knock. */
async function openSink(): Promise<{ port: number; connections: () => number }> {
  let count = 0
  const server = createTcpServer((socket) => {
    count += 1
    socket.destroy()
  })
  const port = await listenOnLoopback(server)
  closers.push(() => server.close())
  return { port, connections: () => count }
}

async function openServer(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  const port = await listenOnLoopback(server)
  closers.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  return port
}

const get = (egress: Egress, url: string, signal = never): ReturnType<Egress['call']> =>
  egress.call({ method: 'GET', url, headers: {} }, signal)

describe('nothing inside can be reached through an address', () => {
  test.each([
    { host: '127.0.0.1', why: 'plain' },
    { host: '0177.0.0.1', why: 'octal' },
    { host: '0x7f.0.0.1', why: 'hexadecimal part' },
    { host: '0x7f000001', why: 'hexadecimal' },
    { host: '2130706433', why: 'decimal' },
    { host: '127.1', why: 'short' },
    { host: '127.0.0.1.', why: 'trailing dot' },
    { host: '①②⑦.⓪.⓪.①', why: 'circled digits' },
    { host: '[::1]', why: 'IPv6 loopback' },
    { host: '[::ffff:127.0.0.1]', why: 'v4-mapped' },
    { host: '[::ffff:7f00:1]', why: 'v4-mapped in hexadecimal' },
    { host: '[::127.0.0.1]', why: 'v4-compatible' },
    { host: '[64:ff9b::127.0.0.1]', why: 'NAT64' },
    { host: '[2002:7f00:1::]', why: '6to4' },
    { host: '0.0.0.0', why: 'unspecified reaches loopback on Linux' },
    { host: '[::]', why: 'unspecified reaches loopback on Linux' },
    { host: 'localhost', why: 'a name that leads inside' },
    { host: 'LOCALHOST', why: 'in capitals' },
  ])('$host is not dialled ($why)', async ({ host }) => {
    const sink = await openSink()
    const outcome = await get(open({ ports: [sink.port] }), `http://${host}:${sink.port}/`)
    expect(outcome.kind).toBe('forbidden')
    expect(sink.connections()).toBe(0)
  })

  test.each([
    { url: 'ftp://93.184.216.34/', why: 'scheme' },
    { url: 'file:///etc/passwd', why: 'scheme' },
    { url: 'gopher://93.184.216.34:80/', why: 'scheme' },
    { url: 'unix:/run/docker.sock', why: 'scheme' },
    { url: '//93.184.216.34/', why: 'no scheme' },
    { url: 'not an address', why: 'no address' },
    { url: 'http://93.184.216.34:22/', why: 'port' },
    { url: 'https://93.184.216.34:5432/', why: 'port' },
    { url: 'http://user:secret@93.184.216.34/', why: 'credentials' },
    { url: 'http://[fe80::1%25eth0]/', why: 'zone' },
  ])('$url is refused ($why)', async ({ url }) => {
    expect((await get(open(), url)).kind).toBe('forbidden')
  })
})

describe('a name is worth the addresses it is dialled at', () => {
  test.each([
    { answers: ['127.0.0.1'], why: 'leads inside' },
    { answers: ['93.184.216.34', '127.0.0.1'], why: 'leads inside on the second try' },
    { answers: ['::ffff:127.0.0.1'], why: 'leads inside in disguise' },
    { answers: ['169.254.169.254'], why: 'leads to cloud metadata' },
    { answers: [], why: 'leads nowhere' },
  ])('$answers ($why)', async ({ answers }) => {
    const sink = await openSink()
    const egress = open({ ports: [sink.port], resolve: (_host, done) => done(null, answers) })
    expect((await get(egress, `http://shop.example:${sink.port}/`)).kind).toBe('forbidden')
    expect(sink.connections()).toBe(0)
  })

  test('a name that turns inward between two calls is refused at the second dial', async () => {
    const port = await openServer((_request, reply) => reply.setHeader('connection', 'close').end('ok'))
    const answers = [['127.0.0.2'], ['127.0.0.1']]
    const resolve: ResolveHost = (_host, done) => done(null, answers.shift() ?? [])
    const server = await openServerAt('127.0.0.2', port)
    closers.push(() => server.close())
    const egress = open({ allow: [{ cidr: '127.0.0.2', ports: [port] }], resolve })
    expect((await get(egress, `http://rebind.example:${port}/`)).kind).toBe('replied')
    expect((await get(egress, `http://rebind.example:${port}/`)).kind).toBe('forbidden')
    expect(answers).toEqual([])
  })

  test('a name nobody knows is unreachable, not forbidden', async () => {
    const egress = open({
      resolve: (_host, done) => done(Object.assign(new Error('x'), { code: 'ENOTFOUND' }), []),
    })
    expect(await get(egress, 'http://nowhere.example/')).toEqual({ kind: 'unreachable', reason: 'ENOTFOUND' })
  })
})

async function openServerAt(host: string, port: number): Promise<ReturnType<typeof createServer>> {
  const server = createServer((_request, reply) => reply.setHeader('connection', 'close').end('ok'))
  await listenOnLoopback(server, { host, port })
  return server
}

test('a redirect inside is reported and not followed', async () => {
  const sink = await openSink()
  const port = await openServer((_request, reply) =>
    reply.writeHead(302, { location: `http://127.0.0.1:${sink.port}/` }).end(),
  )
  const egress = open({ allow: [{ cidr: '127.0.0.1', ports: [port] }] })
  expect(await get(egress, `http://127.0.0.1:${port}/`)).toMatchObject({ kind: 'replied', status: 302 })
  expect(sink.connections()).toBe(0)
})

test('a reply is read up to 64 KB and its connection dropped', async () => {
  const port = await openServer((_request, reply) => {
    const block = Buffer.alloc(64 * 1024, 'x')
    const pour = (): void => {
      while (!reply.destroyed && reply.write(block));
      if (!reply.destroyed) reply.once('drain', pour)
    }
    pour()
  })
  const egress = open({ allow: [{ cidr: '127.0.0.1', ports: [port] }] })
  const outcome = await get(egress, `http://127.0.0.1:${port}/`)
  expect(outcome.kind === 'replied' ? outcome.body.length : 0).toBe(MAX_REPLY_BYTES)
})

test('a silent or trickling server costs no more than the deadline', async () => {
  const port = await openServer((request, reply) => {
    if (request.url === '/silent') return
    reply.writeHead(200)
    const drip = setInterval(() => reply.write('.'), 20)
    reply.once('close', () => clearInterval(drip))
  })
  const egress = open({ allow: [{ cidr: '127.0.0.1', ports: [port] }], timeoutMs: 200 })
  const outcomes = await Promise.all(
    ['silent', 'drip'].map((path) => get(egress, `http://127.0.0.1:${port}/${path}`)),
  )
  expect(outcomes).toMatchObject([
    { kind: 'unreachable', reason: 'timed out' },
    { kind: 'replied', status: 200 },
  ])
})

test('an abort ends a call at once', async () => {
  const controller = new AbortController()
  const port = await openServer(() => controller.abort())
  const egress = open({ allow: [{ cidr: '127.0.0.1', ports: [port] }] })
  const outcome = await get(egress, `http://127.0.0.1:${port}/`, controller.signal)
  expect(outcome).toEqual({ kind: 'unreachable', reason: 'stopped' })
})
