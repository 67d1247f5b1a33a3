/** The studio's door: a router over the runtime's verbs, who may call what, and what failures become. */
export { type Access, getLeastRole, PROCEDURE_POLICY, ROUTE_POLICY } from './access/policy.ts'
export { isAtLeast, type Role, ROLES } from './access/role.ts'
export { type AppRouter, appRouter, createCaller } from './app-router.ts'
export type { Me } from './areas/session.ts'
export type { ApiContext, Membership, Memberships, Session } from './context.ts'
export { toHttpStatus, TRANSPORT } from './failures/transport.ts'
