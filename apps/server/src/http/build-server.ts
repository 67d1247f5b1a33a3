import type { Memberships } from '@periplo/api'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import type { Accounts } from '../accounts/accounts.ts'
import { authRoutes } from '../accounts/auth-routes.ts'
import { touchRoutes } from '../links/touch-routes.ts'
import { unsubscribeRoutes } from '../links/unsubscribe-routes.ts'
import type { Seams, ServerRuntime } from '../server-runtime.ts'
import { type DemoAccount, demoRoute } from '../studio/demo-route.ts'
import { previewRoute } from '../studio/preview-route.ts'
import { staticRoutes } from '../studio/static-routes.ts'
import { trpcRoutes } from '../studio/trpc-routes.ts'
import { trackingRoutes } from '../tracking/tracking-routes.ts'
import { toErrorAnswer } from './error-answers.ts'
import { healthRoutes } from './health-routes.ts'
import { guardRoutes } from './policy-guard.ts'
import { setSecurityHeaders } from './security-headers.ts'

/** Everything the routes are given. */
export interface ServerOptions extends Seams {
  readonly runtime: ServerRuntime
  readonly accounts: Accounts
  readonly memberships: Memberships
  readonly log: FastifyBaseLogger
  readonly publicUrl: string
  readonly studioDir: string
  /** Addresses and networks of proxies whose `X-Forwarded-For` is believed; without any, nobody's is. */
  readonly trustedProxies?: readonly string[]
  /** Events per second and source. */
  readonly rateLimit: number
  /** Empty unless this is a demo. */
  readonly demoAccounts: readonly DemoAccount[]
  /** Without it only health is answered: a worker has no other door. */
  readonly servesApi: boolean
}

/** A click's token carries where it leads. */
const LONGEST_PARAM = 8_000

/** The whole HTTP side, not yet listening. Closing it ends open event streams and waits for every other request. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { trustedProxies = [] } = options
  const app = Fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }), // addresses hold tokens and searches
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: LONGEST_PARAM },
    bodyLimit: 64 * 1_024,
    requestTimeout: 30_000,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
  })
  guardRoutes(app)
  app.addHook('onRequest', setSecurityHeaders(options.publicUrl))
  app.setErrorHandler(toErrorAnswer(options.ids))
  await app.register(healthRoutes, options)
  if (!options.servesApi) return app
  await app.register(trackingRoutes, options)
  await app.register(touchRoutes, options)
  await app.register(unsubscribeRoutes, options)
  await app.register(authRoutes, options)
  await app.register(demoRoute, { accounts: options.demoAccounts })
  await app.register(trpcRoutes, options)
  await app.register(previewRoute, options)
  await staticRoutes(app, options)
  return app
}
