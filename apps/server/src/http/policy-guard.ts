import { ROUTE_POLICY } from '@periplo/api'
import { invariant } from '@periplo/model'
import type { FastifyInstance } from 'fastify'

/** Refuses to start with a route nobody decided about. HEAD is allowed to whom GET is. */
export function guardRoutes(app: FastifyInstance): void {
  app.addHook('onRoute', ({ method, url }) => {
    for (const verb of [method].flat()) {
      const row = `${verb === 'HEAD' ? 'GET' : verb} ${url}`
      invariant(Object.hasOwn(ROUTE_POLICY, row), `${row} has no row in the policy`)
    }
  })
}
