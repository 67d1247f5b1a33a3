import type { FirstSignIn } from '../accounts/first-workspace.ts'
import type { DemoAccount } from '../studio/demo-route.ts'

/** What somebody at the terminal is told once Periplo is up. */
export interface Ready {
  readonly url: string
  readonly demoAccounts: readonly Pick<DemoAccount, 'email' | 'password'>[]
  readonly firstSignIn: FirstSignIn | undefined
}

/** One line: where Periplo is, every account a demo may be tried with, and how to sign in to a new installation. */
export function toReadyLine({ url, demoAccounts, firstSignIn }: Ready): string {
  return ['  Periplo is ready on ' + url, ...listSignIns(demoAccounts), ...listFirst(firstSignIn)].join(' · ')
}

/** Accounts that share a password are named together. */
function listSignIns(accounts: Ready['demoAccounts']): readonly string[] {
  const anyOf = new Intl.ListFormat('en', { type: 'disjunction' })
  return [...Map.groupBy(accounts, ({ password }) => password)].map(
    ([password, sharing]) =>
      `sign in as ${anyOf.format(sharing.map(({ email }) => email))} with the password ${password}`,
  )
}

function listFirst(first: FirstSignIn | undefined): readonly string[] {
  return first
    ? [`first sign-in: ${first.email} with the password ${first.password}, shown only this once`]
    : []
}
