import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AppRouter } from '@periplo/api'
import type { JourneyDefinition } from '@periplo/model'
import { openRuntime } from '@periplo/runtime'
import type { Runtime } from '@periplo/runtime'
import { buildServer, createAccounts, createMember, createMemberships } from '@periplo/server'
import { migrate, openStore } from '@periplo/store'
import type { Store } from '@periplo/store'
import { createDatabase, seededIds, turnedClock } from '@periplo/testkit'
import type { TurnedClock } from '@periplo/testkit'
import { createTRPCClient, httpLink } from '@trpc/client'
import type { TRPCClient } from '@trpc/client'
import { pino } from 'pino'
import { advance, deliver, drain, findNextMoment } from './drain.ts'

const PUBLIC_URL = 'http://periplo.example'
const PASSWORD = 'a long enough password'
const OWNER = { name: 'Mara', email: 'mara@example.com', password: PASSWORD, role: 'owner' } as const

/** The studio's procedures as a signed-in owner calls them. */
export type Studio = TRPCClient<AppRouter>

/** One workspace, as somebody outside meets it: its write key, and the studio. */
export interface Room {
  readonly workspaceId: string
  readonly studio: Studio
  /** Posts to the tracking API with the workspace's write key. */
  send(call: string, body: object): Promise<Response>
  /** Draws and publishes a journey; the id of its version. */
  publish(definition: JourneyDefinition): Promise<{ readonly journeyId: string; readonly versionId: string }>
}

/** The whole of Periplo in this process: real HTTP, real PostgreSQL, a clock that stands still. */
export interface House {
  readonly clock: TurnedClock
  readonly runtime: Runtime
  readonly store: Store
  readonly url: string
  openRoom(name: string, options?: { readonly zone?: string }): Promise<Room>
  /** Turns the clock to an instant, stopping wherever something is due, and works until nothing is left to do. */
  turnTo(iso: string): Promise<void>
  /** Works until nothing is left to do at the present. */
  settle(): Promise<void>
  /** Moves people, and sends nothing. */
  move(): Promise<void>
  /** Sends what is due, and moves nobody. */
  post(): Promise<void>
  /** Opens a link of a message as a mail program would; redirects are not followed. */
  follow(link: string, init?: RequestInit): Promise<Response>
  close(): Promise<void>
}

/** Opens a house of its own, with a fresh database. `loopback` lets webhooks out to this machine. */
export async function openHouse(
  startsAt: string,
  { loopback = [] }: { readonly loopback?: readonly string[] } = {},
): Promise<House> {
  const database = await createDatabase((url) => migrate({ url }))
  const store = openStore({ url: database.url })
  const clock = turnedClock(startsAt)
  const edges = {
    clock,
    ids: seededIds('house'),
    log: pino({ level: 'silent' }),
    publicUrl: PUBLIC_URL,
    secretKey: Buffer.alloc(32, 7),
  }
  const runtime = await openRuntime({
    ...edges,
    store,
    wall: clock,
    mail: { smtpUrl: null, from: 'shop@example.com' },
    egressAllow: loopback.map(toAllowance),
  })
  const accounts = createAccounts({ ...edges, pool: store.authPool })
  await accounts.migrate()
  const studioDir = await mkdtemp(join(tmpdir(), 'periplo-journeys-'))
  await writeFile(join(studioDir, 'index.html'), '<!doctype html><title>Periplo</title>')
  const memberships = createMemberships(store)
  const demoAccounts: readonly never[] = []
  const served = { runtime, accounts, memberships, studioDir, demoAccounts }
  const app = await buildServer({ ...edges, ...served, rateLimit: 100_000, servesApi: true })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const { resources } = runtime
  return {
    clock,
    runtime,
    store,
    url,
    async openRoom(name, { zone = 'Europe/Madrid' } = {}) {
      const facts = { name, zone, currency: 'EUR', clock: 'live', demo: false } as const
      const workspaceId = await runtime.createWorkspace(facts)
      await createMember({ store, accounts }, { ...OWNER, workspaceId })
      return furnish(url, workspaceId)
    },
    async turnTo(iso) {
      await drain(resources)
      const until = Date.parse(iso)
      for (let next = await findNextMoment(resources); next !== undefined && next < until;) {
        clock.set(new Date(next))
        await drain(resources)
        next = await findNextMoment(resources)
      }
      clock.set(iso)
      await drain(resources)
    },
    settle: () => drain(resources),
    move: () => advance(resources),
    post: () => deliver(resources),
    follow: (link, init = {}) => fetch(link.replace(PUBLIC_URL, url), { redirect: 'manual', ...init }),
    async close() {
      await app.close()
      await runtime.close()
      await store.close()
      await database.drop()
      await rm(studioDir, { recursive: true })
    },
  }
}

function toAllowance(origin: string): { readonly cidr: string; readonly ports: readonly number[] } {
  const { hostname, port } = new URL(origin)
  return { cidr: hostname, ports: [Number(port)] }
}

async function furnish(url: string, workspaceId: string): Promise<Room> {
  const studio = await signIn(url)
  const source = await studio.workspace.createSource.mutate({ workspaceId, name: 'Shop', kind: 'server' })
  const { writeKey } = source
  return {
    workspaceId,
    studio,
    send: (call, body) =>
      fetch(`${url}/v1/${call}`, { method: 'POST', body: JSON.stringify({ writeKey, ...body }) }),
    async publish(definition) {
      const { name } = definition
      const { journeyId, revision } = await studio.journeys.create.mutate({ workspaceId, name, definition })
      const draft = { workspaceId, journeyId, revision, acceptWarnings: true }
      const published = await studio.journeys.publish.mutate(draft)
      return { journeyId, versionId: published.versionId }
    },
  }
}

async function signIn(url: string): Promise<Studio> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: PUBLIC_URL },
    body: JSON.stringify({ email: OWNER.email, password: OWNER.password }),
  })
  if (!answer.ok) throw new Error(`The owner could not sign in: ${answer.status}`)
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
  return createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${url}/trpc`, headers: { cookie, origin: PUBLIC_URL } })],
  })
}
