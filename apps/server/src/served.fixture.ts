import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Role } from '@periplo/api'
import { StudioError, type TrackedEvent } from '@periplo/model'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import type { Accounts } from './accounts/accounts.ts'
import { buildServer, type ServerOptions } from './http/build-server.ts'
import type { Refusal, SourceRef } from '@periplo/runtime'
import type { Seams, ServerRuntime } from './server-runtime.ts'

export const WORKSPACE_ID = '018f2f6a-0000-4000-8000-000000000001'
export const MESSAGE_HTML = '<p style="color:red">Hello</p><script>alert(1)</script>'

/** The image by which openings are counted. */
const OPENING_HTML = '<img src="https://studio.example.com/t/o/token" width="1" height="1" alt="">'

/** What the routes handed on. */
export interface Handed {
  readonly ingested: { source: SourceRef; events: readonly TrackedEvent[]; mode: string }[]
  readonly rejected: Refusal[]
  readonly clicks: string[]
  readonly opens: string[]
  readonly unsubscribes: string[]
}

/** A server that listens, with hands behind it that only write down. */
export interface Served {
  readonly url: string
  readonly app: FastifyInstance
  readonly handed: Handed
  /** Makes ingest fail as if the database were away. */
  readonly store: { away: boolean }
  close(): Promise<void>
}

/** What a test decides; everything else has a stand-in. */
export interface Serving extends Partial<Omit<ServerOptions, keyof Seams>>, Seams {
  /** The role of whoever is signed in, in {@link WORKSPACE_ID}. */
  readonly role?: Role
}

/** Starts the routes on a free port, before hands that stand in for the runtime's interface. */
export async function serve(options: Serving): Promise<Served> {
  const handed: Handed = { ingested: [], rejected: [], clicks: [], opens: [], unsubscribes: [] }
  const store = { away: false }
  const studioDir = await toStudioDir()
  const app = await buildServer({
    runtime: toRuntime(handed, store),
    accounts: NOBODY,
    memberships: {
      findRole: async ({ workspaceId }) => (workspaceId === WORKSPACE_ID ? options.role : undefined),
      list: async () => [],
    },
    log: pino({ level: 'silent' }),
    publicUrl: 'https://studio.example.com',
    studioDir,
    rateLimit: 1_000,
    demoAccounts: [],
    servesApi: true,
    ...options,
  })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const close = async (): Promise<void> => {
    await app.close()
    await rm(studioDir, { recursive: true })
  }
  return { url, app, handed, store, close }
}

const NOBODY: Accounts = {
  migrate: async () => undefined,
  handle: async () => new Response('null', { status: 401 }),
  findSession: async (headers) =>
    headers.get('cookie') === 'session=mara'
      ? { memberId: 'm-1', name: 'Mara', email: 'm@example.com', hasSecondFactor: false }
      : null,
  findChallenged: async () => undefined,
  endOtherSessions: async () => undefined,
  endChallenges: async () => undefined,
  ensureAccount: async () => 'm-1',
}

const SOURCES: ReadonlyMap<string, SourceRef> = new Map([
  ['browser-key', { sourceId: 'source-b', workspaceId: WORKSPACE_ID, kind: 'browser', name: 'Shop' }],
  ['server-key', { sourceId: 'source-s', workspaceId: WORKSPACE_ID, kind: 'server', name: 'Till' }],
])

function toRuntime(handed: Handed, store: { readonly away: boolean }): ServerRuntime {
  return {
    verbs: toVerbs(),
    findSource: async (writeKey) => SOURCES.get(writeKey),
    async takeEvents(source, events, mode = 'live') {
      if (store.away) throw new StudioError('store/unavailable', 'The database cannot be reached.')
      handed.ingested.push({ source, events, mode })
    },
    askEnrollment: async (source, event) =>
      void handed.ingested.push({ source, events: [event], mode: 'live' }),
    reportRejected: async (_source, refusals) => void handed.rejected.push(...refusals),
    links: toLinks(handed),
    health: async () => ({
      ready: !store.away,
      reasons: store.away ? ['The database cannot be reached.'] : [],
    }),
  }
}

function toLinks(handed: Handed): ServerRuntime['links'] {
  return {
    async click(token) {
      handed.clicks.push(token)
      return token === 'good' ? { url: 'https://shop.example/p/1' } : undefined
    },
    open: async (token) => void handed.opens.push(token),
    isUnsubscribe: (token) => token === 'good',
    async unsubscribe(token) {
      handed.unsubscribes.push(token)
      return { kind: token === 'good' ? 'unsubscribed' : 'unknown' }
    },
  }
}

/** Only what the routes here touch: one message, and a list of journeys. */
function toVerbs(): ServerRuntime['verbs'] {
  const verbs = {
    messages: { get: async () => ({ html: `${MESSAGE_HTML}${OPENING_HTML}` }) },
    journeys: { list: async () => [] },
    events: {
      async *watch({ signal }: { readonly signal: AbortSignal }) {
        yield []
        await new Promise((resolve) => {
          signal.addEventListener('abort', resolve)
        })
      },
    },
  }
  return verbs as unknown as ServerRuntime['verbs'] // oxlint-disable-line typescript/no-unsafe-type-assertion -- the rest is never asked for
}

async function toStudioDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'periplo-studio-'))
  await mkdir(join(dir, 'assets'))
  await writeFile(join(dir, 'index.html'), '<!doctype html><title>Periplo</title>')
  await writeFile(join(dir, 'assets', 'main-abc123.js'), 'export {}')
  return dir
}
