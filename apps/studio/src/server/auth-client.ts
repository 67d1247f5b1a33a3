import { createAuthClient } from 'better-auth/client'

/** The accounts' own client; fetched only by whoever signs in or out. */
export const authClient = createAuthClient({ basePath: '/api/auth' })
