import type { Role } from '@periplo/api'
import { putMember, type Store } from '@periplo/store'
import type { Accounts } from './accounts.ts'

/** Somebody who is to use the studio. */
export interface NewMember {
  readonly workspaceId: string
  readonly name: string
  readonly email: string
  readonly password: string
  readonly role: Role
}

/**
 * Makes somebody a member of a workspace, with an account to sign in by unless they have one (whose password
 * then stays). Somebody who is a member already gets the role. Returns the member's id.
 */
export async function createMember(
  { store, accounts }: { readonly store: Store; readonly accounts: Pick<Accounts, 'ensureAccount'> },
  { workspaceId, name, email, password, role }: NewMember,
): Promise<string> {
  const userId = await accounts.ensureAccount({ name, email, password })
  await putMember(store, { workspaceId, userId, name, email, role })
  return userId
}
