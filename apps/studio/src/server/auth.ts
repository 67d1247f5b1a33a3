/** What came of an attempt to sign in; `wants-code` where the password was right and a code is asked for, too. */
export type SignInOutcome = 'signed-in' | 'wants-code' | 'wrong' | 'too-often' | 'unreachable'

/** Signs in by e-mail and password. The same answer for an unknown address and a wrong password. */
export async function signIn(email: string, password: string): Promise<SignInOutcome> {
  try {
    const { authClient } = await import('./auth-client.ts')
    const { data, error } = await authClient.signIn.email({ email, password })
    if (!error) return 'twoFactorRedirect' in data ? 'wants-code' : 'signed-in'
    if (error.status === 429) return 'too-often'
    return error.status >= 500 || error.status === 0 ? 'unreachable' : 'wrong'
  } catch {
    return 'unreachable'
  }
}

/** Ends the session in this browser. False where the server could not be reached: the session still stands. */
export async function signOut(): Promise<boolean> {
  try {
    const { authClient } = await import('./auth-client.ts')
    const { error } = await authClient.signOut()
    return !error
  } catch {
    return false
  }
}

/** An account anybody may use, in a workspace made to be tried. */
export interface DemoAccount {
  readonly email: string
  readonly password: string
  readonly role: string
  readonly name: string
}

/** The accounts of a demo; none where the server is not one, or does not say. */
export async function listDemoAccounts(): Promise<readonly DemoAccount[]> {
  const response = await fetch('/api/demo', { headers: { accept: 'application/json' } })
  if (!response.ok || !response.headers.get('content-type')?.includes('json')) return []
  return toAccounts(await response.json())
}

function toAccounts(body: unknown): readonly DemoAccount[] {
  if (typeof body !== 'object' || body === null || !('accounts' in body)) return []
  return Array.isArray(body.accounts) ? body.accounts.filter(isAccount) : []
}

function isAccount(value: unknown): value is DemoAccount {
  if (typeof value !== 'object' || value === null) return false
  const texts = new Map<string, unknown>(Object.entries(value))
  return ['email', 'password', 'role', 'name'].every((key) => typeof texts.get(key) === 'string')
}
