import type { Role } from '@periplo/api'
import type { Store } from '@periplo/store'
import type { DemoAccount } from '../studio/demo-route.ts'
import type { Accounts } from './accounts.ts'
import { createMember } from './create-member.ts'

/** No secret: a demo answers on this machine alone, and its sign-in page offers the accounts. */
const password = 'periplo-demo'

/** Accounts of a demo, one for each way to look at it. */
export const DEMO_ACCOUNTS = [
  { name: 'Marta Arias', email: 'marketer@periplo.example', password, role: 'editor' },
  { name: 'Mateo Gil', email: 'manager@periplo.example', password, role: 'analyst' },
  { name: 'Ada Prieto', email: 'admin@periplo.example', password, role: 'admin' },
  { name: 'Vito Luna', email: 'viewer@periplo.example', password, role: 'viewer' },
] as const satisfies readonly (DemoAccount & { readonly role: Role })[]

/** Makes the demo's accounts members of its workspace. May be called again. */
export async function ensureDemoAccounts(
  room: { readonly store: Store; readonly accounts: Pick<Accounts, 'ensureAccount'> },
  workspaceId: string,
): Promise<void> {
  for (const account of DEMO_ACCOUNTS) await createMember(room, { workspaceId, ...account })
}
