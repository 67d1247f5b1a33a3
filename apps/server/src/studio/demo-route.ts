import type { FastifyInstance } from 'fastify'

/** An account anybody may use, in a workspace made to be tried. */
export interface DemoAccount {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly role: string
}

/** Tells the sign-in page which accounts may be tried; none unless this is a demo. */
export async function demoRoute(
  app: FastifyInstance,
  { accounts }: { readonly accounts: readonly DemoAccount[] },
): Promise<void> {
  app.get('/api/demo', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ accounts }),
  )
}
