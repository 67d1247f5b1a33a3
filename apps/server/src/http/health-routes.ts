import type { FastifyInstance } from 'fastify'
import type { ServerRuntime } from '../server-runtime.ts'

/** Whether the process is alive, and whether it can do its work: 503 with the reasons where not. */
export async function healthRoutes(
  app: FastifyInstance,
  { runtime }: { readonly runtime: Pick<ServerRuntime, 'health'> },
): Promise<void> {
  app.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store'))
  app.get('/health/live', async () => ({ live: true }))
  app.get('/health/ready', async (_request, reply) => {
    const { ready, reasons } = await runtime.health()
    return reply.code(ready ? 200 : 503).send({ ready, reasons })
  })
}
