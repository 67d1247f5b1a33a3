import { invariant } from '@periplo/model'
import { type Role, ROLES } from './role.ts'

/**
 * Who may call. `anyone` needs nothing; `write-key` a source's key; `token` an unguessable address we sent
 * out ourselves; `signed-in` a session; a role that role, or a higher one, in the workspace the call names.
 */
export type Access = 'anyone' | 'write-key' | 'token' | 'signed-in' | Role

/**
 * The least access of every procedure, by its path. Procedures read their own row when called: one without
 * a row answers nobody. Viewers see journeys and numbers; personal data begins with analysts.
 */
export const PROCEDURE_POLICY: Readonly<Record<string, Access>> = {
  'session.me': 'anyone',
  'journeys.list': 'viewer',
  'journeys.create': 'editor',
  'journeys.duplicate': 'editor',
  'journeys.getDraft': 'viewer',
  'journeys.saveDraft': 'editor',
  'journeys.prove': 'viewer',
  'journeys.backtest': 'editor',
  'journeys.publish': 'editor',
  'journeys.listVersions': 'viewer',
  'journeys.getVersion': 'viewer',
  'journeys.foreseeMove': 'viewer',
  'journeys.listMoves': 'viewer',
  'journeys.bringBack': 'editor',
  'journeys.readInside': 'viewer',
  'journeys.pause': 'editor',
  'journeys.resume': 'editor',
  'journeys.archive': 'editor',
  'journeys.unarchive': 'editor',
  'measures.list': 'viewer',
  'measures.read': 'viewer',
  'segments.list': 'viewer',
  'segments.get': 'viewer',
  'segments.create': 'editor',
  'segments.save': 'editor',
  'segments.archive': 'editor',
  'segments.restore': 'editor',
  'segments.listMembers': 'analyst',
  'segments.preview': 'analyst',
  'measures.readOverlay': 'viewer',
  'measures.watchOverlay': 'viewer',
  'people.list': 'analyst',
  'people.get': 'analyst',
  'people.listTraits': 'viewer',
  'people.listAudiences': 'viewer',
  'people.listAudienceMembers': 'analyst',
  'people.explain': 'analyst',
  'people.suppose': 'analyst',
  'people.getTimeline': 'analyst',
  'people.enrol': 'editor',
  'events.list': 'analyst',
  'events.watch': 'analyst',
  'events.listNames': 'viewer',
  'messages.list': 'analyst',
  'messages.get': 'analyst',
  'messages.renderPreview': 'editor',
  'workspace.get': 'viewer',
  'workspace.listMembers': 'analyst',
  'workspace.listSources': 'analyst',
  'workspace.createSource': 'admin',
  'workspace.replaceSourceKey': 'admin',
  'workspace.revokeSource': 'admin',
  'workspace.getSendRules': 'viewer',
  'workspace.saveSendRules': 'admin',
  'workspace.getSigningSecret': 'admin',
}

/** The least access of every HTTP route, by method and pattern. A server refuses to start with a route that has no row. */
export const ROUTE_POLICY: Readonly<Record<string, Access>> = {
  'POST /v1/:call': 'write-key',
  'OPTIONS /v1/:call': 'anyone',
  'GET /v1/projects/:writeKey/settings': 'anyone',
  'GET /health/live': 'anyone',
  'GET /health/ready': 'anyone',
  'GET /t/c/:token': 'token',
  'GET /t/o/:token': 'token',
  'GET /u/:token': 'token',
  'POST /u/:token': 'token',
  'POST /api/auth/sign-in/email': 'anyone',
  'POST /api/auth/two-factor/verify-totp': 'anyone',
  'POST /api/auth/two-factor/verify-backup-code': 'anyone',
  'POST /api/auth/two-factor/enable': 'signed-in',
  'POST /api/auth/two-factor/disable': 'signed-in',
  'POST /api/auth/two-factor/generate-backup-codes': 'signed-in',
  'POST /api/auth/change-password': 'signed-in',
  'POST /api/auth/sign-out': 'anyone',
  'GET /api/auth/get-session': 'anyone',
  'GET /api/demo': 'anyone',
  'GET /trpc/:path': 'anyone',
  'POST /trpc/:path': 'anyone',
  'GET /preview/message/:sendKey': 'analyst',
  'POST /preview/message': 'signed-in',
  'GET /': 'anyone',
  'GET /*': 'anyone',
}

/** Who may call a procedure or a route, by its row. A bug where there is none: nobody gets past it. */
export function getAccess(policy: Readonly<Record<string, Access>>, row: string): Access {
  const access = Object.hasOwn(policy, row) ? policy[row] : undefined
  invariant(access !== undefined, `${row} has no row in the policy`)
  return access
}

/** The least role a row asks for. A bug where it asks for something else. */
export function getLeastRole(policy: Readonly<Record<string, Access>>, row: string): Role {
  const access = getAccess(policy, row)
  const role = ROLES.find((role) => role === access)
  invariant(role !== undefined, `${row} is not for a role`)
  return role
}
