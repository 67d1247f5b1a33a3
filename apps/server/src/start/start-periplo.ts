import { fileURLToPath } from 'node:url'
import { createIds, openRuntime, type Runtime, systemClock } from '@periplo/runtime'
import { migrate, openStore, type Store } from '@periplo/store'
import type { Logger } from 'pino'
import { type Accounts, createAccounts } from '../accounts/accounts.ts'
import { ensureFirstWorkspace, type FirstSignIn } from '../accounts/first-workspace.ts'
import { createMemberships } from '../accounts/store-memberships.ts'
import { type Config, SERVER_ROLES } from '../config/config.ts'
import { buildServer } from '../http/build-server.ts'
import type { DemoAccount } from '../studio/demo-route.ts'
import { startWorker } from '../worker/start-worker.ts'
import { findPort, toListenError } from './find-port.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { Progress } from './progress.ts'
import { startDatabase } from './start-database.ts'

const STUDIO_DIR = fileURLToPath(new URL('../../../studio/dist', import.meta.url))

/** What a start is given. */
export interface Start {
  readonly config: Config
  readonly lifecycle: Lifecycle
  readonly progress: Progress
  readonly log: Logger
  /** Fills the demo; told once everything it needs is open. Returns the accounts to show. */
  readonly openDemo: (room: DemoRoom) => Promise<readonly DemoAccount[]>
}

/** What the demo is filled through. */
export interface DemoRoom {
  readonly store: Store
  readonly runtime: Runtime
  readonly accounts: Accounts
  readonly progress: Progress
  readonly lifecycle: Lifecycle
  readonly log: Logger
  /** Where this process itself reaches its own door. */
  readonly localUrl: string
}

/** Where Periplo is, once it is up. */
export interface Started {
  readonly url: string
  readonly demoAccounts: readonly DemoAccount[]
  /** Set where this start has made the first workspace. */
  readonly firstSignIn: FirstSignIn | undefined
  /** Fulfilled when the database under it has ended. */
  readonly databaseEnded: Promise<void>
}

/**
 * Opens everything, the database first and the door last, and leaves closing to the lifecycle. What keeps it
 * from starting is thrown; what was open by then is the lifecycle's to close.
 */
export async function startPeriplo({ config, lifecycle, progress, log, openDemo }: Start): Promise<Started> {
  const port = await findPort(config)
  const localUrl = toUrl(config.host, port)
  const publicUrl = config.publicUrl ?? localUrl
  const database = await startDatabase(config, lifecycle, progress)
  await progress.step('Database schema', () => migrate({ url: database.url }))
  const store = openStore({ url: database.url })
  await lifecycle.onStop(() => store.close())
  const ids = createIds(systemClock)
  const { secretKey } = database
  const accounts = createAccounts({ pool: store.authPool, publicUrl, secretKey, ids, log })
  await progress.step('Accounts', () => accounts.migrate())
  const { mail, egressAllow } = config
  const runtime = await progress.step('Journeys', () =>
    openRuntime({ store, clock: systemClock, ids, log, mail, egressAllow, publicUrl, secretKey }),
  )
  await lifecycle.onStop(() => runtime.close())
  if (config.roles.has('worker')) {
    const { logLevel, partitions } = config
    const plan = { databaseUrl: database.url, secretKey, mail, egressAllow, publicUrl, partitions, logLevel }
    await startWorker(runtime, { plan, lifecycle })
  }
  const room: DemoRoom = { store, runtime, accounts, progress, lifecycle, log, localUrl }
  // the shop posts to our own door, and our own loops move its people
  const runsDemo = config.demo && SERVER_ROLES.every((role) => config.roles.has(role))
  const demoAccounts = runsDemo ? await openDemo(room) : []
  // a worker alone has no door to sign in at
  const isFirst = !config.demo && config.roles.has('api')
  const firstSignIn = isFirst ? await ensureFirstWorkspace(room) : undefined
  const app = await buildServer({
    runtime,
    accounts,
    memberships: createMemberships(store),
    clock: systemClock,
    ids,
    log,
    publicUrl,
    studioDir: STUDIO_DIR,
    trustedProxies: config.trustedProxies,
    rateLimit: config.rateLimit,
    demoAccounts,
    servesApi: config.roles.has('api'),
  })
  await lifecycle.onStop(() => app.close())
  await app.listen({ host: config.host, port }).catch((error: unknown) => {
    throw toListenError(error, { host: config.host, port })
  })
  return { url: publicUrl, demoAccounts, firstSignIn, databaseEnded: database.ended }
}

/** An address a browser on this machine can open. */
function toUrl(host: string, port: number): string {
  const isEverywhere = host === '0.0.0.0' || host === '::'
  return `http://${isEverywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`
}
