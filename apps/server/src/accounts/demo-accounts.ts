import type { Role } from '@periplo/api'
import type { Store } from '@periplo/store'
import type { DemoAccount } from '../studio/demo-route.ts'
import type { Accounts } from './accounts.ts'
import { createMember } from './create-member.ts'

/** Accounts of a demo, whose passwords are no secret: the sign-in page offers them. */
export const DEMO_ACCOUNTS = [
  { name: 'Olga Owner', email: 'owner@periplo.example', password: 'periplo-owner', role: 'owner' },
  { name: 'Eva Editor', email: 'editor@periplo.example', password: 'periplo-editor', role: 'editor' },
  { name: 'Ana Analyst', email: 'analyst@periplo.example', password: 'periplo-analyst', role: 'analyst' },
  { name: 'Vito Viewer', email: 'viewer@periplo.example', password: 'periplo-viewer', role: 'viewer' },
] as const satisfies readonly (DemoAccount & { readonly role: Role })[]

/** Makes the demo's accounts members of its workspace. May be called again. */
export async function ensureDemoAccounts(
  room: { readonly store: Store; readonly accounts: Pick<Accounts, 'ensureAccount'> },
  workspaceId: string,
): Promise<void> {
  for (const account of DEMO_ACCOUNTS) await createMember(room, { workspaceId, ...account })
}
