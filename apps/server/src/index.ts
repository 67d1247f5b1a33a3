/** The HTTP side and its accounts, for whoever runs them in their own process: suites that turn the clock. */
export { type Accounts, createAccounts } from './accounts/accounts.ts'
export { createMember, type NewMember } from './accounts/create-member.ts'
export { createMemberships } from './accounts/store-memberships.ts'
export { buildServer, type ServerOptions } from './http/build-server.ts'
