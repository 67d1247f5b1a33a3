import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Role } from '@periplo/api'
import { invariant } from '@periplo/model'
import { createIds, openRuntime, systemClock } from '@periplo/runtime'
import type { Runtime, StudioVerbs } from '@periplo/runtime'
import { buildServer, createAccounts, createMember, createMemberships } from '@periplo/server'
import { migrate, openStore } from '@periplo/store'
import { createDatabase, turnedClock } from '@periplo/testkit'
import type { TurnedClock } from '@periplo/testkit'
import { pino } from 'pino'

const STUDIO_DIR = fileURLToPath(new URL('../../apps/studio/dist', import.meta.url))

/** The password of everybody who works in a house. */
export const PASSWORD = 'a long enough password'

/** Somebody who works in a house. */
export interface Worker {
  readonly name: string
  readonly email: string
  readonly role: Role
}

/** Who works in a house: one of each kind of hand. */
export const WORKERS = {
  marketer: { name: 'Marta Solé', email: 'marta@example.com', role: 'editor' },
  colleague: { name: 'Iván Rey', email: 'ivan@example.com', role: 'editor' },
  manager: { name: 'Paula Vidal', email: 'paula@example.com', role: 'viewer' },
  owner: { name: 'Olga Prat', email: 'olga@example.com', role: 'owner' },
} as const satisfies Record<string, Worker>

/** The whole of Periplo behind the built studio: real HTTP, real PostgreSQL, running loops, a clock that is turned. */
export interface StudioHouse {
  readonly url: string
  /** Begins at the machine's present, so that what browsers call today is today here. */
  readonly clock: TurnedClock
  readonly workspaceId: string
  readonly verbs: StudioVerbs
  /** Posts to the tracking API as a shop would. Throws unless it was taken. */
  send(call: 'track' | 'identify', body: object): Promise<void>
  close(): Promise<void>
}

/** Opens a house of its own over a fresh database; `startsAt` moves its clock. Needs the studio to be built. */
export async function openStudioHouse(startsAt: Date = systemClock.now()): Promise<StudioHouse> {
  invariant(existsSync(STUDIO_DIR), 'the studio is not built: pnpm build')
  const database = await createDatabase((url) => migrate({ url }))
  const store = openStore({ url: database.url })
  const clock = turnedClock(startsAt.toISOString())
  const port = await findFreePort()
  const url = `http://127.0.0.1:${port}`
  const edges = {
    clock,
    ids: createIds(systemClock),
    log: pino({ level: 'silent' }),
    publicUrl: url,
    secretKey: Buffer.alloc(32, 7),
  }
  const mail = { smtpUrl: null, from: 'shop@example.com' }
  const runtime = await openRuntime({ ...edges, store, mail, egressAllow: [] })
  const accounts = createAccounts({ ...edges, pool: store.authPool })
  await accounts.migrate()
  const memberships = createMemberships(store)
  const served = { runtime, accounts, memberships, studioDir: STUDIO_DIR, demoAccounts: [] }
  const app = await buildServer({ ...edges, ...served, rateLimit: 100_000, servesApi: true })
  await app.listen({ port, host: '127.0.0.1' })
  const workspaceId = await openWorkspace(runtime)
  for (const worker of Object.values(WORKERS)) {
    await createMember({ store, accounts }, { ...worker, workspaceId, password: PASSWORD })
  }
  const leaving = new AbortController()
  const { stopped } = runtime.startLoops(leaving.signal)
  return {
    url,
    clock,
    workspaceId,
    verbs: runtime.verbs,
    send: await openShop({ url, runtime, workspaceId }),
    async close() {
      leaving.abort()
      await stopped
      await app.close()
      await runtime.close()
      await store.close()
      await database.drop()
    },
  }
}

function openWorkspace(runtime: Runtime): Promise<string> {
  return runtime.createWorkspace({
    name: 'Nórdica',
    zone: 'Europe/Madrid',
    currency: 'EUR',
    clock: 'live',
    demo: false,
  })
}

async function openShop(at: {
  readonly url: string
  readonly runtime: Runtime
  readonly workspaceId: string
}): Promise<StudioHouse['send']> {
  const { url, runtime, workspaceId } = at
  const actor = { memberId: 'setup', name: 'Setup' }
  const wish = { workspaceId, name: 'Web shop', kind: 'server', actor } as const
  const { writeKey } = await runtime.verbs.workspace.createSource(wish)
  return async (call, body) => {
    const answer = await fetch(`${url}/v1/${call}`, {
      method: 'POST',
      body: JSON.stringify({ writeKey, ...body }),
    })
    if (!answer.ok) throw new Error(`${call} was answered ${answer.status}: ${await answer.text()}`)
  }
}

/** A port that was free a moment ago: links in messages name it before the server listens. */
async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  invariant(address !== null && typeof address === 'object', 'a listening server has an address')
  await new Promise((resolve) => server.close(resolve))
  return address.port
}
