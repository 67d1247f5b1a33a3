import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock, JourneyDefinition, TrackedEvent } from '@periplo/model'
import { createIds, openRuntime, systemClock } from '@periplo/runtime'
import type { Runtime } from '@periplo/runtime'
import { buildServer, createAccounts, createMemberships } from '@periplo/server'
import { getWorkspace, migrate, openStore } from '@periplo/store'
import { createDatabase } from '@periplo/testkit'
import { pino } from 'pino'
import { advance, drain } from '../journeys/drain.ts'
import { openFrontDoor } from './front-door.ts'
import type { FrontDoor } from './front-door.ts'

/** How Periplo is set up for one suite. */
export interface Setup {
  /** Where e-mail leaves; null keeps it in the Inbox. */
  readonly smtpUrl?: string | null
  /** Origins on this machine that webhooks may call. */
  readonly loopback?: readonly string[]
  /** Events per second and source. */
  readonly rateLimit?: number
  /** The machine's own unless given: that is what others' software goes by. */
  readonly clock?: Clock
}

/** The whole of Periplo on real HTTP and PostgreSQL, as software of others meets it. */
export interface Periplo {
  /** Where clients reach it. */
  readonly url: string
  readonly front: FrontDoor
  readonly verbs: Runtime['verbs']
  readonly workspaceId: string
  /** A write key of a new source. */
  createKey(kind: 'browser' | 'server'): Promise<string>
  publish(definition: JourneyDefinition): Promise<void>
  /** Works until nothing is left to do at the present. */
  work(): Promise<void>
  /** Moves people, and sends nothing. */
  move(): Promise<void>
  /** Every event in the log, as the log keeps it, in no order. */
  readLog(): Promise<readonly TrackedEvent[]>
  /** The secret its webhooks are signed with. */
  readSecret(): Promise<string>
  close(): Promise<void>
}

const ACTOR = { memberId: 'm-1', name: 'Mara' }
const SHOP = { name: 'Shop', zone: 'Europe/Madrid', currency: 'EUR', clock: 'live', demo: false } as const
const READ_LOG = `select body from event_log where workspace_id = $1 and kind = 'event'`

/** Opens Periplo behind a front door, with a fresh database and one workspace. */
export async function openPeriplo({
  smtpUrl = null,
  loopback = [],
  rateLimit = 100_000,
  clock = systemClock,
}: Setup = {}): Promise<Periplo> {
  const database = await createDatabase((url) => migrate({ url }))
  const store = openStore({ url: database.url })
  const front = await openFrontDoor()
  const edges = {
    clock,
    ids: createIds(systemClock),
    log: pino({ level: 'silent' }),
    publicUrl: front.url,
    secretKey: Buffer.alloc(32, 5),
  }
  const mail = { smtpUrl, from: 'Shop <hello@shop.example>' }
  const egressAllow = loopback.map(toAllowance)
  const runtime = await openRuntime({ ...edges, store, mail, egressAllow })
  const studioDir = await mkdtemp(join(tmpdir(), 'periplo-conformance-'))
  await writeFile(join(studioDir, 'index.html'), '<!doctype html><title>Periplo</title>')
  const app = await buildServer({
    ...edges,
    runtime,
    accounts: createAccounts({ ...edges, pool: store.authPool }),
    memberships: createMemberships(store),
    studioDir,
    demoAccounts: [],
    rateLimit,
    servesApi: true,
  })
  front.leadTo(await app.listen({ port: 0, host: '127.0.0.1' }))
  const workspaceId = await runtime.createWorkspace(SHOP)
  const { verbs, resources } = runtime
  return {
    url: front.url,
    front,
    verbs,
    workspaceId,
    async createKey(kind) {
      const source = await verbs.workspace.createSource({ workspaceId, name: 'Shop', kind, actor: ACTOR })
      return source.writeKey
    },
    async publish(definition) {
      const { name } = definition
      const draft = await verbs.journeys.create({ workspaceId, name, definition, actor: ACTOR })
      const { journeyId, revision } = draft
      await verbs.journeys.publish({ workspaceId, journeyId, revision, actor: ACTOR })
    },
    work: () => drain(resources),
    move: () => advance(resources),
    async readLog() {
      const { rows } = await store.enginePool.query<{ body: string }>(READ_LOG, [workspaceId])
      return rows.map(({ body }) => {
        const input: { readonly event: TrackedEvent } = JSON.parse(body)
        return input.event
      })
    },
    readSecret: async () => resources.openSecret(await getWorkspace(store, workspaceId)),
    async close() {
      await front.close()
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
