import { randomBytes } from 'node:crypto'
import type { Runtime } from '@periplo/runtime'
import { listWorkspaces, type Store } from '@periplo/store'
import type { Accounts } from './accounts.ts'
import { createAccountsLock } from './accounts-lock.ts'
import { createMember } from './create-member.ts'

/** How to sign in to a new installation. The password is kept nowhere but as a hash. */
export interface FirstSignIn {
  readonly email: string
  readonly password: string
}

/** What the first workspace is made through. */
export interface FirstRoom {
  readonly store: Store
  readonly runtime: Pick<Runtime, 'createWorkspace'>
  readonly accounts: Pick<Accounts, 'ensureAccount'>
}

const NAME = 'Periplo'
const EMAIL = 'owner@periplo.local'
const PASSWORD_BYTES = 15

/**
 * Gives an installation without any workspace its first one, in the machine's zone and in euros, with an owner
 * of a drawn password; undefined where there is a workspace already. Of several processes at once one makes it.
 * A crash between the two leaves a workspace nobody is a member of.
 */
export async function ensureFirstWorkspace(room: FirstRoom): Promise<FirstSignIn | undefined> {
  const { store, runtime } = room
  const lock = createAccountsLock(store.authPool, 'periplo_first_workspace')
  return lock(async () => {
    if ((await listWorkspaces(store)).length > 0) return undefined
    const { timeZone: zone } = new Intl.DateTimeFormat().resolvedOptions()
    const workspaceId = await runtime.createWorkspace({
      name: NAME,
      zone,
      currency: 'EUR',
      demo: false,
      clock: 'live',
    })
    const signIn = { email: EMAIL, password: randomBytes(PASSWORD_BYTES).toString('base64url') }
    await createMember(room, { workspaceId, name: 'Owner', role: 'owner', ...signIn })
    return signIn
  })
}
