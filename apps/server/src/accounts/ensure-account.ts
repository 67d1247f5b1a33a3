import type { betterAuth } from 'better-auth'
import { hashPassword } from './password.ts'

/** A person who may sign in; what they may do is kept with the workspaces. */
export interface NewAccount {
  readonly name: string
  readonly email: string
  readonly password: string
}

type AuthContext = Awaited<ReturnType<typeof betterAuth>['$context']>

/**
 * The account's id; a new one unless the address is taken, whose password then stays. An account left without
 * a password by a crash is given this one. Not safe for two callers at once: hold the accounts' lock.
 */
export async function ensureAccount(
  { internalAdapter }: Pick<AuthContext, 'internalAdapter'>,
  { name, email, password }: NewAccount,
): Promise<string> {
  const address = email.toLowerCase()
  const known = await internalAdapter.findUserByEmail(address, { includeAccounts: true })
  const user =
    known?.user ??
    (await internalAdapter.createUser({ name, email: address, emailVerified: true }, { method: 'admin' }))
  if (known?.accounts.some(({ providerId }) => providerId === 'credential') !== true) {
    await internalAdapter.linkAccount({
      userId: user.id,
      providerId: 'credential',
      accountId: user.id,
      password: await hashPassword(password),
    })
  }
  return user.id
}
