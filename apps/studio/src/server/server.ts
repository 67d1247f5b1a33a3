import type { AppRouter } from '@periplo/api'
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import { mayPass, toFailure } from './failure.ts'
import { noteReach } from './reach.ts'

/** What each procedure answers. */
export type Answers = inferRouterOutputs<AppRouter>

/** Every answer this tab remembers. A call refused for want of a session shows the way to sign in. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noteFailure, onSuccess: () => noteReach(true) }),
  mutationCache: new MutationCache({ onError: noteFailure, onSuccess: () => noteReach(true) }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < 2 && mayPass(toFailure(error)),
      retryDelay: (failures) => 500 * 2 ** failures,
      // the browser's own idea of a network is often wrong: a call that fails says more
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})

const url = '/trpc'

/** The server's procedures as plain calls, for work that outlives a screen. */
export const server = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url }),
      false: httpBatchLink({ url, maxURLLength: 4_000, maxItems: 16 }),
    }),
  ],
})

/** The server's procedures as options of queries, mutations and subscriptions. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client: server, queryClient })

/** Asks for everything again on the next look: after signing in or out. */
export function forgetEverything(): void {
  queryClient.clear()
}

/** Takes note of a call that failed: whether the server can be reached, and whether the session still stands. */
export function noteFailure(error: unknown): void {
  const failure = toFailure(error)
  noteReach(failure.kind !== 'unreachable')
  if (failure.kind !== 'refused' || failure.code !== 'access/unauthenticated') return
  queryClient.setQueryData(trpc.session.me.queryKey(), null)
}
